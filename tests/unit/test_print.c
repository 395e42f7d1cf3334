/* SPDX-License-Identifier: MIT */
#include "print.h"

#include "support.h"

static const char rules[] =
    "rules 1\nversion 7\nthreshold 3\n"
    "channel kakao\n  name.ko 카카오\n  name.en Kakao's\n  phone 1577-3357\n"
    "channel tdmc\n  name.en Committee\n"
    "class kakao.R5\n  why.ko 장애\n  why.en a fault\nclass tdmc\n"
    "set kakao = 카톡 | kakao\nset bill = bill | bil*\n"
    "rule k kakao.R5 +5 : @kakao\nrule b tdmc +4 : @bill\n"
    "stems kakao.R5\n  메시 3\n  메시지 2\n  mess* 2\n  messa* 1\n  안 보 4\n";

/* `text` through `o` as printed; "" for `o`'s defaults. */
static const char *
printed(struct arena *a, struct options *o, const char *text)
{
	struct ruleset rs = test_rules(a, rules);
	struct arena scratch = test_arena();
	struct router router;
	struct report r;
	struct printer p = {.rs = &rs,
	    .options = o,
	    .threshold = rs.threshold,
	    .scratch = &scratch};
	char *out = NULL;
	const char *copy;
	size_t n = 0;

	p.out = open_memstream(&out, &n);
	router_init(&router, a, &rs, ENC_AUTO, true);
	route(&router, slice_of(text), &r);
	r.n = 1;
	print_report(&p, &r);
	fclose(p.out);
	copy = arena_string(a, (struct slice){out, n});
	free(out);
	arena_free(&scratch);
	return copy;
}

static void
formats_are_frozen(void **state)
{
	struct arena a = test_arena();
	struct options o = {.format = FORMAT_ID};
	struct ruleset rs = test_rules(&a, rules);
	char want[256];

	(void)state;
	assert_string_equal(printed(&a, &o, "카톡"), "kakao\n");
	assert_string_equal(printed(&a, &o, "빵"), "none\n");
	o.format = FORMAT_TSV;
	snprintf(want, sizeof want,
	    "1\trouted\tkakao\t5\t1\ttdmc\tR5\t-\t7+%s\n", rs.digest);
	assert_string_equal(printed(&a, &o, "카톡 bill"), want);
	o.format = FORMAT_JSON;
	snprintf(want, sizeof want,
	    "{\"v\":1,\"n\":1,\"status\":\"routed\",\"channel\":\"kakao\","
	    "\"score\":5,\"margin\":3,\"runner_up\":\"none\",\"rule\":\"R5\","
	    "\"flags\":[\"layout\"],\"rules\":\"7+%s\"}\n",
	    rs.digest);
	assert_string_equal(printed(&a, &o, "zkxhr"), want);
	o.format = FORMAT_NOTHING;
	assert_string_equal(printed(&a, &o, "카톡"), "");
	o.format = FORMAT_TEMPLATE;
	o.template = "%c:%r\\t%%\\n";
	assert_string_equal(printed(&a, &o, "bill"), "tdmc:-\t%\n");
	o.format = FORMAT_SH;
	assert_non_null(strstr(
	    printed(&a, &o, "kakao"), "minwon_name='Kakao'\\''s'\n"));
	arena_free(&a);
}

static void
the_card_speaks_the_language_of_the_complaint(void **state)
{
	struct arena a = test_arena();
	struct options o = {.format = FORMAT_DEFAULT};

	(void)state;
	assert_non_null(strstr(printed(&a, &o, "카톡"), "카카오 (kakao)"));
	assert_non_null(strstr(printed(&a, &o, "kakao"), "Kakao's (kakao)"));
	o.lang = LANG_EN;
	assert_non_null(strstr(printed(&a, &o, "카톡"), "Kakao's (kakao)"));
	o.lang = LANG_KO; /* a name in the other language beats none */
	assert_non_null(strstr(printed(&a, &o, "bill"), "Committee (tdmc)"));
	arena_free(&a);
}

/* ---- explanations in JSON ------------------------------------------------------- */

/* A complaint, and weight and text of each line of `why`. */
static const struct {
	const char *name, *text, *why;
} whys[] = {
    {"stems of one word are one line", "메시지가 왔다", "5 메시지가|"},
    {"a word from its start, without its comma", "내메시지, 참",
	"5 내메시지|"},
    {"two words from the first to the last", "카톡 안 보내져요",
	"5 카톡|4 안 보내져요|"},
    {"a Latin word is never cut", "kakao messages!", "5 kakao|3 messages|"},
    {"nor is that of a rule", "The billing", "4 billing|"},
    {"a text without blanks keeps its stems",
	"어제부터카카오메시지가전혀오지않아요정말",
	"3 메시|2 메시지|"},
    {"a quotation is not part of the word", "'메시지'가", "5 메시지|"},
};

static void
collect_why(const char *json, char *out)
{
	const char *p = strstr(json, "\"why\":[");

	*out = '\0';
	assert_non_null(p);
	while ((p = strstr(p, "\"weight\":")) != NULL) {
		const char *text = strstr(p, "\"text\":\"") + 8;

		sprintf(out + strlen(out), "%d %.*s|", atoi(p + 9),
		    (int)strcspn(text, "\""), text);
		p = text;
	}
}

static void
stems_are_shown_as_words(void **state)
{
	struct arena a = test_arena();
	struct options o = {.format = FORMAT_JSON, .explain = true};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(whys); i++) {
		char got[512];

		collect_why(printed(&a, &o, whys[i].text), got);
		if (strcmp(got, whys[i].why) != 0)
			fail_msg("%s: '%s' because of %s", whys[i].name,
			    whys[i].text, got);
	}
	arena_free(&a);
}

/* ---- sums, over the built-in rules ------------------------------------------------ */

struct adding {
	struct arena rules, scratch;
	struct router router;
};

static void
add_up(void *state, struct slice raw)
{
	struct adding *add = state;
	struct options o = {.format = FORMAT_JSON, .explain = true};
	struct printer p = {.rs = add->router.rs,
	    .options = &o,
	    .threshold = add->router.rs->threshold,
	    .scratch = &add->scratch};
	struct report r;
	const char *at;
	char *out = NULL;
	size_t n = 0;
	int sum = 0, score;

	route(&add->router, raw, &r);
	p.out = open_memstream(&out, &n);
	print_report(&p, &r);
	fclose(p.out);
	score = (int)r.verdict.score;
	for (at = out; (at = strstr(at, "\"weight\":")) != NULL; at += 9)
		sum += atoi(at + 9);
	/* For `none` the lines are about the nearest channel. */
	if (r.verdict.channel != 0 && sum != score)
		fail_msg("%d, not %d: %s", sum, score, out);
	free(out);
}

static void
lines_add_up_to_the_score(void **state)
{
	struct adding add = {.rules = test_arena(), .scratch = test_arena()};

	(void)state;
	router_init(
	    &add.router, &add.rules, &builtin_ruleset, ENC_AUTO, true);
	test_each_complaint(5, add_up, &add);
	arena_free(&add.scratch);
	arena_free(&add.rules);
}

/* ---- echoes -------------------------------------------------------------------------- */

static const struct {
	const char *name, *text, *card;
} echoes[] = {
    {"escape", "kakao\x1B[2Jdown", "\\u001b[2J"},
    {"delete", "kakao\x7F.", "\\u007f"},
    {"a control sequence in one character", "kakao\xC2\x9B.", "\\u009b"},
    {"a turn of direction", "kakao\xE2\x80\xAE.", "\\u202e"},
    {"an isolate", "kakao\xE2\x81\xA6.", "\\u2066"},
    {"a line separator", "kakao\xE2\x80\xA8.", "\\u2028"},
    {"a broken byte", "kakao\xFF.", "\xEF\xBF\xBD"},
    {"a line end", "kakao\ndown", "[kakao] down"},
    {"a quote", "kakao\"down", "kakao]\"down"},
};

static void
what_is_echoed_is_escaped(void **state)
{
	struct arena a = test_arena();
	struct options card = {.format = FORMAT_CARD, .explain = true};
	struct options json = {.format = FORMAT_JSON, .explain = true};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(echoes); i++) {
		const char *out = printed(&a, &card, echoes[i].text);

		if (strstr(out, echoes[i].card) == NULL)
			fail_msg("%s: %s", echoes[i].name, out);
		out = printed(&a, &json, echoes[i].text);
		for (const char *p = out; *p != '\0'; p++)
			if ((unsigned char)*p < 0x20 && p[1] != '\0')
				fail_msg("%s: %s", echoes[i].name, out);
	}
	arena_free(&a);
}

static void
unknown_codes_of_a_template_are_found(void **state)
{
	static const struct {
		const char *template;
		int at; /* -1: it is right */
	} cases[] = {{"", -1}, {"plain", -1}, {"%c %n%p%w%e%s%S%m%u%r%f%N%R%%",
	    -1}, {"\\n\\t\\0\\\\", -1}, {"%c %z", 3}, {"ab%", 2}, {"a\\x", 1},
	    {"\\", 0}};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		const char *p = template_error(cases[i].template);

		assert_int_equal(p == NULL ? -1 : p - cases[i].template,
		    cases[i].at);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(formats_are_frozen),
	    cmocka_unit_test(the_card_speaks_the_language_of_the_complaint),
	    cmocka_unit_test(stems_are_shown_as_words),
	    cmocka_unit_test(lines_add_up_to_the_score),
	    cmocka_unit_test(what_is_echoed_is_escaped),
	    cmocka_unit_test(unknown_codes_of_a_template_are_found),
	};

	return cmocka_run_group_tests_name("print", tests, NULL, NULL);
}
