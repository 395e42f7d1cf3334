/* SPDX-License-Identifier: MIT */
#include "cp949.h"

#include "support.h"

static const struct {
	const char *name, *bytes;
	size_t used;
	uint32_t cp;
} cases[] = {
    {"a letter", "a", 1, 'a'},
    {"the first syllable of the standard", "\xB0\xA1", 2, 0xAC00},
    {"the last syllable of the standard", "\xC8\xFE", 2, 0xD79D},
    {"the first syllable of the extension", "\x81\x41", 2, 0xAC02},
    {"the last syllable of the extension", "\xC6\x52", 2, 0xD7A3},
    {"a lone consonant", "\xA4\xBB", 2, 0x314B},
    {"a Chinese character", "\xDA\xC5", 2, 0x6C11},
    {"a full-width letter", "\xA3\xC1", 2, 0xFF21},
    {"a lead without a trail", "\xB0", 1, UTF8_BAD},
    {"a lead before a blank", "\xB0 ", 1, UTF8_BAD},
    {"a lead before a digit", "\xB0""1", 1, UTF8_BAD},
    {"a lead before a line end", "\xB0\n", 1, UTF8_BAD},
    {"a byte that leads nothing", "\x80\xA1", 1, UTF8_BAD},
    {"the last byte", "\xFF\xA1", 1, UTF8_BAD},
    {"a hole of the table", "\xC9\xA1", 1, UTF8_BAD},
    {"a lead before the last byte", "\xB0\xFF", 1, UTF8_BAD},
};

static void
bytes_are_read_as_the_standard_says(void **state)
{
	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		const char *s = cases[i].bytes;
		uint32_t cp;
		size_t used =
		    cp949_decode((const unsigned char *)s, strlen(s), &cp);

		if (cp != cases[i].cp || used != cases[i].used)
			fail_msg("%s: U+%04X, %zu bytes", cases[i].name, cp,
			    used);
	}
}

static void
every_syllable_has_exactly_one_code(void **state)
{
	static uint8_t seen[0x10000];
	unsigned char s[2];
	uint32_t cp, syllables = 0;

	(void)state;
	for (unsigned lead = 0x80; lead <= 0xFF; lead++)
		for (unsigned trail = 0; trail <= 0xFF; trail++) {
			s[0] = (unsigned char)lead;
			s[1] = (unsigned char)trail;
			if (cp949_decode(s, 2, &cp) != 2)
				continue;
			assert_true(cp >= 0x80 && cp < 0x10000);
			if (seen[cp]++ != 0)
				fail_msg("U+%04X has two codes", cp);
			syllables += cp >= 0xAC00 && cp <= 0xD7A3;
		}
	assert_int_equal(syllables, 11172);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(bytes_are_read_as_the_standard_says),
	    cmocka_unit_test(every_syllable_has_exactly_one_code),
	};

	return cmocka_run_group_tests_name("cp949", tests, NULL, NULL);
}
