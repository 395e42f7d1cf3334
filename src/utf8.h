/* SPDX-License-Identifier: MIT */
/*
 * utf8: one code point to and from UTF-8, strictly (RFC 3629: no overlong
 * forms, no surrogates, nothing above U+10FFFF).
 */
#ifndef UTF8_H
#define UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define UTF8_BAD 0xFFFFFFFFu

/*
 * The code point at the start of `s` (n > 0 bytes) into *cp, or UTF8_BAD for a
 * broken sequence. Returns the bytes consumed, at least 1; a broken sequence
 * consumes its maximal valid prefix (Unicode 15, 3.9, table 3-8).
 */
size_t utf8_decode(const unsigned char *s, size_t n, uint32_t *cp);

/* Writes `cp` to `out` (4 bytes of room) and returns the bytes written. */
size_t utf8_encode(uint32_t cp, char *out);

/*
 * A code point that could steer a terminal or turn text around: controls (C0,
 * C1, DEL), bidirectional marks, line separators; UTF8_BAD too.
 */
bool utf8_is_unsafe(uint32_t cp);

/* Terminal columns of a code point: 0, 1 or 2 (Hangul, CJK, full width). */
int utf8_width(uint32_t cp);

#endif
