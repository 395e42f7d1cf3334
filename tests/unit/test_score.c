/* SPDX-License-Identifier: MIT */
#include "score.h"

#include "support.h"

/* Sets for all cases; each case adds its rules. Classes: a.x 0, b.y 1. */
static const char sets[] =
    "rules 1\nchannel a\nchannel b\nclass a.x\nclass b.y\n"
    "set name = kakao | 카톡\n"
    "set fault = down | 먹통\n"
    "set bill = bill | 요금\n"
    "set not = not | 말고\n";

static const struct {
	const char *name, *rules, *text;
	int32_t x, y;
} cases[] = {
    {"no words, no sum", "rule r a.x +5 : @name\n", "bread", 0, 0},
    {"a rule adds its weights", "rule r a.x +5, b.y -2 : @name\n",
	"kakao", 5, -2},
    {"a rule counts once", "rule r a.x +5 : @name\n", "kakao 카톡 kakao", 5,
	0},
    {"each counts every hit", "rule r [each] a.x +5 : @name\n",
	"kakao 카톡 kakao", 15, 0},
    {"each counts up to its most", "rule r [each, max=2] a.x +5 : @name\n",
	"kakao 카톡 kakao", 10, 0},
    {"all conditions must be met", "rule r a.x +5 : @name, @fault\n",
	"kakao bill", 0, 0},
    {"all conditions are met", "rule r a.x +5 : @name, @fault\n",
	"down it is, the kakao", 5, 0},
    {"any condition is enough",
	"rule r a.x +5 : @name; any @fault, @bill\n", "kakao bill", 5, 0},
    {"no condition of any is too little",
	"rule r a.x +5 : @name; any @fault, @bill\n", "kakao", 0, 0},
    {"any alone", "rule r a.x +5 : any @fault, @bill\n", "the bill", 5, 0},
    {"none holds back", "rule r a.x +5 : @name; none @not\n",
	"not kakao", 0, 0},
    {"none that is not there does not", "rule r a.x +5 : @name; none @not\n",
	"kakao", 5, 0},
    {"within counts letters between", "rule r [within=3] a.x +5 : @name, "
				      "@fault\n",
	"카톡이 다시 먹통", 5, 0},
    {"beyond within", "rule r [within=2] a.x +5 : @name, @fault\n",
	"카톡이 다시 먹통", 0, 0},
    {"within in the other direction", "rule r [within=1] a.x +5 : @name, "
				      "@fault\n",
	"먹통인 카톡", 5, 0},
    {"none within looks no further",
	"rule r [within=2] a.x +5 : @name; none @not\n",
	"not the time to talk of kakao", 5, 0},
    {"ordered as written", "rule r [ordered] a.x +5 : @name, @fault\n",
	"카톡 먹통", 5, 0},
    {"ordered the other way", "rule r [ordered] a.x +5 : @name, @fault\n",
	"먹통 카톡", 0, 0},
    {"in one sentence", "rule r [sentence] a.x +5 : @name, @fault\n",
	"It is kakao, and down.", 5, 0},
    {"in two sentences", "rule r [sentence] a.x +5 : @name, @fault\n",
	"It is kakao. It is down.", 0, 0},
    {"a polite ending ends a sentence without a stop",
	"rule r [sentence] a.x +5 : @name, @fault\n", "카톡이에요 먹통", 0, 0},
    {"in the last sentence", "rule r [last] a.x +5 : @bill\n",
	"Look. My bill.", 5, 0},
    {"not in the last sentence", "rule r [last] a.x +5 : @bill\n",
	"My bill. Look.", 0, 0},
    {"in the first sentence", "rule r [first] a.x +5 : @bill\n",
	"My bill. Look.", 5, 0},
    {"not in the first sentence", "rule r [first] a.x +5 : @bill\n",
	"Look. My bill.", 0, 0},
    {"the second hit may be the one that holds",
	"rule r [last] a.x +5 : @bill\n", "My bill. My bill.", 5, 0},
    {"a gate that is open", "rule r [gate=fault] a.x +5 : @bill\n",
	"down. bill", 5, 0},
    {"a gate that is shut", "rule r [gate=fault] a.x +5 : @bill\n", "bill",
	0, 0},
    {"a mask takes the name out",
	"mask m : *@name, @not\nrule r a.x +5 : @name\n", "not kakao", 0, 0},
    {"a mask leaves others", "mask m [within=1] : *@name, @not\n"
			     "rule r a.x +5 : @name\nrule s b.y +3 : @fault\n",
	"kakao 말고 카톡 먹통", 0, 3},
    {"a mask of the whole sentence",
	"mask m [whole, sentence] : *@name, @not\nrule r a.x +5 : @bill\n"
	"rule s b.y +3 : @fault\n",
	"not kakao but bill. It is down.", 0, 3},
    {"a mask in another sentence", "mask m [sentence] : *@name, @not\n"
				   "rule r a.x +5 : @name\n",
	"kakao. Why not?", 5, 0},
    {"a cap of a group", "cap g 7\nrule r [group=g] a.x +5 : @name\n"
			 "rule s [group=g] a.x +5 : @fault\n",
	"kakao down", 7, 0},
    {"a cap goes both ways", "cap g 7\nrule r [group=g] b.y -5 : @name\n"
			     "rule s [group=g] b.y -5 : @fault\n",
	"kakao down", 0, -7},
    {"a cap that is not reached", "cap g 7\nrule r [group=g] a.x +5 : @name\n",
	"kakao", 5, 0},
    {"stems count once", "stems a.x b.y\n  카톡 3 -1\n  bil* 2 2\n",
	"카톡이 카톡을 billing", 5, 1},
    {"stems inside stems count too", "stems a.x\n  카 1\n  카톡 2\n",
	"카톡", 3, 0},
    {"a table weighs sets and rules", "rule r a.x +1 : @name\n"
				      "weights a.x b.y\n  r 2 0\n  @fault 0 4\n",
	"kakao down", 3, 4},
    {"the base grows with the root of the addends",
	"base a.x -10\nrule r b.y +1 : @name\nrule s b.y +1 : @fault\n"
	"rule t b.y +1 : @bill\nrule u b.y +1 : @not\n",
	"kakao down bill not", -20, 4},
    {"without evidence there is no base", "base a.x -10\nrule r a.x +1 : "
					  "@name\n",
	"bread", 0, 0},
};

static void
rules_add_up(void **state)
{
	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct arena a = test_arena();
		char rules[1024];
		struct ruleset rs;
		struct tally tally;
		struct text t =
		    test_text(&a, ENC_UTF8, slice_of(cases[i].text));

		snprintf(rules, sizeof rules, "%s%s", sets, cases[i].rules);
		rs = test_rules(&a, rules);
		score_text(scorer_new(&a, &rs, true), &t, &tally);
		if (tally.sum[0] != cases[i].x || tally.sum[1] != cases[i].y)
			fail_msg("%s: '%s' gives %d and %d, not %d and %d",
			    cases[i].name, cases[i].text, (int)tally.sum[0],
			    (int)tally.sum[1], (int)cases[i].x,
			    (int)cases[i].y);
		arena_free(&a);
	}
}

static void
a_notice_is_listed_and_weighs_nothing(void **state)
{
	struct arena a = test_arena();
	struct ruleset rs = test_rules(&a,
	    "rules 1\nchannel a\nset s = scam\nnotice n : @s\n  text.en stop\n");
	struct text t = test_text(&a, ENC_UTF8, slice_of("a scam"));
	struct tally tally;

	(void)state;
	score_text(scorer_new(&a, &rs, true), &t, &tally);
	assert_int_equal(tally.n_notice, 1);
	assert_string_equal(
	    pool_at(&rs, rs.rule[tally.notice[0]].text_en), "stop");
	assert_int_equal(tally.n_contribution, 0);
	assert_int_equal(tally.n_addend, 0);
	arena_free(&a);
}

/* ---- explanations add up ----------------------------------------------------- */

struct adding {
	struct arena scratch;
	struct scorer *explaining, *plain;
	uint32_t n_line;
};

static void
check_sums(void *state, struct slice raw)
{
	const struct ruleset *rs = &builtin_ruleset;
	struct adding *add = state;
	struct text t, again;
	struct tally tally, other;

	arena_reset(&add->scratch);
	t = test_text(&add->scratch, ENC_UTF8, raw);
	again = test_text(&add->scratch, ENC_UTF8, raw);
	score_text(add->explaining, &t, &tally);
	for (uint32_t k = 0; k < rs->n_class; k++) {
		int32_t sum =
		    tally.capped[k] + score_base(rs, k, tally.n_addend);

		for (uint32_t i = 0; i < tally.n_contribution; i++)
			sum += contribution_weight(
			    rs, &tally.contribution[i], k);
		if (sum != tally.sum[k])
			fail_msg("class %s has %d, its lines %d: %.*s",
			    pool_at(rs, rs->class[k].id), (int)tally.sum[k],
			    (int)sum, (int)raw.len, raw.at);
	}
	for (uint32_t i = 0; i < tally.n_contribution; i++)
		assert_true(
		    tally.contribution[i].begin < tally.contribution[i].end &&
		    tally.contribution[i].end <= t.n);
	score_text(add->plain, &again, &other);
	assert_memory_equal(tally.sum, other.sum, sizeof tally.sum);
	add->n_line++;
}

static void
every_explanation_adds_up_on_the_corpus(void **state)
{
	struct arena a = test_arena();
	struct adding add = {.scratch = test_arena(),
	    .explaining = scorer_new(&a, &builtin_ruleset, true),
	    .plain = scorer_new(&a, &builtin_ruleset, false)};

	(void)state;
	test_each_complaint(3, check_sums, &add);
	arena_free(&add.scratch);
	arena_free(&a);
}

/* Words of the built-in rules in random order hit more rules than people. */
static void
every_explanation_adds_up_on_random_text(void **state)
{
	const struct ruleset *rs = &builtin_ruleset;
	struct arena a = test_arena();
	struct adding add = {.scratch = test_arena(),
	    .explaining = scorer_new(&a, rs, true),
	    .plain = scorer_new(&a, rs, false)};
	struct rng rng = {365};

	(void)state;
	for (int round = 0; round < 1000; round++) {
		static const char *const between[] = {" ", ", ", ". ", "", "\n"};
		static char text[8192];
		uint32_t n = rng_below(&rng, 60);

		*text = '\0';
		while (n-- > 0) {
			uint32_t k = rng_below(&rng, rs->n_keyword);

			strcat(text, pool_at(rs, rs->keyword[k].text));
			strcat(text,
			    between[rng_below(&rng, ARRAY_LEN(between))]);
		}
		check_sums(&add, slice_of(text));
	}
	arena_free(&add.scratch);
	arena_free(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(rules_add_up),
	    cmocka_unit_test(a_notice_is_listed_and_weighs_nothing),
	    cmocka_unit_test(every_explanation_adds_up_on_the_corpus),
	    cmocka_unit_test(every_explanation_adds_up_on_random_text),
	};

	return cmocka_run_group_tests_name("score", tests, NULL, NULL);
}
