/* SPDX-License-Identifier: MIT */
/*
 * decode: which encoding a record is in, and its code points one by one. The
 * bytes stay where they are: offsets are offsets into the original.
 */
#ifndef DECODE_H
#define DECODE_H

#include <stddef.h>
#include <stdint.h>

#include "slice.h"

enum encoding { ENC_AUTO, ENC_UTF8, ENC_CP949 };

/*
 * ENC_UTF8 or ENC_CP949 for one record. UTF-8 when it is valid; otherwise the
 * reading with fewer errors, UTF-8 on a tie. One exception: some Korean words
 * in CP949 are valid UTF-8 by chance (the word for "first" reads as two Latin
 * letters); a text whose UTF-8 reading has no Hangul and whose CP949 reading
 * is clean and all Hangul, at least two syllables in each run, is CP949.
 */
enum encoding encoding_guess(struct slice raw);

/*
 * The code point at the start of `s` (n > 0 bytes) in `enc` (not ENC_AUTO) into
 * *cp, or UTF8_BAD. Returns the bytes consumed, at least 1.
 */
size_t decode_next(
    enum encoding enc, const unsigned char *s, size_t n, uint32_t *cp);

/* UTF-16 text, which is not read, shows itself by its byte order mark. */
bool is_utf16(struct slice raw);
#define UTF16_CURE \
	"this is UTF-16; convert it first: iconv -f UTF-16 -t UTF-8"

/* How many broken sequences `raw` has when read as `enc`. */
size_t decode_errors(enum encoding enc, struct slice raw);

#endif
