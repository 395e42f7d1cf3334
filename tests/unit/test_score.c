/* SPDX-License-Identifier: MIT */
#include "score.h"

#include "find.h"
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

/* ---- conditions, beside a reading that looks at all pairs --------------------- */

enum { N_SET = 4, N_RULE = 5, MAX_TEXT = 600 };

/* A condition as the test asks for it; of its terms the first n_all are wanted,
 * the others are of `kind`. */
struct asked {
	uint32_t set[N_SET], n_all, n_set;
	enum term_kind kind;
	uint32_t within; /* WITHIN_ANY */
	bool ordered, sentence, nearest;
};

/* Keyword hits of all sets; set i has the syllable i of these and the next. */
static const char *const syllable[] = {"가", "나", "라", "마", "바"};

struct scene {
	struct hit hit[2 * MAX_TEXT];
	uint32_t n;
};

static bool
pair_fits(const struct scene *s, const struct asked *q, const struct hit *anchor,
    const struct hit *before, const struct hit *h)
{
	uint32_t low = anchor->end < h->end ? anchor->end : h->end;
	uint32_t high = anchor->begin > h->begin ? anchor->begin : h->begin;
	uint32_t distance = high > low ? high - low : 0;

	if (h == anchor || (q->sentence && h->sentence != anchor->sentence))
		return false;
	if (q->ordered && (h->begin < before->end ||
			      h->begin - before->end > q->within))
		return false;
	if (!q->ordered && distance > q->within)
		return false;
	for (uint32_t i = 0; i < s->n && q->nearest; i++)
		if (s->hit[i].set == q->set[0] && s->hit[i].begin >= low &&
		    s->hit[i].end <= high)
			return false;
	return true;
}

static const struct hit *
find_pair(const struct scene *s, const struct asked *q, uint32_t set,
    const struct hit *anchor, const struct hit *before)
{
	for (uint32_t i = 0; i < s->n; i++)
		if (s->hit[i].set == set &&
		    pair_fits(s, q, anchor, before, &s->hit[i]))
			return &s->hit[i];
	return NULL;
}

/* How many hits of the first set the condition holds around. */
static uint32_t
count_pairs(const struct scene *s, const struct asked *q)
{
	uint32_t n = 0;

	for (uint32_t i = 0; i < s->n; i++) {
		const struct hit *before = &s->hit[i], *found;
		bool ok = s->hit[i].set == q->set[0], any = false;

		for (uint32_t k = 1; k < q->n_set && ok; k++) {
			if (k >= q->n_all && q->kind == TERM_ANY && any)
				continue;
			found = find_pair(s, q, q->set[k], &s->hit[i], before);
			if (k >= q->n_all && q->kind == TERM_NONE) {
				ok = found == NULL;
				continue;
			}
			ok = found != NULL || k >= q->n_all;
			any |= found != NULL && k >= q->n_all;
			before = found != NULL ? found : before;
		}
		if (q->n_set > q->n_all && q->kind == TERM_ANY)
			ok &= any;
		n += ok;
	}
	return n;
}

static struct asked
ask(struct rng *rng)
{
	struct asked q = {.set = {0, 1, 2, 3},
	    .n_all = 1 + rng_below(rng, 3),
	    .kind = rng_below(rng, 2) ? TERM_ANY : TERM_NONE,
	    .within = rng_below(rng, 2) ? rng_below(rng, 12) : WITHIN_ANY,
	    .ordered = rng_below(rng, 3) == 0,
	    .sentence = rng_below(rng, 3) == 0,
	    .nearest = rng_below(rng, 3) == 0};

	for (uint32_t i = N_SET - 1; i > 0; i--) {
		uint32_t k = rng_below(rng, i + 1), kept = q.set[i];

		q.set[i] = q.set[k];
		q.set[k] = kept;
	}
	q.n_set = q.n_all + rng_below(rng, 2);
	return q;
}

static char *
put_rule(char *p, const struct asked *q, uint32_t id)
{
	p += sprintf(p, "rule r%u [each max=100", (unsigned)id);
	if (q->within != WITHIN_ANY)
		p += sprintf(p, " within=%u", (unsigned)q->within);
	p += sprintf(p, "%s%s%s] c%u.x +1 : ", q->ordered ? " ordered" : "",
	    q->sentence ? " sentence" : "", q->nearest ? " nearest" : "",
	    (unsigned)id);
	for (uint32_t k = 0; k < q->n_set; k++)
		p += sprintf(p, "%s@s%u",
		    k == 0	       ? ""
			: k < q->n_all ? ", "
			: q->kind == TERM_ANY ? "; any "
					      : "; none ",
		    (unsigned)q->set[k]);
	return p + sprintf(p, "\n");
}

/* A text of the sets' keywords, letters between them and full stops, and where
 * the keywords stand in it: hits of one place come by length. */
static void
make_scene(struct rng *rng, char *p, struct scene *s)
{
	uint32_t n = 20 + rng_below(rng, 150), at = 0, sentence = 0;
	int last = -1;

	s->n = 0;
	for (uint32_t i = 0; i < n; i++) {
		uint32_t k = rng_below(rng, 12);

		if (k >= ARRAY_LEN(syllable)) {
			bool stop = k == 11 && last >= -1 && i > 0;

			/* Two letters, so that none comes twice in a row. */
			p += sprintf(p, "%s호%s", stop ? ". " : "", "수");
			sentence += stop;
			at += 2 + stop;
			last = -1;
			continue;
		}
		if ((int)k == last) {
			p += sprintf(p, "호");
			at++;
		} else if (last >= 0 && k == (uint32_t)last + 1) {
			s->hit[s->n++] = (struct hit){.set = (uint32_t)last,
			    .begin = at - 1,
			    .end = at + 1,
			    .sentence = sentence};
		}
		p += sprintf(p, "%s", syllable[k]);
		if (k < N_SET)
			s->hit[s->n++] = (struct hit){.set = k,
			    .begin = at,
			    .end = at + 1,
			    .sentence = sentence};
		last = (int)k;
		at++;
	}
}

static void
neighbours_say_what_all_pairs_would(void **state)
{
	struct rng rng = {2022};
	uint32_t held = 0;

	(void)state;
	for (uint32_t round = 0; round < 2000; round++) {
		struct arena a = test_arena();
		char rules[4096], raw[8 * MAX_TEXT], *p = rules;
		struct asked q[N_RULE];
		struct scene *scene = arena_alloc(&a, 1, sizeof *scene);
		struct ruleset rs;
		struct tally tally;
		struct text t;

		p += sprintf(p, "rules 1\n");
		for (uint32_t i = 0; i < N_RULE; i++)
			p += sprintf(p, "channel c%u\nclass c%u.x\n",
			    (unsigned)i, (unsigned)i);
		for (uint32_t i = 0; i < N_SET; i++)
			p += sprintf(p, "set s%u = %s | %s%s\n", (unsigned)i,
			    syllable[i], syllable[i], syllable[i + 1]);
		for (uint32_t i = 0; i < N_RULE; i++) {
			q[i] = ask(&rng);
			p = put_rule(p, &q[i], i);
		}
		rs = test_rules(&a, rules);
		make_scene(&rng, raw, scene);
		t = test_text(&a, ENC_UTF8, slice_of(raw));
		score_text(scorer_new(&a, &rs, false), &t, &tally);
		for (uint32_t i = 0; i < N_RULE; i++) {
			uint32_t n = count_pairs(scene, &q[i]);

			n = n < 100 ? n : 100;
			held += n;
			if (tally.sum[i] != (int32_t)n)
				fail_msg("%s%s\nrule %u holds %d times, not %u",
				    rules, raw, (unsigned)i,
				    (int)tally.sum[i], (unsigned)n);
		}
		arena_free(&a);
	}
	assert_true(held > 10000);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(rules_add_up),
	    cmocka_unit_test(neighbours_say_what_all_pairs_would),
	    cmocka_unit_test(a_notice_is_listed_and_weighs_nothing),
	    cmocka_unit_test(every_explanation_adds_up_on_the_corpus),
	    cmocka_unit_test(every_explanation_adds_up_on_random_text),
	};

	return cmocka_run_group_tests_name("score", tests, NULL, NULL);
}
