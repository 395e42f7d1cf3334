/* SPDX-License-Identifier: MIT */
#include "match.h"

#include "decide.h"
#include "limits.h"
#include "score.h"
#include "support.h"

/* ---- edges, blanks, exceptions ------------------------------------------------ */

/* A keyword as in a set, a sentence, and how many times it is found there. */
static const struct {
	const char *keyword, *text;
	uint32_t found;
} cases[] = {
    /* Hangul: anywhere, unless an edge is asked for. */
    {"해지", "계약해지를", 1},
    {"해지", "해지 해지했고 심해지다", 3},
    {"해지 [start]", "해지하고 계약해지", 1},
    {"해지 [start]", "심해지다", 0},
    {"장애 [end]", "장애 통신장애", 2},
    {"장애 [end]", "장애인이 장애가", 0},
    {"장애 [end]", "장애, 장애.", 2},
    {"장애 [word]", "장애가 장애는 장애로", 3},
    {"장애 [word]", "장애물 통신장애가", 0},
    {"장애 [word]", "장애인이 장애에서는", 1},
    {"사기 [not=수사기관]", "수사기관에 사기로", 1},
    {"사기 [not=수사기관]", "수사기관", 0},
    {"사기 [not=수사기관,조사기간]", "조사기간 수사기관 사기", 1},
    /* Blanks: as written, or anywhere when asked for. */
    {"보이스피싱", "보이스 피싱", 0},
    {"보이스피싱 [gap]", "보이스 피싱 보이 스피싱", 2},
    {"안 돼", "안 돼 안돼", 2},
    {"돈 보냈", "돈 보냈어요", 1},
    /* No keyword crosses a clause or a sentence. */
    {"보이스피싱 [gap]", "보이스, 피싱", 0},
    {"보이스피싱 [gap]", "보이스. 피싱", 0},
    /* Latin: whole words, unless a star or `inside` opens them. */
    {"kt", "KT kt's akt kta SKT", 1},
    {"refund*", "refunded refunds prefund", 2},
    {"kakao", "kakaotalk", 0},
    {"kakao [inside]", "kakaotalk mykakao", 2},
    {"kt", "KT인터넷 내kt", 2},
    {"phone bill", "phone bill phonebill phone, bill", 1},
    {"phone bill", "phone  BILL's", 0},
    {"kt 요금", "KT요금 kt 요금", 2},
    /* Spellings. */
    {"카톡", "ㅋㅏ톡", 1},
    {"안돼", "안되 안돼", 2},
    {"www.tdrc.kr", "http://www.tdrc.kr/ now", 1},
    {"1577-3357", "call 1577-3357!", 1},
    {"24", "24 124 245", 1},
};

static uint32_t
count_hits(const char *keyword, const char *text)
{
	struct arena a = test_arena();
	char rules[256];
	struct ruleset rs;
	struct tally tally;
	struct text t = test_text(&a, ENC_UTF8, slice_of(text));
	uint32_t n;

	snprintf(rules, sizeof rules,
	    "rules 1\nchannel c\nset s = %s\nrule r [each] c +1 : @s\n",
	    keyword);
	rs = test_rules(&a, rules);
	score_text(scorer_new(&a, &rs, false), &t, &tally);
	n = (uint32_t)tally.sum[0];
	arena_free(&a);
	return n;
}

static void
keywords_are_found_where_their_edges_allow(void **state)
{
	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		uint32_t n = count_hits(cases[i].keyword, cases[i].text);

		if (n != cases[i].found)
			fail_msg("%s in '%s': %u times, not %u",
			    cases[i].keyword, cases[i].text, n,
			    cases[i].found);
	}
}

/* ---- random keywords against a plain search ---------------------------------- */

enum { N_WORD = 40 };

static const char *const letters[] = {"가", "나", "다", "간", "a", "b", "1",
    " ", " ", "해", "ㅋ"};

static void
random_string(struct rng *rng, uint32_t most, const char *more, char *out)
{
	uint32_t n = 1 + rng_below(rng, most);

	*out = '\0';
	while (n-- > 0) {
		uint32_t k = rng_below(rng, ARRAY_LEN(letters) + 2);

		if (k < ARRAY_LEN(letters))
			strcat(out, letters[k]);
		else if (k == ARRAY_LEN(letters))
			strcat(out, more);
	}
}

/* Finds a keyword by looking at each place, as nobody would in earnest. */
static bool
plain_search(const struct text *t, const struct keyword *k,
    const uint16_t *sym, uint32_t len)
{
	for (uint32_t i = 0; i + len <= t->n; i++) {
		uint32_t n = 0;

		while (n < len &&
		    norm_fold(t->sym[i + n]) == norm_fold(sym[n]))
			n++;
		if (n == len && keyword_fits(k, t, i, i + len))
			return true;
	}
	return false;
}

static bool
same_symbols(const struct text *a, const struct text *b)
{
	if (a->n != b->n)
		return false;
	for (uint32_t i = 0; i < a->n; i++)
		if (norm_fold(a->sym[i]) != norm_fold(b->sym[i]))
			return false;
	return true;
}

/* Stems of weight 1, so that a sum counts what was found. Returns how many
 * stems there were. */
static uint32_t
one_round(uint64_t seed)
{
	struct rng rng = {seed};
	struct arena a = test_arena();
	static char rules[8192];
	char word[64], text[512];
	struct ruleset rs;
	struct text t, known[N_WORD];
	struct tally tally;
	uint32_t want = 0, n = 0;

	strcpy(rules, "rules 1\nchannel c\nstems c\n");
	for (uint32_t i = 0; i < N_WORD; i++) {
		uint32_t k = 0;

		random_string(&rng, 4, "", word);
		known[n] = test_text(&a, ENC_UTF8, slice_of(word));
		while (k < n && !same_symbols(&known[k], &known[n]))
			k++;
		if (known[n].n == 0 || k < n)
			continue; /* nothing, or one that is there */
		n++;
		snprintf(rules + strlen(rules), sizeof rules - strlen(rules),
		    "  \"%s\" 1\n", word);
	}
	rs = test_rules(&a, rules);
	random_string(&rng, 60, ".", text);
	t = test_text(&a, ENC_UTF8, slice_of(text));
	for (uint32_t i = 0; i < rs.n_keyword; i++) {
		struct slice s =
		    slice_of(pool_at(&rs, rs.keyword[i].text));
		size_t room = norm_room(s.len);
		uint16_t *sym = arena_alloc(&a, room, sizeof *sym);
		uint8_t *gap = arena_alloc(&a, room, 1);
		uint32_t len = keyword_symbols(s, sym, gap);

		want += plain_search(&t, &rs.keyword[i], sym, len);
	}
	score_text(scorer_new(&a, &rs, false), &t, &tally);
	if (tally.sum[0] != (int32_t)want)
		fail_msg("seed %llu: %d keywords found, not %u, in '%s'\n%s",
		    (unsigned long long)seed, (int)tally.sum[0], want, text,
		    rules);
	arena_free(&a);
	return n;
}

static void
the_trie_finds_what_a_plain_search_finds(void **state)
{
	uint32_t stems = 0;

	(void)state;
	for (uint64_t seed = 1; seed <= 500; seed++)
		stems += one_round(seed);
	assert_true(stems > 500 * N_WORD / 2);
}

/* ---- the built-in keywords ------------------------------------------------------ */

static void
every_built_in_keyword_finds_itself(void **state)
{
	const struct ruleset *rs = &builtin_ruleset;
	struct arena a = test_arena();
	struct arena scratch = test_arena();
	struct scorer *scorer = scorer_new(&a, rs, true);
	uint32_t stems = 0;

	(void)state;
	for (uint32_t i = 0; i < rs->n_keyword; i++) {
		const struct keyword *k = &rs->keyword[i];
		struct slice s = slice_of(pool_at(rs, k->text));
		struct text t;
		struct tally tally;
		bool found = false;

		if (k->flags & KW_DEAD)
			continue;
		if (s.at[s.len - 1] == '*')
			s.len--;
		arena_reset(&scratch);
		t = test_text(&scratch, ENC_UTF8, s);
		assert_int_equal(t.n, k->len);
		if (!keyword_fits(k, &t, 0, t.n))
			fail_msg("'%s' does not fit itself",
			    pool_at(rs, k->text));
		if (!(k->flags & KW_STEM))
			continue;
		stems++;
		score_text(scorer, &t, &tally);
		for (uint32_t c = 0; c < tally.n_contribution; c++)
			found |= tally.contribution[c].is_stem &&
			    rs->keyword[tally.contribution[c].id].target ==
				k->target;
		/* A mask may have taken it out. */
		if (!found && tally.n_masked == 0)
			fail_msg("'%s' is not found in itself",
			    pool_at(rs, k->text));
	}
	assert_true(stems > 0);
	arena_free(&scratch);
	arena_free(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(keywords_are_found_where_their_edges_allow),
	    cmocka_unit_test(the_trie_finds_what_a_plain_search_finds),
	    cmocka_unit_test(every_built_in_keyword_finds_itself),
	};

	return cmocka_run_group_tests_name("match", tests, NULL, NULL);
}
