/* SPDX-License-Identifier: MIT */
#include "support.h"

static void
every_code_point_comes_back(void **state)
{
	(void)state;
	for (uint32_t cp = 0; cp <= 0x10FFFF; cp++) {
		unsigned char s[4];
		uint32_t back;
		size_t n;

		if (cp >= 0xD800 && cp <= 0xDFFF)
			continue;
		n = utf8_encode(cp, (char *)s);
		if (utf8_decode(s, n, &back) != n || back != cp)
			fail_msg("U+%04X is read as U+%04X", cp, back);
		for (size_t cut = 1; cut < n; cut++)
			if (utf8_decode(s, cut, &back) != cut ||
			    back != UTF8_BAD)
				fail_msg("U+%04X cut to %zu bytes", cp, cut);
	}
}

/* A broken sequence, and how many bytes of it are one mistake (Unicode 15,
 * table 3-8: the longest beginning that could have become a character). */
static const struct {
	const char *name, *bytes;
	size_t used;
} broken[] = {
    {"a tail without a head", "\x80", 1},
    {"the last tail without a head", "\xBF\x80", 1},
    {"a zero written in two bytes", "\xC0\x80", 1},
    {"a letter written in two bytes", "\xC1\xBF", 1},
    {"a letter written in three bytes", "\xE0\x9F\xBF", 1},
    {"a syllable written in four bytes", "\xF0\x8F\xBF\xBF", 1},
    {"the first half of a pair", "\xED\xA0\x80", 1},
    {"the second half of a pair", "\xED\xBF\xBF", 1},
    {"beyond the end of Unicode", "\xF4\x90\x80\x80", 1},
    {"far beyond the end of Unicode", "\xF5\x80\x80\x80", 1},
    {"a byte that is never used", "\xFF", 1},
    {"a syllable that stops after one byte", "\xEC""a", 1},
    {"a syllable that stops after two bytes", "\xEC\xB9""a", 2},
    {"an emoji that stops after three bytes", "\xF0\x9F\x98""a", 3},
    {"a head before a head", "\xEC\xEC\xB9\xB4", 1},
};

static void
a_broken_sequence_is_one_mistake(void **state)
{
	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(broken); i++) {
		const char *s = broken[i].bytes;
		uint32_t cp;
		size_t used =
		    utf8_decode((const unsigned char *)s, strlen(s), &cp);

		if (cp != UTF8_BAD || used != broken[i].used)
			fail_msg("%s: U+%04X, %zu bytes", broken[i].name, cp,
			    used);
	}
}

static void
hangul_is_two_columns_wide(void **state)
{
	static const struct {
		uint32_t cp;
		int width;
	} cases[] = {{'a', 1}, {0xE9, 1}, {0xAC00, 2}, {0xD7A3, 2},
	    {0x3131, 2}, {0x1100, 2}, {0x1161, 0}, {0x11A8, 0}, {0x6C11, 2},
	    {0xFF21, 2}, {0xFF71, 1}, {0x301, 0}, {0x200B, 0}, {0xFEFF, 0},
	    {0x1F600, 2}, {0x2014, 1}, {0x20000, 2}};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++)
		if (utf8_width(cases[i].cp) != cases[i].width)
			fail_msg("U+%04X is not %d wide", cases[i].cp,
			    cases[i].width);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(every_code_point_comes_back),
	    cmocka_unit_test(a_broken_sequence_is_one_mistake),
	    cmocka_unit_test(hangul_is_two_columns_wide),
	};

	return cmocka_run_group_tests_name("utf8", tests, NULL, NULL);
}
