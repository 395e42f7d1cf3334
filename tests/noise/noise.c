/* SPDX-License-Identifier: MIT */
/*
 * noise: standard input with the slips of careless typing, line by line.
 *
 *   noise KIND < complaints > noisy
 *
 *   unspaced   no blanks between Hangul
 *   spacing    three in ten blanks lost, one in ten syllables split off
 *   repeat     one letter three to five times
 *   apart      one syllable of the line typed as loose letters
 *   vowel      one vowel that is easily confused (ae and e)
 *   layout     Hangul typed with the keyboard in Latin mode
 *
 * Deterministic: the generator starts anew with each line.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "utf8.h"

enum { MAX_LINE = 8192, BASE = 0xAC00, LAST = 0xD7A3 };

static uint32_t
next_random(uint64_t *state, uint32_t below)
{
	*state = *state * 6364136223846793005ull + 1442695040888963407ull;
	return (uint32_t)(*state >> 33) % below;
}

static int
is_hangul(uint32_t cp)
{
	return cp >= BASE && cp <= LAST;
}

static void
put(uint32_t cp)
{
	char out[4];

	fwrite(out, 1, utf8_encode(cp, out), stdout);
}

/* The letters of a syllable as compatibility jamo; returns how many. */
static int
take_apart(uint32_t cp, uint32_t *jamo)
{
	static const uint16_t lead[] = {0x3131, 0x3132, 0x3134, 0x3137, 0x3138,
	    0x3139, 0x3141, 0x3142, 0x3143, 0x3145, 0x3146, 0x3147, 0x3148,
	    0x3149, 0x314A, 0x314B, 0x314C, 0x314D, 0x314E};
	static const uint16_t tail[] = {0, 0x3131, 0x3132, 0x3133, 0x3134,
	    0x3135, 0x3136, 0x3137, 0x3139, 0x313A, 0x313B, 0x313C, 0x313D,
	    0x313E, 0x313F, 0x3140, 0x3141, 0x3142, 0x3144, 0x3145, 0x3146,
	    0x3147, 0x3148, 0x314A, 0x314B, 0x314C, 0x314D, 0x314E};
	uint32_t s = cp - BASE;

	jamo[0] = lead[s / 588];
	jamo[1] = 0x314F + s / 28 % 21;
	jamo[2] = tail[s % 28];
	return jamo[2] != 0 ? 3 : 2;
}

/* The keys of a jamo on the two-set layout, from U+3131 on. */
static const char *const keys[] = {"r", "R", "rt", "s", "sw", "sg", "e", "E",
    "f", "fr", "fa", "fq", "ft", "fx", "fv", "fg", "a", "q", "Q", "qt", "t",
    "T", "d", "w", "W", "c", "z", "x", "v", "g", "k", "o", "i", "O", "j", "p",
    "u", "P", "h", "hk", "ho", "hl", "y", "n", "nj", "np", "nl", "b", "m",
    "ml", "l"};

static void
put_keys(uint32_t cp)
{
	uint32_t jamo[3];
	int n = 1;

	jamo[0] = cp;
	if (is_hangul(cp))
		n = take_apart(cp, jamo);
	else if (cp < 0x3131 || cp > 0x3163) {
		put(cp);
		return;
	}
	for (int i = 0; i < n; i++)
		fputs(keys[jamo[i] - 0x3131], stdout);
}

/* Index of a random Hangul syllable of the line, or n. */
static size_t
choose(const uint32_t *cp, size_t n, uint64_t *random)
{
	for (int i = 0; i < 40 && n != 0; i++) {
		size_t at = next_random(random, (uint32_t)n);

		if (is_hangul(cp[at]))
			return at;
	}
	return n;
}

static uint32_t
confuse(uint32_t cp)
{
	uint32_t s = cp - BASE, vowel = s / 28 % 21;

	if (vowel == 1 || vowel == 5)
		return cp + (vowel == 1 ? 4 : -4) * 28;
	return cp;
}

static void
make_noise(const char *kind, const uint32_t *cp, size_t n)
{
	uint64_t random = 20221018 + n;
	size_t at = choose(cp, n, &random);

	for (size_t i = 0; i < n; i++) {
		int between = i > 0 && i + 1 < n && is_hangul(cp[i - 1]) &&
		    is_hangul(cp[i + 1]);
		uint32_t jamo[3];

		if (cp[i] == ' ' && between &&
		    (strcmp(kind, "unspaced") == 0 ||
			(strcmp(kind, "spacing") == 0 &&
			    next_random(&random, 10) < 3)))
			continue;
		if (strcmp(kind, "layout") == 0) {
			put_keys(cp[i]);
			continue;
		}
		if (strcmp(kind, "apart") == 0 && i == at) {
			int m = take_apart(cp[i], jamo);

			for (int k = 0; k < m; k++)
				put(jamo[k]);
			continue;
		}
		put(strcmp(kind, "vowel") == 0 && is_hangul(cp[i])
			? confuse(cp[i])
			: cp[i]);
		if (strcmp(kind, "repeat") == 0 && i == at)
			for (uint32_t k = 2 + next_random(&random, 3); k > 0;
			     k--)
				put(cp[i]);
		if (strcmp(kind, "spacing") == 0 && is_hangul(cp[i]) &&
		    i + 1 < n && is_hangul(cp[i + 1]) &&
		    next_random(&random, 10) == 0)
			put(' ');
	}
	putchar('\n');
}

int
main(int argc, char **argv)
{
	static char line[MAX_LINE];
	static uint32_t cp[MAX_LINE];

	if (argc != 2)
		return 2;
	while (fgets(line, sizeof line, stdin) != NULL) {
		size_t len = strcspn(line, "\n"), n = 0;

		for (size_t i = 0; i < len;)
			i += utf8_decode((const unsigned char *)line + i,
			    len - i, &cp[n++]);
		make_noise(argv[1], cp, n);
	}
	return 0;
}
