/* SPDX-License-Identifier: MIT */
#include "diag.h"

#include "limits.h"
#include "support.h"

/* What diag_print() writes, as a string in the arena. */
static const char *
printed(struct arena *a, struct diag *d, enum severity least)
{
	char *bytes = NULL;
	size_t n = 0;
	FILE *f = open_memstream(&bytes, &n);
	const char *out;

	assert_non_null(f);
	diag_print(d, f, "minwon", least);
	fclose(f);
	out = arena_string(a, (struct slice){bytes, n});
	free(bytes);
	return out;
}

static struct where
where(const struct source *s, const char *part)
{
	const char *at = strstr(s->text.at, part);

	assert_non_null(at);
	return (struct where){s, {at, strlen(part)}};
}

static void
a_caret_stands_under_hangul(void **state)
{
	struct arena a = test_arena();
	struct source s = {"f", slice_of("rules 1\nset 이름 = 말 [x]\n")};
	struct diag d;

	(void)state;
	diag_init(&d, &a);
	assert_false(diag_add(
	    &d, SEV_ERROR, where(&s, "x"), "drop it", "no '%s'", "x"));
	assert_string_equal(printed(&a, &d, SEV_NOTE),
	    "minwon: f:2:13: error: no 'x'\n"
	    "  set 이름 = 말 [x]\n"
	    "                 ^\n"
	    "  cure: drop it\n");
	arena_free(&a);
}

static void
a_mark_is_as_wide_as_its_text(void **state)
{
	struct arena a = test_arena();
	struct source s = {"f", slice_of("\ttab 이름\r\n")};
	struct diag d;

	(void)state;
	diag_init(&d, &a);
	diag_add(&d, SEV_WARNING, where(&s, "이름"), NULL, "m");
	assert_string_equal(printed(&a, &d, SEV_WARNING),
	    "minwon: f:1:6: warning: m\n  \ttab 이름\n  \t    ^^^^\n");
	arena_free(&a);
}

static void
items_are_sorted_by_place_and_filtered(void **state)
{
	struct arena a = test_arena();
	struct source s[] = {{"one", slice_of("a b c\n")},
	    {"two", slice_of("d\n")}};
	struct diag d;
	const char *out;

	(void)state;
	diag_init(&d, &a);
	diag_add(&d, SEV_ERROR, where(&s[1], "d"), NULL, "fourth");
	diag_add(&d, SEV_ERROR, where(&s[0], "c"), NULL, "third");
	diag_add(&d, SEV_NOTE, where(&s[0], "b"), NULL, "second");
	diag_add(&d, SEV_WARNING, where(&s[0], "a"), NULL, "first");
	assert_int_equal(d.n_error, 2);
	assert_int_equal(d.n_warning, 1);
	out = printed(&a, &d, SEV_WARNING);
	assert_null(strstr(out, "second"));
	assert_true(strstr(out, "first") < strstr(out, "third"));
	assert_true(strstr(out, "third") < strstr(out, "fourth"));
	arena_free(&a);
}

static void
many_mistakes_are_counted_not_shown(void **state)
{
	struct arena a = test_arena();
	struct source s[] = {{"one", slice_of("a\n")}, {"two", slice_of("b\n")}};
	struct diag d;
	const char *out;
	uint32_t n = 0;

	(void)state;
	diag_init(&d, &a);
	for (uint32_t i = 0; i < 100 * MAX_SHOWN; i++)
		diag_add(&d, SEV_ERROR, where(&s[0], "a"), NULL, "again");
	assert_int_equal(d.n_error, 100 * MAX_SHOWN);
	assert_true(d.n <= 64 * MAX_SHOWN);
	out = printed(&a, &d, SEV_NOTE);
	for (const char *p = out; (p = strstr(p, "again")) != NULL; p++)
		n++;
	assert_int_equal(n, MAX_SHOWN);
	assert_non_null(strstr(out, " more\n"));
	arena_free(&a);
}

static void
one_files_mistakes_do_not_hide_anothers(void **state)
{
	struct arena a = test_arena();
	struct source s[] = {{"one", slice_of("a\n")}, {"two", slice_of("b\n")}};
	struct diag d;

	(void)state;
	diag_init(&d, &a);
	for (uint32_t i = 0; i < 2 * MAX_SHOWN; i++)
		diag_add(&d, SEV_ERROR, where(&s[0], "a"), NULL, "again");
	diag_add(&d, SEV_ERROR, where(&s[1], "b"), NULL, "other");
	assert_non_null(strstr(printed(&a, &d, SEV_NOTE), "other"));
	arena_free(&a);
}

static void
a_long_line_is_shown_around_its_mark(void **state)
{
	struct arena a = test_arena();
	char *text = arena_alloc(&a, 4000, 1);
	struct source s = {"f", {text, 0}};
	struct diag d;
	const char *out;

	(void)state;
	for (int i = 0; i < 500; i++)
		strcat(text, "가");
	strcat(text, "x");
	for (int i = 0; i < 500; i++)
		strcat(text, "나");
	s.text = slice_of(text);
	diag_init(&d, &a);
	diag_add(&d, SEV_ERROR, where(&s, "x"), NULL, "m");
	out = printed(&a, &d, SEV_NOTE);
	assert_true(strlen(out) < 400);
	assert_non_null(strstr(out, "f:1:501: error"));
	assert_non_null(strstr(out, "가x나"));
	/* Cut between characters: the whole output is UTF-8. */
	for (size_t i = 0; i < strlen(out);) {
		uint32_t cp;

		i += utf8_decode(
		    (const unsigned char *)out + i, strlen(out) - i, &cp);
		assert_true(cp != UTF8_BAD);
	}
	arena_free(&a);
}

static void
nothing_of_a_file_steers_the_terminal(void **state)
{
	struct arena a = test_arena();
	struct source s = {"f", slice_of("a \033[31m \302\233 b\n")};
	struct diag d;
	const char *out;

	(void)state;
	diag_init(&d, &a);
	diag_add(&d, SEV_ERROR, where(&s, "b"), NULL, "m");
	out = printed(&a, &d, SEV_NOTE);
	assert_null(strchr(out, '\033'));
	assert_null(strstr(out, "\302\233"));
	arena_free(&a);
}

static void
sources_lose_their_mark_and_know_their_end(void **state)
{
	struct source marked = {"f", slice_of("\xEF\xBB\xBFrules 1\n")};
	struct source open = {"f", slice_of("rules 1")};
	struct source empty = {"f", {NULL, 0}};

	(void)state;
	assert_true(slice_is(source_text(&marked), "rules 1\n"));
	assert_true(source_ends_line(&marked));
	assert_false(source_ends_line(&open));
	assert_true(source_ends_line(&empty));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(a_caret_stands_under_hangul),
	    cmocka_unit_test(a_mark_is_as_wide_as_its_text),
	    cmocka_unit_test(items_are_sorted_by_place_and_filtered),
	    cmocka_unit_test(many_mistakes_are_counted_not_shown),
	    cmocka_unit_test(one_files_mistakes_do_not_hide_anothers),
	    cmocka_unit_test(a_long_line_is_shown_around_its_mark),
	    cmocka_unit_test(nothing_of_a_file_steers_the_terminal),
	    cmocka_unit_test(sources_lose_their_mark_and_know_their_end),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
