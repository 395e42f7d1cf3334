/* SPDX-License-Identifier: MIT */
/*
 * cp949: one character of CP949 (EUC-KR plus the Unified Hangul Code
 * extension) to its code point, from our own table.
 */
#ifndef CP949_H
#define CP949_H

#include <stddef.h>
#include <stdint.h>

/*
 * The code point at the start of `s` (n > 0 bytes) into *cp, or UTF8_BAD when
 * the bytes are no character. Returns the bytes consumed, 1 or 2; of a bad
 * pair only the lead byte is consumed, so that ASCII after it survives.
 */
size_t cp949_decode(const unsigned char *s, size_t n, uint32_t *cp);

#endif
