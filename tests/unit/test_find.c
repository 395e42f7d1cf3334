/* SPDX-License-Identifier: MIT */
#include "find.h"

#include "scan.h"
#include "support.h"

enum { MOST_FOUND = 40000, LONG_WORD = MAX_KEYWORD / 2 };

/* What a walk that looks at one keyword after the other finds. */
struct plain {
	const struct ruleset *rs;
	const struct text *text;
	struct hit hit[MOST_FOUND];
	uint32_t n;
	struct span stem[512]; /* where each stands first; end 0: nowhere */
};

static void
take(void *context, const struct found *f)
{
	struct plain *p = context;
	const struct keyword *k = &p->rs->keyword[f->keyword];
	struct span *stem = &p->stem[k->target];

	if (!keyword_fits(k, p->text, f->begin, f->end))
		return;
	if (k->flags & KW_SET)
		p->hit[p->n++] = (struct hit){f->keyword, k->target, f->begin,
		    f->end, 0, NO_HIT, false};
	else if (stem->end == 0)
		*stem = (struct span){f->begin, f->end};
}

static const char *const letter[] = {"가", "나", "a", "b"};

/* Word `i` of all those up to three letters; NULL when a letter comes twice in
 * a row, for that is read as another word. */
static const char *
word(uint32_t i, char *out)
{
	uint32_t last = ARRAY_LEN(letter), n = 1;

	*out = '\0';
	for (; i >= (1u << 2 * n); n++)
		i -= 1u << 2 * n;
	for (; n > 0; n--, i /= ARRAY_LEN(letter)) {
		if (i % ARRAY_LEN(letter) == last)
			return NULL;
		last = i % ARRAY_LEN(letter);
		strcat(out, letter[last]);
	}
	return out;
}

static void
put_long_word(char *out)
{
	for (int i = 0; i < LONG_WORD; i++)
		strcat(out, "가나");
}

/* Some of the words as keywords of a set, some as stems, whole and open. */
static struct ruleset
some_rules(struct arena *a, struct rng *rng)
{
	static const char *const flag[] = {"", " [gap]", " [start]", " [end]"};
	char *text = arena_alloc(a, 1 << 16, 1), out[64];

	strcat(text, "rules 1\nchannel a\nclass a.x\nset s [gap] = ");
	put_long_word(text);
	for (uint32_t i = 0; i < 84; i++)
		if (rng_below(rng, 3) == 0 && word(i, out) != NULL) {
			strcat(text, " | ");
			strcat(text, out);
			strcat(text, rng_below(rng, 6) == 0
				? " [inside]"
				: flag[rng_below(rng, ARRAY_LEN(flag))]);
		}
	strcat(text, "\nrule r a.x +1 : @s\nstems a.x\n  ");
	put_long_word(text);
	strcat(text, " 1\n");
	for (uint32_t i = 0; i < 84; i++)
		for (uint32_t open = 0; open < 2; open++)
			if (rng_below(rng, 3) == 0 && word(i, out) != NULL &&
			    (!open || out[strlen(out) - 1] >= 'a')) {
				strcat(text, "  ");
				strcat(text, out);
				strcat(text, open ? "* 1\n" : " 1\n");
			}
	return test_rules(a, text);
}

/* `n` symbols, or one more: letters, and blanks where they are dropped. */
static struct text
some_text(struct arena *a, struct rng *rng, uint32_t n)
{
	char *raw = arena_alloc(a, 8 * (size_t)n + 256, 1), *p = raw;
	uint32_t last = ARRAY_LEN(letter), k;
	struct text t;

	for (uint32_t i = 0; i < n;) {
		if (rng_below(rng, 40) == 0 && i + MAX_KEYWORD <= n) {
			*p = '\0';
			put_long_word(p);
			p += strlen(p);
			i += MAX_KEYWORD;
			last = 1;
			continue;
		}
		k = rng_below(rng, ARRAY_LEN(letter));
		if (k == last)
			continue;
		p += sprintf(p, "%s%s", letter[k],
		    k < 2 && rng_below(rng, 5) == 0 ? " " : "");
		last = k;
		i++;
	}
	t = test_text(a, ENC_UTF8, (struct slice){raw, (size_t)(p - raw)});
	assert_true(t.n == n);
	return t;
}

static int
by_place(const void *a, const void *b)
{
	const struct hit *x = a, *y = b;

	if (x->begin != y->begin)
		return x->begin < y->begin ? -1 : 1;
	if (x->end != y->end)
		return x->end < y->end ? -1 : 1;
	return x->keyword < y->keyword ? -1 : x->keyword > y->keyword;
}

static void
compare(struct finds *f, struct plain *p, const struct text *t)
{
	uint32_t n_stem = 0;

	p->text = t;
	p->n = 0;
	memset(p->stem, 0, sizeof p->stem);
	scan_keywords(p->rs, t, take, p);
	qsort(p->hit, p->n, sizeof *p->hit, by_place);
	find_keywords(f, t);
	assert_int_equal(f->hits.n, p->n);
	for (uint32_t i = 0; i < p->n; i++) {
		assert_int_equal(by_place(&f->hits.at[i], &p->hit[i]), 0);
		assert_int_equal(f->hits.at[i].set, p->hit[i].set);
	}
	for (uint32_t i = 0; i < p->rs->n_stem; i++)
		n_stem += p->stem[i].end != 0;
	assert_int_equal(f->n_stem, n_stem);
	for (uint32_t i = 0; i < f->n_stem; i++) {
		const struct span *first = &p->stem[f->stem[i]];

		assert_true(first->end != 0);
		if (f->place != NULL) {
			assert_int_equal(f->place[i].begin, first->begin);
			assert_int_equal(f->place[i].end, first->end);
		}
	}
}

static void
all_is_found_that_a_plain_walk_finds(void **state)
{
	static const uint32_t length[] = {0, 1, 2, SCAN_BLOCK - 1, SCAN_BLOCK,
	    SCAN_BLOCK + 1, SCAN_BLOCK + MAX_KEYWORD, 2 * SCAN_BLOCK - 1,
	    2 * SCAN_BLOCK, 2 * SCAN_BLOCK + 1, 700};
	struct rng rng = {18};
	struct plain *p = malloc(sizeof *p);

	(void)state;
	assert_non_null(p);
	for (uint32_t round = 0; round < 60; round++) {
		struct arena a = test_arena();
		struct ruleset rs = some_rules(&a, &rng);
		struct finds *f = arena_alloc(&a, 1, sizeof *f);

		p->rs = &rs;
		assert_true(rs.n_stem < ARRAY_LEN(p->stem));
		finds_init(f, &a, &rs, round % 2 == 0);
		for (size_t i = 0; i < ARRAY_LEN(length); i++) {
			struct text t = some_text(&a, &rng, length[i]);

			compare(f, p, &t);
		}
		arena_free(&a);
	}
	free(p);
}

/* The seen bits of stems are words of 64; those behind them are none's. */
static void
any_number_of_stems_will_do(void **state)
{
	(void)state;
	for (uint32_t n = 0; n < 130; n++) {
		struct arena a = test_arena();
		char *text = arena_alloc(&a, 8192, 1), *p = text;
		char *raw = arena_alloc(&a, 8192, 1), *q = raw;
		struct finds *f = arena_alloc(&a, 1, sizeof *f);
		struct ruleset rs;
		struct text t;

		p += sprintf(p, "rules 1\nchannel a\nclass a.x\n%s",
		    n == 0 ? "" : "stems a.x\n");
		for (uint32_t i = 0; i < n; i++) {
			p += sprintf(p, "  w%uq 1\n", (unsigned)i);
			q += sprintf(q, "w%uq w%uq ", (unsigned)i, (unsigned)i);
		}
		rs = test_rules(&a, text);
		t = test_text(&a, ENC_UTF8, slice_of(raw));
		finds_init(f, &a, &rs, false);
		for (int twice = 0; twice < 2; twice++) {
			find_keywords(f, &t);
			assert_int_equal(f->n_stem, n);
		}
		arena_free(&a);
	}
}

static void
of_too_many_hits_the_first_are_kept(void **state)
{
	struct arena a = test_arena();
	struct ruleset rs = test_rules(&a,
	    "rules 1\nchannel a\nclass a.x\n"
	    "set s [gap] = 가 | 가나 | 나 [not=가나가]\nrule r a.x +1 : @s\n");
	struct finds *f = arena_alloc(&a, 1, sizeof *f);
	char *raw = arena_alloc(&a, 8 * (size_t)MAX_HITS, 1);
	struct text t;

	(void)state;
	for (uint32_t i = 0; i < MAX_HITS; i++)
		memcpy(raw + 6 * i, "가나", 6);
	t = test_text(&a, ENC_UTF8, slice_of(raw));
	finds_init(f, &a, &rs, false);
	find_keywords(f, &t);
	assert_int_equal(f->hits.n, MAX_HITS);
	/* Three for each two symbols: 가, 가나, and a 나 that is hidden. */
	for (uint32_t i = 0; i < MAX_HITS; i++) {
		assert_int_equal(
		    f->hits.at[i].begin, i / 3 * 2 + (i % 3 == 2));
		assert_int_equal(f->hits.at[i].is_hidden, i % 3 == 2);
	}
	arena_free(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(all_is_found_that_a_plain_walk_finds),
	    cmocka_unit_test(any_number_of_stems_will_do),
	    cmocka_unit_test(of_too_many_hits_the_first_are_kept),
	};

	return cmocka_run_group_tests_name("find", tests, NULL, NULL);
}
