/* SPDX-License-Identifier: MIT */
#include "utf8.h"

static bool
is_tail(const unsigned char *s, size_t n, size_t i)
{
	return i < n && (s[i] & 0xC0) == 0x80;
}

size_t
utf8_decode(const unsigned char *s, size_t n, uint32_t *cp)
{
	unsigned char a = s[0];
	unsigned char low = 0x80, high = 0xBF; /* of the second byte */

	if (a < 0x80) {
		*cp = a;
		return 1;
	}
	*cp = UTF8_BAD;
	if (a < 0xC2 || a > 0xF4)
		return 1;
	/* Overlong forms, surrogates and the end of Unicode show in byte 2. */
	if (a == 0xE0)
		low = 0xA0;
	else if (a == 0xED)
		high = 0x9F;
	else if (a == 0xF0)
		low = 0x90;
	else if (a == 0xF4)
		high = 0x8F;
	if (n < 2 || s[1] < low || s[1] > high)
		return 1;
	if (a < 0xE0) {
		*cp = (a & 0x1Fu) << 6 | (s[1] & 0x3Fu);
		return 2;
	}
	if (!is_tail(s, n, 2))
		return 2;
	if (a < 0xF0) {
		*cp = (a & 0x0Fu) << 12 | (s[1] & 0x3Fu) << 6 | (s[2] & 0x3Fu);
		return 3;
	}
	if (!is_tail(s, n, 3))
		return 3;
	*cp = (a & 0x07u) << 18 | (s[1] & 0x3Fu) << 12 | (s[2] & 0x3Fu) << 6 |
	    (s[3] & 0x3Fu);
	return 4;
}

size_t
utf8_encode(uint32_t cp, char *out)
{
	if (cp < 0x80) {
		out[0] = (char)cp;
		return 1;
	}
	if (cp < 0x800) {
		out[0] = (char)(0xC0 | cp >> 6);
		out[1] = (char)(0x80 | (cp & 0x3F));
		return 2;
	}
	if (cp < 0x10000) {
		out[0] = (char)(0xE0 | cp >> 12);
		out[1] = (char)(0x80 | (cp >> 6 & 0x3F));
		out[2] = (char)(0x80 | (cp & 0x3F));
		return 3;
	}
	out[0] = (char)(0xF0 | cp >> 18);
	out[1] = (char)(0x80 | (cp >> 12 & 0x3F));
	out[2] = (char)(0x80 | (cp >> 6 & 0x3F));
	out[3] = (char)(0x80 | (cp & 0x3F));
	return 4;
}

/* Ranges from EastAsianWidth.txt (W and F), joined where gaps are unassigned. */
static const struct {
	uint32_t from, to;
} wide[] = {
    {0x1100, 0x115F}, {0x2E80, 0x303E}, {0x3041, 0xA4CF}, {0xA960, 0xA97F},
    {0xAC00, 0xD7A3}, {0xF900, 0xFAFF}, {0xFE30, 0xFE6F}, {0xFF00, 0xFF60},
    {0xFFE0, 0xFFE6}, {0x1F300, 0x1F64F}, {0x1F680, 0x1F6FF},
    {0x1F900, 0x1FAFF}, {0x20000, 0x3FFFD}};

int
utf8_width(uint32_t cp)
{
	if (cp < 0x300)
		return 1;
	if ((cp >= 0x300 && cp <= 0x36F) || (cp >= 0x1160 && cp <= 0x11FF) ||
	    (cp >= 0x200B && cp <= 0x200F) || (cp >= 0xFE00 && cp <= 0xFE0F) ||
	    cp == 0xFEFF)
		return 0;
	for (size_t i = 0; i < sizeof wide / sizeof wide[0]; i++)
		if (cp >= wide[i].from && cp <= wide[i].to)
			return 2;
	return 1;
}

bool
utf8_is_unsafe(uint32_t cp)
{
	return cp < 0x20 || (cp >= 0x7F && cp < 0xA0) ||
	    (cp >= 0x200E && cp <= 0x200F) || (cp >= 0x2028 && cp <= 0x202E) ||
	    (cp >= 0x2066 && cp <= 0x2069) || cp == 0x061C || cp == UTF8_BAD;
}
