/* SPDX-License-Identifier: MIT */
#include "decide.h"

#include "support.h"

/* Three channels besides `none`; the classes stand in the guide's order. */
enum { NONE, KAKAO, ONLINE, TDMC, N_CHANNEL };

static const struct channel channels[N_CHANNEL] = {{0}};
static const struct class classes[] = {
    {.channel = TDMC},   /* 0: R2 */
    {.channel = TDMC},   /* 1: R3 */
    {.channel = ONLINE}, /* 2: R4 */
    {.channel = KAKAO},  /* 3: R5 */
    {.channel = ONLINE}, /* 4: R6 */
    {.channel = NONE},   /* 5: R7 */
};

static struct ruleset
rules(uint32_t n_class)
{
	return (struct ruleset){.channel = channels,
	    .class = classes,
	    .n_channel = N_CHANNEL,
	    .n_class = n_class};
}

static const struct {
	const char *name;
	int32_t sum[6];
	int32_t threshold, margin;
	uint32_t channel, class, runner_up;
	int32_t score, lead;
	bool is_close;
} cases[] = {
    {"the best class names the channel", {0, 0, 9, 20, 3, 0}, 1, 5, KAKAO, 3,
	ONLINE, 20, 11, false},
    {"a channel is as good as its best class", {3, 12, 4, 11, 10, 0}, 1, 1,
	TDMC, 1, KAKAO, 12, 1, false},
    {"two classes of one channel do not compete", {12, 11, 0, 0, 0, 0}, 1, 5,
	TDMC, 0, NONE, 12, 12, false},
    {"equal channels go by the order of the guide", {0, 0, 7, 7, 0, 0}, 1, 5,
	ONLINE, 2, KAKAO, 7, 0, true},
    {"equal classes of a channel go by the order of the guide",
	{0, 0, 7, 0, 7, 0}, 1, 5, ONLINE, 2, NONE, 7, 7, false},
    {"a small lead is close", {0, 10, 0, 6, 0, 0}, 1, 5, TDMC, 1, KAKAO, 10,
	4, true},
    {"a lead as wide as the margin is not", {0, 10, 0, 5, 0, 0}, 1, 5, TDMC,
	1, KAKAO, 10, 5, false},
    {"no margin, no close call", {0, 10, 0, 10, 0, 0}, 1, 0, TDMC, 1, KAKAO,
	10, 0, false},
    {"evidence below the threshold is none", {0, 4, 0, 0, 0, 0}, 5, 1, NONE, 5,
	TDMC, 4, 0, true},
    {"evidence as strong as the threshold is an answer", {0, 5, 0, 0, 0, 0},
	5, 1, TDMC, 1, NONE, 5, 1, false},
    {"no evidence is none, and no close call however wide the margin",
	{0, 0, 0, 0, 0, 0}, 1, 9, NONE, 5, TDMC, 0, 0, false},
    {"evidence for none wins", {0, 8, 0, 0, 0, 9}, 1, 1, NONE, 5, TDMC, 9, 1,
	false},
    {"none wins a tie", {0, 9, 0, 0, 0, 9}, 1, 1, NONE, 5, TDMC, 9, 0, true},
    {"sums below zero are ranked too", {-5, -9, -3, -30, -8, -2}, -2, 1,
	NONE, 5, ONLINE, -2, 1, false},
    {"a threshold below zero lets weak evidence through",
	{-5, -9, -3, -30, -8, -20}, -10, 1, ONLINE, 2, TDMC, -3, 2, false},
};

static void
the_best_class_decides(void **state)
{
	struct ruleset rs = rules(6);

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct tally t = {.sum = {0}};
		struct verdict v;

		memcpy(t.sum, cases[i].sum, sizeof cases[i].sum);
		for (size_t k = 0; k < ARRAY_LEN(cases[i].sum); k++)
			t.n_evidence += cases[i].sum[k] != 0;
		v = decide(&rs, &t, cases[i].threshold, cases[i].margin);
		if (v.channel != cases[i].channel ||
		    v.class != cases[i].class || v.score != cases[i].score ||
		    v.runner_up != cases[i].runner_up ||
		    v.margin != cases[i].lead ||
		    v.is_close != cases[i].is_close ||
		    v.status !=
			(v.channel == NONE ? STATUS_NONE : STATUS_ROUTED))
			fail_msg("%s: channel %u class %u score %d "
				 "runner-up %u margin %d close %d",
			    cases[i].name, v.channel, v.class, (int)v.score,
			    v.runner_up, (int)v.margin, v.is_close);
	}
}

static void
without_classes_of_its_own_none_scores_just_below_the_threshold(void **state)
{
	struct ruleset rs = rules(5);
	struct tally t = {.sum = {0, 2, 0, 0, 0}};
	struct verdict v = decide(&rs, &t, 10, 1);

	(void)state;
	assert_int_equal(v.channel, NONE);
	assert_int_equal(v.class, rs.n_class);
	assert_int_equal(v.score, 9);
	assert_int_equal(v.runner_up, TDMC);
}

static void
ranks_are_every_channel_once_best_first(void **state)
{
	struct ruleset rs = rules(6);
	struct rng rng = {7};

	(void)state;
	for (int round = 0; round < 2000; round++) {
		struct tally t = {.sum = {0}};
		struct rank rank[MAX_CHANNELS];
		uint32_t seen = 0, n;
		struct verdict v;

		for (uint32_t i = 0; i < rs.n_class; i++)
			t.sum[i] = (int32_t)rng_below(&rng, 9) - 4;
		n = decide_ranks(&rs, &t, 1, rank);
		assert_int_equal(n, N_CHANNEL);
		for (uint32_t i = 0; i < n; i++) {
			seen |= 1u << rank[i].channel;
			if (i > 0)
				assert_true(
				    rank[i].score <= rank[i - 1].score);
		}
		assert_int_equal(seen, 15);
		v = decide(&rs, &t, 1, 1);
		assert_int_equal(v.channel, rank[0].channel);
		assert_int_equal(v.margin, rank[0].score - rank[1].score);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(the_best_class_decides),
	    cmocka_unit_test(
		without_classes_of_its_own_none_scores_just_below_the_threshold),
	    cmocka_unit_test(ranks_are_every_channel_once_best_first),
	};

	return cmocka_run_group_tests_name("decide", tests, NULL, NULL);
}
