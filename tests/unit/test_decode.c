/* SPDX-License-Identifier: MIT */
#include "decode.h"

#include "support.h"

static const struct {
	const char *name, *bytes;
	enum encoding enc;
} guesses[] = {
    {"nothing", "", ENC_UTF8},
    {"plain English", "my phone bill", ENC_UTF8},
    {"Korean in UTF-8", "카톡이 안돼요", ENC_UTF8},
    {"Korean in CP949", "\xC4\xAB\xC5\xE5\xC0\xCC \xBE\xC8\xB5\xC5\xBF\xE4",
	ENC_CP949},
    {"the word for first, in CP949", "\xC3\xB9\xC2\xB0", ENC_CP949},
    {"the word for first and a blank, in CP949", "\xC3\xB9\xC2\xB0 ",
	ENC_CP949},
    {"French in UTF-8", "d\xC3\xA9j\xC3\xA0 vu", ENC_UTF8},
    {"a single accent in UTF-8", "caf\xC3\xA9", ENC_UTF8},
    {"UTF-8 that was cut in a syllable", "카톡이 안\xEB\x8F", ENC_UTF8},
    {"noise", "\xFF\xFE\xFD", ENC_UTF8},
    {"one stray byte in Korean UTF-8", "카톡이 \xFF 안돼요", ENC_UTF8},
    {"an emoji in UTF-8", "\xF0\x9F\x98\xA1", ENC_UTF8},
};

static void
the_encoding_of_a_record_is_guessed(void **state)
{
	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(guesses); i++)
		if (encoding_guess(slice_of(guesses[i].bytes)) !=
		    guesses[i].enc)
			fail_msg("%s: guessed wrong", guesses[i].name);
}

static void
broken_sequences_are_counted(void **state)
{
	(void)state;
	assert_int_equal(decode_errors(ENC_UTF8, slice_of("카톡")), 0);
	assert_int_equal(decode_errors(ENC_UTF8, slice_of("\xFF카\xEC")), 2);
	assert_int_equal(
	    decode_errors(ENC_CP949, slice_of("\xC4\xAB\xFF")), 1);
	assert_int_equal(decode_errors(ENC_CP949, slice_of("")), 0);
}

/* Whatever the bytes: every step goes on, ends at the end, and gives a
 * character that exists or UTF8_BAD. */
static void
random_bytes_decode_to_valid_characters(void **state)
{
	struct rng rng = {20220118};

	(void)state;
	for (uint32_t round = 0; round < 3000; round++) {
		unsigned char s[64];
		size_t n = rng_below(&rng, sizeof s), i;

		for (i = 0; i < n; i++)
			s[i] = (unsigned char)(rng_below(&rng, 3) == 0
				? rng_below(&rng, 128)
				: 128 + rng_below(&rng, 128));
		for (int enc = ENC_UTF8; enc <= ENC_CP949; enc++)
			for (i = 0; i < n;) {
				uint32_t cp;
				size_t used = decode_next(
				    (enum encoding)enc, s + i, n - i, &cp);

				if (used == 0 || used > n - i ||
				    (cp != UTF8_BAD &&
					(cp > 0x10FFFF ||
					    (cp >= 0xD800 && cp <= 0xDFFF))))
					fail_msg("round %u, byte %zu", round,
					    i);
				i += used;
			}
		assert_true(encoding_guess((struct slice){(char *)s, n}) !=
		    ENC_AUTO);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(the_encoding_of_a_record_is_guessed),
	    cmocka_unit_test(broken_sequences_are_counted),
	    cmocka_unit_test(random_bytes_decode_to_valid_characters),
	};

	return cmocka_run_group_tests_name("decode", tests, NULL, NULL);
}
