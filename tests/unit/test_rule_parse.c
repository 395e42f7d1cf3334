/* SPDX-License-Identifier: MIT */
#include "rule_parse.h"

#include "support.h"

struct parsed {
	struct arena arena;
	struct source source;
	struct rule_file file;
	struct diag diag;
	bool ok;
};

static void
parse(struct parsed *p, const char *text, size_t n)
{
	p->arena = test_arena();
	p->source = (struct source){"test.rules", {text, n}};
	diag_init(&p->diag, &p->arena);
	p->ok = rule_parse(&p->arena, &p->source, &p->file, &p->diag);
}

static const struct statement *
nth(const struct parsed *p, uint32_t n)
{
	const struct statement *st = p->file.first;

	while (st != NULL && n-- > 0)
		st = st->next;
	if (st == NULL) {
		fail_msg("there are fewer statements");
		abort();
	}
	return st;
}

/* A text and the first thing that is wrong with it; NULL: nothing. */
static const struct {
	const char *text, *message;
} cases[] = {
    {"rules 1\n", NULL},
    {"\xEF\xBB\xBFrules 1\r\nversion x\r\n", NULL},
    {"# first\n\nrules 1 # one\nversion x # two\n", NULL},
    {"rules 1\nset s = a |\n  b | # c\n  d\n", NULL},
    {"rules 1\nset s = \"a | b\" | \"\\\"\"\n", NULL},
    {"rules 1\nrules 1\n", NULL},
    {"rules 1\nversion x", NULL},
    {"rules 1\nset s = a [not=b, c; start]\n", "flag ';'"},
    {"rules 1\nrule r [gate=g] a +1 : x\n", NULL},
    {"rules 1\nrule r [gate=@g] a +1 : x\n", NULL},
    {"rules 1\nrule r [group=g, max=3] a +1, b -2 : x, y; none z\n", NULL},
    {"rules 1\nrule r [within=2 ordered] a +5000 : @x\n", NULL},
    {"rules 1\nmask m : *@x, any\n", NULL},
    {"rules 1\nnotice n : x\n  text.ko y\n", NULL},
    {"rules 1\nstems a b\n  c d 1 -2\n  e* 0 100\n", NULL},
    {"rules 1\nok a x y z\nno a.R1 x\ntodo a \"x\"\n", NULL},
    {"rules 1\ndisable a\ndisable @b\ndisable \"c d*\"\n", NULL},
    {"", "not a rules file"},
    {"rules\n", "unknown format"},
    {"rules 2\n", "unknown format"},
    {"rules 1\nrules 2\n", "unknown format"},
    {"rules 1 x\n", "unexpected text after 'rules 1'"},
    {"version 1\nrules 1\n", "not a rules file"},
    {"rules 1\n  x\n", "unexpected text after"},
    {"\n  x\nrules 1\n", "belongs to nothing"},
    {"rules 1\nfoo\n", "unknown statement 'foo'"},
    {"rules 1\nset s a\n", "'=' is missing"},
    {"rules 1\nset s =\n", "no keywords"},
    {"rules 1\nset s = a || b\n", "a keyword is missing"},
    {"rules 1\nset s = a [\n", "flags of this keyword do not end"},
    {"rules 1\nset s = a [x]\n", "unknown keyword flag 'x'"},
    {"rules 1\nset s = a [x=1]\n", "unknown keyword flag 'x'"},
    {"rules 1\nset s = a [not=]\n", "a word is missing after 'not='"},
    {"rules 1\nset s [inside] = a\n", "a set takes start"},
    {"rules 1\nset s = \"a\n", "does not end on its line"},
    {"rules 1\nset a/b = c\n", "cannot be a set"},
    {"rules 1\nrule r a : x\n", "weight after this class is missing"},
    {"rules 1\nrule r a 1.5 : x\n", "whole number"},
    {"rules 1\nrule r a +5001 : x\n", "outside -5000..5000"},
    {"rules 1\nbase a 101\n", "outside -100..100"},
    {"rules 1\nrule r a +1\n", "':' and a condition are missing"},
    {"rules 1\nrule r a +1 :\n", "no condition"},
    {"rules 1\nrule r [x] a +1 : b\n", "unknown rule flag 'x'"},
    {"rules 1\nrule r [within=-1] a +1 : b\n", "within -1 is outside"},
    {"rules 1\nrule r [\n", "flags of this rule do not end"},
    {"rules 1\nstems\n  a 1\n", "no columns"},
    {"rules 1\nstems a b\n  c 1\n", "this row has not 2 numbers"},
    {"rules 1\nstems a\n  c 101\n", "outside -100..100"},
    {"rules 1\nok a\n", "no text"},
    {"rules 1\nchannel a\n  phone\n", "'phone' has no text"},
    {"rules 1\nmargin -1\n", "outside 0..30000"},
    {"rules 1\nthreshold 99999999999999999999999999\n", "whole number"},
    {"rules 1\nset s = \xB0\xA1\n", "not UTF-8"},
};

static void
every_case_has_its_message(void **state)
{
	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct parsed p;

		parse(&p, cases[i].text, strlen(cases[i].text));
		if (cases[i].message == NULL) {
			if (!p.ok)
				fail_msg("%s: %s", cases[i].text,
				    p.diag.item[0].message);
		} else if (p.ok || p.diag.n == 0 ||
		    strstr(p.diag.item[0].message, cases[i].message) == NULL) {
			fail_msg("%s: %s, not %s", cases[i].text,
			    p.diag.n == 0 ? "nothing"
					  : p.diag.item[0].message,
			    cases[i].message);
		}
		arena_free(&p.arena);
	}
}

/* A file that is cut anywhere is a mistake or not, and never more. */
static void
a_file_cut_anywhere_is_read_to_its_end(void **state)
{
	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++)
		for (size_t n = 0; n < strlen(cases[i].text); n++) {
			/* Bytes of its own: reading behind it is seen. */
			char *copy = malloc(n + 1);
			struct parsed p;

			memcpy(copy, cases[i].text, n);
			parse(&p, copy, n);
			assert_true(p.ok == (p.diag.n_error == 0));
			arena_free(&p.arena);
			free(copy);
		}
}

static void
random_bytes_are_read_to_their_end(void **state)
{
	static const char sign[] = "rules1\n \t#|[],;:=\"*@\\ab+-9set\n";
	struct rng rng = {1};

	(void)state;
	for (int round = 0; round < 3000; round++) {
		char text[128] = "rules 1\n";
		size_t n = 8 + rng_below(&rng, 119);
		struct parsed p;

		for (size_t i = 8; i < n; i++)
			text[i] = sign[rng_below(&rng, sizeof sign - 1)];
		parse(&p, text, n);
		assert_true(p.ok == (p.diag.n_error == 0));
		arena_free(&p.arena);
	}
}

static void
a_keyword_keeps_its_flags(void **state)
{
	static const char text[] = "rules 1\n"
				   "set s [gap] = 해지 [start not=심해지다,x] "
				   "| refund* | \"a|b*\" | kt [inside]\n";
	struct parsed p;
	const struct keyword_item *k;

	(void)state;
	parse(&p, text, strlen(text));
	assert_true(p.ok);
	k = nth(&p, 0)->keyword;
	assert_true(slice_is(k->text, "해지"));
	assert_int_equal(k->flags, KW_START | KW_GAPS);
	assert_int_equal(k->set_flags, KW_GAPS);
	assert_true(slice_is(k->exception->text, "심해지다"));
	assert_true(slice_is(k->exception->next->text, "x"));
	k = k->next;
	assert_true(slice_is(k->text, "refund") && k->prefix);
	k = k->next;
	assert_true(slice_is(k->text, "a|b*") && !k->prefix);
	k = k->next;
	assert_true(k->inside);
	assert_null(k->next);
	arena_free(&p.arena);
}

static void
segments_begin_at_each_format_line(void **state)
{
	static const char text[] =
	    "rules 1\nset a = b\nset c = d\nrules 1\nset a = e\n";
	struct parsed p;

	(void)state;
	parse(&p, text, strlen(text));
	assert_true(p.ok);
	assert_ptr_equal(nth(&p, 0)->segment, nth(&p, 1)->segment);
	assert_ptr_not_equal(nth(&p, 0)->segment, nth(&p, 2)->segment);
	arena_free(&p.arena);
}

static void
all_mistakes_are_found_in_one_go(void **state)
{
	static const char text[] = "rules 1\nfoo\nset s = a [x]\n"
				   "rule r a +x : b\nset t = b\n";
	struct parsed p;

	(void)state;
	parse(&p, text, strlen(text));
	assert_false(p.ok);
	assert_int_equal(p.diag.n_error, 3);
	/* What has a name is kept, so that nobody misses it. */
	assert_true(nth(&p, 0)->is_broken);
	assert_true(nth(&p, 1)->is_broken);
	assert_false(nth(&p, 2)->is_broken);
	arena_free(&p.arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(every_case_has_its_message),
	    cmocka_unit_test(a_file_cut_anywhere_is_read_to_its_end),
	    cmocka_unit_test(random_bytes_are_read_to_their_end),
	    cmocka_unit_test(a_keyword_keeps_its_flags),
	    cmocka_unit_test(segments_begin_at_each_format_line),
	    cmocka_unit_test(all_mistakes_are_found_in_one_go),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
