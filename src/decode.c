/* SPDX-License-Identifier: MIT */
#include "decode.h"

#include "cp949.h"
#include "utf8.h"

static bool
is_hangul(uint32_t cp)
{
	return cp >= 0xAC00 && cp <= 0xD7A3;
}

size_t
decode_next(enum encoding enc, const unsigned char *s, size_t n, uint32_t *cp)
{
	if (enc == ENC_CP949)
		return cp949_decode(s, n, cp);
	return utf8_decode(s, n, cp);
}

bool
is_utf16(struct slice raw)
{
	return raw.len >= 2 &&
	    (memcmp(raw.at, "\xFF\xFE", 2) == 0 ||
		memcmp(raw.at, "\xFE\xFF", 2) == 0);
}

size_t
decode_errors(enum encoding enc, struct slice raw)
{
	const unsigned char *s = (const unsigned char *)raw.at;
	size_t i, bad = 0;
	uint32_t cp;

	for (i = 0; i < raw.len;) {
		i += decode_next(enc, s + i, raw.len - i, &cp);
		bad += cp == UTF8_BAD;
	}
	return bad;
}

/* What a valid UTF-8 text is made of. */
struct census {
	bool valid, ascii, hangul;
};

static struct census
take_census(struct slice raw)
{
	const unsigned char *s = (const unsigned char *)raw.at;
	struct census c = {true, true, false};
	uint32_t cp;
	size_t i = 0;

	while (i < raw.len) {
		if (s[i] < 0x80) {
			i++;
			continue;
		}
		c.ascii = false;
		i += utf8_decode(s + i, raw.len - i, &cp);
		if (cp == UTF8_BAD) {
			c.valid = false;
			return c;
		}
		if (cp >= 0x1100) { /* three bytes: no chance reading */
			c.hangul = true;
			return c;
		}
	}
	return c;
}

/* Every run of bytes above 0x7F is two or more Hangul syllables in CP949. */
static bool
is_cp949_hangul(struct slice raw)
{
	const unsigned char *s = (const unsigned char *)raw.at;
	size_t i = 0, run = 0;
	uint32_t cp;

	while (i < raw.len) {
		if (s[i] < 0x80) {
			if (run == 1)
				return false;
			run = 0;
			i++;
			continue;
		}
		i += cp949_decode(s + i, raw.len - i, &cp);
		if (!is_hangul(cp))
			return false;
		run++;
	}
	return run != 1;
}

enum encoding
encoding_guess(struct slice raw)
{
	struct census c = take_census(raw);
	size_t n_bad;

	if (c.ascii)
		return ENC_UTF8;
	if (c.valid && !c.hangul)
		return is_cp949_hangul(raw) ? ENC_CP949 : ENC_UTF8;
	n_bad = decode_errors(ENC_UTF8, raw);
	if (n_bad == 0)
		return ENC_UTF8;
	return decode_errors(ENC_CP949, raw) < n_bad ? ENC_CP949 : ENC_UTF8;
}
