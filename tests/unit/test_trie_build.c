/* SPDX-License-Identifier: MIT */
#include "trie_build.h"

#include "scan.h"
#include "support.h"

enum { MAX_WORDS = 600, MAX_LEN = 6 };

/* Words over a small alphabet, so that they share beginnings, stand inside
 * each other and come twice. */
struct words {
	uint16_t sym[MAX_WORDS][MAX_LEN];
	uint32_t len[MAX_WORDS], n;
	uint16_t alphabet[64];
	uint32_t n_alphabet;
};

/* A syllable that is read as it is written: none of the vowels and tails that
 * writers confuse. */
static uint16_t
plain_syllable(uint32_t i)
{
	static const uint8_t vowel[] = {0, 4, 8, 13, 20}, tail[] = {0, 1, 4, 8};

	return (uint16_t)(0xAC00 +
	    (i / 20 % 19 * 21 + vowel[i / 4 % 5]) * 28 + tail[i % 4]);
}

static void
make_words(struct words *w, struct rng *rng, uint32_t n, uint32_t n_alphabet)
{
	w->n = n;
	w->n_alphabet = n_alphabet;
	for (uint32_t i = 0; i < n_alphabet; i++)
		w->alphabet[i] = (uint16_t)(rng_below(rng, 4) == 0
			? 'a' + rng_below(rng, 26)
			: plain_syllable(rng_below(rng, 380)));
	for (uint32_t i = 0; i < n; i++) {
		w->len[i] = 1 + rng_below(rng, MAX_LEN);
		for (uint32_t k = 0; k < w->len[i]; k++)
			w->sym[i][k] =
			    w->alphabet[rng_below(rng, n_alphabet)];
	}
}

static struct ruleset
build(struct arena *a, const struct words *w, const uint32_t *order)
{
	struct trie_word *word = arena_alloc(a, w->n + 1, sizeof *word);
	struct keyword *keyword = arena_alloc(a, w->n + 1, sizeof *keyword);
	struct ruleset rs = {.n_keyword = w->n, .keyword = keyword};

	for (uint32_t i = 0; i < w->n; i++) {
		uint32_t k = order == NULL ? i : order[i];

		word[i] = (struct trie_word){w->sym[k], w->len[k], k};
	}
	for (uint32_t i = 0; i < w->n; i++)
		keyword[i] = (struct keyword){
		    .flags = KW_SET, .len = (uint16_t)w->len[i]};
	trie_build(a, word, w->n, &rs);
	return rs;
}

struct seen {
	const struct words *w;
	const struct text *text;
	uint32_t n;
	uint32_t last_begin, last_end, last_keyword;
};

static void
take(void *context, const struct found *f)
{
	struct seen *s = context;

	assert_true(f->keyword < s->w->n);
	assert_int_equal(f->end - f->begin, s->w->len[f->keyword]);
	assert_memory_equal(s->text->sym + f->begin, s->w->sym[f->keyword],
	    s->w->len[f->keyword] * sizeof(uint16_t));
	/* By place, and keywords of one place in their order. */
	if (s->n != 0 && s->last_begin == f->begin && s->last_end == f->end)
		assert_true(s->last_keyword < f->keyword);
	s->last_begin = f->begin;
	s->last_end = f->end;
	s->last_keyword = f->keyword;
	s->n++;
}

static uint32_t
count_naively(const struct words *w, const struct text *t)
{
	uint32_t n = 0;

	for (uint32_t i = 0; i < t->n; i++)
		for (uint32_t k = 0; k < w->n; k++)
			n += w->len[k] <= t->n - i &&
			    memcmp(t->sym + i, w->sym[k],
				w->len[k] * sizeof(uint16_t)) == 0;
	return n;
}

static void
every_word_is_found_and_nothing_else(void **state)
{
	struct rng rng = {7};

	(void)state;
	for (uint32_t round = 0; round < 60; round++) {
		struct arena a = test_arena();
		struct words *w = arena_alloc(&a, 1, sizeof *w);
		uint16_t sym[400];
		uint8_t gap[400] = {0};
		struct text t = {.sym = sym, .gap = gap, .n = 400};
		struct seen seen = {.w = w, .text = &t};
		struct ruleset rs;

		make_words(w, &rng, rng_below(&rng, MAX_WORDS),
		    2 + rng_below(&rng, 60));
		rs = build(&a, w, NULL);
		for (uint32_t i = 0; i < t.n; i++)
			sym[i] = rng_below(&rng, 8) == 0
			    ? (uint16_t)(0x4E00 + rng_below(&rng, 9999))
			    : w->alphabet[rng_below(&rng, w->n_alphabet)];
		scan_keywords(&rs, &t, take, &seen);
		assert_int_equal(seen.n, count_naively(w, &t));
		arena_free(&a);
	}
}

static void
no_words_make_an_empty_trie(void **state)
{
	struct arena a = test_arena();
	struct words *w = arena_alloc(&a, 1, sizeof *w);
	struct ruleset rs = build(&a, w, NULL);
	struct text t = test_text(&a, ENC_UTF8, slice_of("아무 글 any text"));
	struct seen seen = {.w = w, .text = &t};

	(void)state;
	scan_keywords(&rs, &t, take, &seen);
	assert_int_equal(seen.n, 0);
	arena_free(&a);
}

static void
the_order_of_the_words_does_not_matter(void **state)
{
	struct rng rng = {11};
	struct arena a = test_arena();
	struct words *w = arena_alloc(&a, 1, sizeof *w);
	uint32_t order[MAX_WORDS];
	struct ruleset one, two;

	(void)state;
	make_words(w, &rng, MAX_WORDS, 40);
	for (uint32_t i = 0; i < MAX_WORDS; i++)
		order[i] = i;
	for (uint32_t i = MAX_WORDS - 1; i > 0; i--) {
		uint32_t k = rng_below(&rng, i + 1), kept = order[i];

		order[i] = order[k];
		order[k] = kept;
	}
	one = build(&a, w, NULL);
	two = build(&a, w, order);
	assert_int_equal(one.n_slot, two.n_slot);
	assert_int_equal(one.n_posting, two.n_posting);
	assert_int_equal(one.root, two.root);
	assert_memory_equal(one.slot, two.slot, one.n_slot * sizeof *one.slot);
	assert_memory_equal(
	    one.posting, two.posting, one.n_posting * sizeof *one.posting);
	arena_free(&a);
}

/* Wide states are packed near the end: the array must stay small. */
static void
wide_states_do_not_waste_the_array(void **state)
{
	struct arena a = test_arena();
	char *text = arena_alloc(&a, 1 << 20, 1);
	char *p = text + sprintf(text, "rules 1\nchannel a\nstems a\n");
	struct ruleset rs;

	(void)state;
	for (uint32_t i = 0; i < 95; i++)
		for (uint32_t k = 0; k < 95; k++) {
			char word[16];
			size_t n = utf8_encode(plain_syllable(4 * i), word);

			n += utf8_encode(plain_syllable(4 * k), word + n);
			p += sprintf(p, "  %.*s 1\n", (int)n, word);
		}
	rs = test_rules(&a, text);
	assert_true(rs.n_keyword > 5000);
	assert_true(rs.n_slot < 4 * rs.n_keyword);
	arena_free(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(every_word_is_found_and_nothing_else),
	    cmocka_unit_test(no_words_make_an_empty_trie),
	    cmocka_unit_test(the_order_of_the_words_does_not_matter),
	    cmocka_unit_test(wide_states_do_not_waste_the_array),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
