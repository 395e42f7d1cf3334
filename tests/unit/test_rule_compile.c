/* SPDX-License-Identifier: MIT */
#include "rule_compile.h"

#include "limits.h"
#include "score.h"
#include "support.h"

/* ---- helpers ---------------------------------------------------------------- */

static bool
load(struct arena *a, const char *const *text, uint32_t n, struct ruleset *rs,
    struct diag *d)
{
	struct source *source = arena_alloc(a, n, sizeof *source);

	for (uint32_t i = 0; i < n; i++)
		source[i] = (struct source){"layer", slice_of(text[i])};
	diag_init(d, a);
	return rule_load(a, source, n, rs, d);
}

static uint32_t
class_named(const struct ruleset *rs, const char *id)
{
	uint32_t i = 0;

	while (i < rs->n_class &&
	    strcmp(pool_at(rs, rs->class[i].id), id) != 0)
		i++;
	return i;
}

/* The sum that a text has for a class; 0 for a class that is not there. */
static int32_t
sum_of(struct arena *a, const struct ruleset *rs, const char *class,
    const char *raw)
{
	struct text t = test_text(a, ENC_UTF8, slice_of(raw));
	uint32_t k = class_named(rs, class);
	struct tally tally;

	score_text(scorer_new(a, rs, false), &t, &tally);
	return k < rs->n_class ? tally.sum[k] : 0;
}

#define HEAD "rules 1\nchannel a\nchannel b\nclass a.x\nclass b.y\n"

/* ---- one file -------------------------------------------------------------------- */

/* A text after HEAD and the first thing that is wrong with it. */
static const struct {
	const char *text, *message;
} cases[] = {
    {"rule r c +1 : x\n", "no channel is called 'c'"},
    {"rule r a.z +1 : x\n", "no class is called 'a.z'"},
    {"rule r a +1 : @s\n", "no set is called 's'"},
    {"rule r [gate=s] a +1 : x\n", "no set is called 's'"},
    {"rule r a +1 : none x\n", "only conditions that must not be met"},
    {"rule r a +1 : x\nrule r a +2 : y\n", "defined twice"},
    {"rule r a +1 : x\nmask r : y\n", "defined twice"},
    {"set s = x\nset s = y\n", "defined twice"},
    {"channel a\n", "defined twice"},
    {"channel a.b\n", "cannot be a channel"},
    {"channel none\n", "cannot be a channel"},
    {"channel c\n  fon 1\n", "a channel has no 'fon'"},
    {"channel c\n  checked 2026-02-32\n", "is not a date"},
    {"class a.q\n  whi x\n", "a class has no 'whi'"},
    {"notice n : x\n  text.xx y\n", "a notice has no 'text.xx'"},
    {"mask m a +1 : x\n", "it has no weights"},
    {"set s = ...\n", "can be matched"},
    {"set s = a, b. c\n", "punctuation"},
    {"set s = 가나다라마바사아자차카타파하가나다라마바사아자차카타파하"
     "가나다라마바사\n",
	"longer than 32"},
    {"stems a\n  x 1\n  x 2\n", "stands twice"},
    {"weights a\n  r 1\n", "nothing is called 'r'"},
    {"weights a\n  @s 1\n", "no set is called 's'"},
    {"rule r a +5000 : x\nweights a\n  r 1\n", "weights add up to 5001"},
    {"disable q\n", "nothing is called 'q'"},
    {"disable \"q\"\n", "no table has the stem 'q'"},
    {"disable @q\n", "no table has a row '@q'"},
    {"ok c x\n", "no channel is called 'c'"},
    {"rule r a +1 : 1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17\n",
	"more than 16 conditions"},
};

static void
every_mistake_has_its_message(void **state)
{
	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct arena a = test_arena();
		char text[1024];
		const char *layer = text;
		struct ruleset rs;
		struct diag d;

		snprintf(text, sizeof text, HEAD "%s", cases[i].text);
		if (load(&a, &layer, 1, &rs, &d) || d.n == 0 ||
		    strstr(d.item[0].message, cases[i].message) == NULL)
			fail_msg("%s: %s, not %s", cases[i].text,
			    d.n == 0 ? "nothing" : d.item[0].message,
			    cases[i].message);
		arena_free(&a);
	}
}

static void
names_are_checked_beside_broken_statements(void **state)
{
	static const char *const text[] = {
	    HEAD "set s = x [bad]\nrule r a +1 : @s, @nowhere\nok c x\n"};
	struct arena a = test_arena();
	struct ruleset rs;
	struct diag d;

	(void)state;
	assert_false(load(&a, text, 1, &rs, &d));
	/* The flag, the missing set and the channel; not the set `s`. */
	assert_int_equal(d.n_error, 3);
	arena_free(&a);
}

static void
limits_are_errors(void **state)
{
	struct arena a = test_arena();
	char *text = arena_alloc(&a, 1 << 16, 1);
	char *p = text + sprintf(text, "rules 1\n");
	const char *layer = text;
	struct ruleset rs;
	struct diag d;

	(void)state;
	for (int i = 0; i < MAX_CHANNELS + 1; i++)
		p += sprintf(p, "channel c%d\n", i);
	assert_false(load(&a, &layer, 1, &rs, &d));
	p = text + sprintf(text, "rules 1\nchannel a\n");
	for (int i = 0; i < MAX_CLASSES + 1; i++)
		p += sprintf(p, "class a.c%d\n", i);
	assert_false(load(&a, &layer, 1, &rs, &d));
	arena_free(&a);
}

static void
sums_cannot_overflow(void **state)
{
	struct arena a = test_arena();
	char *text = arena_alloc(&a, 1 << 18, 1);
	char *p = text + sprintf(text, "rules 1\nchannel a\n");
	const char *layer = text;
	struct ruleset rs;
	struct diag d;

	(void)state;
	for (int i = 0; i < 2000; i++)
		p += sprintf(p, "rule r%d [max=100] a +5000 : x\n", i);
	assert_true(load(&a, &layer, 1, &rs, &d));
	sprintf(p, "rule more a -1 : x\n");
	assert_false(load(&a, &layer, 1, &rs, &d));
	assert_int_equal(d.n_error, 1);
	arena_free(&a);
}

/* ---- layers ------------------------------------------------------------------------ */

static const char base[] = HEAD
    "set s = 사과\nset t = 배나무\n"
    "rule R a.x +5 : @s\nrule Q b.y +4 : @t\nmask M : *@s, 말고\n"
    "stems a.x b.y\n  포도 7 0\n  딸기 0 7\n"
    "weights a.x b.y\n  R 3 0\n  @t 0 2\n";

/* A layer over `base`, a text, and its sums for a.x and b.y. */
static const struct {
	const char *layer, *text;
	int32_t a, b;
} layers[] = {
    {"", "사과", 8, 0},
    {"", "사과 말고", 0, 0},
    {"", "배나무 포도 딸기", 7, 13},
    {"set s = 능금\n", "사과", 0, 0},
    {"set s = 능금\n", "능금", 8, 0},
    {"rule R a.x +1 : 살구\n", "살구 사과", 1, 0},
    {"rule R a.x +1 : 살구\nweights a.x\n  R 2\n", "살구", 3, 0},
    {"weights a.x\n  R 2\n", "사과", 10, 0},
    {"weights b.y\n  @t 9\n", "배나무", 0, 13},
    {"disable R\n", "사과", 0, 0},
    {"disable M\n", "사과 말고", 8, 0},
    {"disable t\n", "배나무", 0, 0},
    {"disable @t\n", "배나무", 0, 4},
    {"disable \"포도\"\n", "포도 딸기", 0, 7},
    {"disable \"포도\"\nrules 1\nstems b.y\n  포도 3\n", "포도", 0, 3},
    {"stems b.y\n  포도 5\n", "포도", 0, 5},
    {"disable b\n", "배나무 딸기 사과", 8, 0},
    {"disable b.y\n", "배나무 딸기 사과", 8, 0},
    {"disable b\nrules 1\nchannel b\nclass b.y\n", "딸기", 0, 7},
};

static void
later_layers_override_by_id(void **state)
{
	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(layers); i++) {
		struct arena a = test_arena();
		char over[512];
		const char *text[] = {base, over};
		struct ruleset rs;
		struct diag d;
		int32_t x, y;

		snprintf(over, sizeof over, "rules 1\n%s", layers[i].layer);
		if (!load(&a, text, 2, &rs, &d))
			fail_msg("%s: %s", layers[i].layer,
			    d.item[0].message);
		x = sum_of(&a, &rs, "a.x", layers[i].text);
		y = sum_of(&a, &rs, "b.y", layers[i].text);
		if (x != layers[i].a || y != layers[i].b)
			fail_msg("%s: %s: %d %d, not %d %d", layers[i].layer,
			    layers[i].text, (int)x, (int)y, (int)layers[i].a,
			    (int)layers[i].b);
		arena_free(&a);
	}
}

static void
joined_files_mean_what_they_meant_apart(void **state)
{
	static const char over[] = "rules 1\nset s = 능금\nrule R a.x +1 : @s\n";
	struct arena a = test_arena();
	char joined[2048];
	const char *apart[] = {base, over}, *one[] = {joined};
	struct ruleset x, y;
	struct diag d;

	(void)state;
	snprintf(joined, sizeof joined, "%s%s", base, over);
	assert_true(load(&a, apart, 2, &x, &d));
	assert_true(load(&a, one, 1, &y, &d));
	assert_string_equal(x.digest, y.digest);
	assert_int_equal(x.n_rule, y.n_rule);
	assert_int_equal(x.n_keyword, y.n_keyword);
	assert_memory_equal(x.rule_weight, y.rule_weight,
	    (size_t)x.n_rule * x.n_lane * sizeof *x.rule_weight);
	arena_free(&a);
}

static void
channels_are_merged_attribute_by_attribute(void **state)
{
	static const char *const text[] = {
	    "rules 1\nchannel a\n  phone 1\n  web w\n  email e\nrule r a +1 : x\n",
	    "rules 1\nchannel a\n  phone 2\n  web -\n"};
	struct arena a = test_arena();
	struct ruleset rs;
	struct diag d;

	(void)state;
	assert_true(load(&a, text, 2, &rs, &d));
	assert_int_equal(rs.n_channel, 2);
	assert_string_equal(pool_at(&rs, rs.channel[1].phone), "2");
	assert_string_equal(pool_at(&rs, rs.channel[1].web), "");
	assert_string_equal(pool_at(&rs, rs.channel[1].email), "e");
	arena_free(&a);
}

static void
a_disabled_channel_never_becomes_none(void **state)
{
	static const char *const text[] = {HEAD "rule r b.y +9 : x\nok b x\n",
	    "rules 1\ndisable b\n"};
	struct arena a = test_arena();
	struct ruleset rs;
	struct diag d;

	(void)state;
	assert_true(load(&a, text, 2, &rs, &d));
	assert_int_equal(rs.n_test, 0);
	for (uint32_t i = 0; i < rs.n_class; i++)
		assert_int_not_equal(rs.class[i].channel, 0);
	arena_free(&a);
}

static void
caps_stand_before_or_after_their_rules(void **state)
{
	static const char *const text[] = {
	    HEAD "cap g 6\nrule r [group=g] a.x +5 : x\n"
		 "rule q [group=g] a.x +5 : y\nrule p [group=h] b.y +5 : x\n"
		 "cap h 2\ncap unused 1\n"};
	struct arena a = test_arena();
	struct ruleset rs;
	struct diag d;

	(void)state;
	assert_true(load(&a, text, 1, &rs, &d));
	assert_int_equal(sum_of(&a, &rs, "a.x", "x y"), 6);
	assert_int_equal(sum_of(&a, &rs, "b.y", "x y"), 2);
	arena_free(&a);
}

/* Loading the built-in text gives the tables in the program. */
static void
the_built_in_text_compiles_to_the_built_in_tables(void **state)
{
	struct arena a = test_arena();
	struct source *source =
	    arena_alloc(&a, n_builtin_source, sizeof *source);
	const struct ruleset *b = &builtin_ruleset;
	struct ruleset rs;
	struct diag d;

	(void)state;
	for (uint32_t i = 0; i < n_builtin_source; i++)
		source[i] = (struct source){builtin_source[i].name,
		    {builtin_source[i].text, builtin_source[i].len}};
	diag_init(&d, &a);
	assert_true(rule_load(&a, source, n_builtin_source, &rs, &d));
	assert_string_equal(rs.digest, b->digest);
	assert_int_equal(rs.n_slot, b->n_slot);
	assert_int_equal(rs.n_keyword, b->n_keyword);
	assert_int_equal(rs.n_pool, b->n_pool);
	assert_memory_equal(rs.slot, b->slot, rs.n_slot * sizeof *rs.slot);
	assert_memory_equal(
	    rs.keyword, b->keyword, rs.n_keyword * sizeof *rs.keyword);
	assert_memory_equal(
	    rs.posting, b->posting, rs.n_posting * sizeof *rs.posting);
	assert_memory_equal(rs.rule, b->rule, rs.n_rule * sizeof *rs.rule);
	assert_memory_equal(rs.rule_weight, b->rule_weight,
	    (size_t)rs.n_rule * rs.n_lane * sizeof *rs.rule_weight);
	assert_memory_equal(rs.pool, b->pool, rs.n_pool);
	arena_free(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(every_mistake_has_its_message),
	    cmocka_unit_test(names_are_checked_beside_broken_statements),
	    cmocka_unit_test(limits_are_errors),
	    cmocka_unit_test(sums_cannot_overflow),
	    cmocka_unit_test(later_layers_override_by_id),
	    cmocka_unit_test(joined_files_mean_what_they_meant_apart),
	    cmocka_unit_test(channels_are_merged_attribute_by_attribute),
	    cmocka_unit_test(a_disabled_channel_never_becomes_none),
	    cmocka_unit_test(caps_stand_before_or_after_their_rules),
	    cmocka_unit_test(
		the_built_in_text_compiles_to_the_built_in_tables),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
