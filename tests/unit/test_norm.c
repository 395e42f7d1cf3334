/* SPDX-License-Identifier: MIT */
#include "norm.h"

#include "support.h"

/* What a reader sees and what is left of it; see test_render(). */
static const struct {
	const char *name, *raw, *want;
} cases[] = {
    {"nothing", "", ""},
    {"only blanks", " \t ", ""},
    {"only punctuation", "...!?", ""},
    {"syllables stay", "카톡", "카톡"},
    {"a blank is a gap", "카톡 안됨", "카톡 안됨"},
    {"many blanks are one", "카톡 \t  안됨", "카톡 안됨"},
    {"a wide blank is a blank", "카톡　안됨", "카톡 안됨"},
    {"a blank that does not break is a blank", "a\xC2\xA0""b", "a_b"},
    {"blanks between Latin words stay", "My Phone", "my_phone"},
    {"between Hangul and Latin they are gaps", "KT 요금", "kt 요금"},
    {"capitals are lowered", "KakaoTalk", "kakaotalk"},
    {"accents are dropped", "Caf\xC3\xA9", "cafe"},
    {"full width is folded", "ＫＴ　１１４", "kt_114"},
    {"half-width jamo become syllables", "\xEF\xBE\xBB\xEF\xBF\x82", "카"},
    {"conjoining jamo become syllables",
	"\xE1\x84\x8F\xE1\x85\xA1\xE1\x84\x90\xE1\x85\xA9\xE1\x86\xA8", "카톡"},
    {"a tail on a composed syllable", "토\xE1\x86\xA8", "톡"},
    {"letters typed apart become syllables", "ㅋㅏㅌㅗㄱ", "카톡"},
    {"a repeated letter that becomes a syllable is no repeated syllable",
	"ㅋㅋㅏ카", "카카"},
    {"letters typed apart, with Latin or Chinese ones between", "ㄱㅏㄱaㅏ ㄱㅏㄱ民ㅏ",
	"각aㅏ 각民ㅏ"},
    {"laughter does not become a tail", "바ㅋㅋㅋ", "바ㅋ"},
    {"laughter is squeezed", "ㅋㅋㅋㅋㅋㅋ", "ㅋ"},
    {"tears are squeezed", "안돼ㅠㅠㅠ", "안돼ㅠ"},
    {"a repeated syllable is squeezed from the third on", "하하하하", "하"},
    {"a syllable said twice stays", "다다", "다다"},
    {"repeated Latin letters are squeezed", "heeelp", "help"},
    {"so are doubled ones", "bill", "bil"},
    {"digits are not", "1577-3357 1000", "1577-3357_1000"},
    {"marks that are not seen are dropped", "카\xE2\x80\x8B톡\xEF\xBB\xBF",
	"카톡"},
    {"a comma ends a clause", "카톡, 안됨", "카톡/안됨"},
    {"a full stop ends a sentence", "안됨. 카톡", "안됨|카톡"},
    {"a line end ends a sentence", "안됨\n카톡", "안됨|카톡"},
    {"a carriage return is nothing", "안됨\r\n카톡", "안됨|카톡"},
    {"the strongest of several ends counts", "안됨 , . - 카톡", "안됨|카톡"},
    {"a stop inside a name stays", "www.tdrc.kr", "w.tdrc.kr"},
    {"a stop at the end of a name does not", "tdrc. kr", "tdrc|kr"},
    {"an apostrophe is dropped", "can't", "cant"},
    {"a typographic one as well", "can’t", "cant"},
    {"quotation marks are blanks", "\"카톡\" 안됨", "카톡 안됨"},
    {"a hyphen is a blank", "e-mail", "e_mail"},
    {"an emoji ends a clause", "카톡😡안됨", "카톡/안됨"},
    {"broken bytes are a gap", "카톡\xFF안됨", "카톡 안됨"},
    {"a zero byte is no letter", "카톡", "카톡"},
    {"Chinese characters stay", "民願", "民願"},
};

static void
text_is_folded(void **state)
{
	struct arena a = test_arena();

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct text t =
		    test_text(&a, ENC_UTF8, slice_of(cases[i].raw));
		const char *got = test_render(&a, &t);

		if (strcmp(got, cases[i].want) != 0)
			fail_msg("%s: '%s' becomes '%s', not '%s'",
			    cases[i].name, cases[i].raw, got, cases[i].want);
	}
	arena_free(&a);
}

/* norm_fold() after norm_text(), as keywords are looked up. */
static void
fold(struct text *t)
{
	for (uint32_t i = 0; i < t->n; i++)
		t->sym[i] = norm_fold(t->sym[i]);
}

/* Spellings of the same thing. */
static const char *const same[][2] = {
    {"카톡이 안돼요", "카톡이 안되요"},
    {"게 왜 있어 없어 갔다", "개 외 잇어 업어 갓다"},
    {"웬만하면", "왠만하면"},
    {"KakaoTalk", "ｋａｋａｏｔａｌｋ"},
    {"1577-3357", "１５７７－３３５７"},
    {"can't www.tdrc.kr 50%", "ｃａｎ＇ｔ　ｗｗｗ．ｔｄｒｃ．ｋｒ　５０％"},
    {"ㅎㅎ 하하하", "ㅎㅎ \u1112\u1161\u1112\u1161\u1112\u1161"},
    {"ㅇㅇ 음", "ㅇㅇ \u110B\u1173\u11B7"},
    {"환불 안 해줘요!!!!", "환불 안 해줘요!"},
    {"카톡\n먹통", "카톡。먹통"},
};

static void
spellings_of_the_same_thing_are_equal(void **state)
{
	struct arena a = test_arena();

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(same); i++) {
		struct text x = test_text(&a, ENC_UTF8, slice_of(same[i][0]));
		struct text y = test_text(&a, ENC_UTF8, slice_of(same[i][1]));

		fold(&x);
		fold(&y);
		if (strcmp(test_render(&a, &x), test_render(&a, &y)) != 0)
			fail_msg("'%s' and '%s'", same[i][0], same[i][1]);
	}
	arena_free(&a);
}

static void
different_words_stay_different(void **state)
{
	static const char *const word[] = {"카톡", "까톡", "가톡", "카독",
	    "환불", "환급", "요금", "연금", "개통", "계통"};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(word); i++)
		for (size_t k = 0; k < i; k++) {
			struct arena a = test_arena();
			struct text x =
			    test_text(&a, ENC_UTF8, slice_of(word[i]));
			struct text y =
			    test_text(&a, ENC_UTF8, slice_of(word[k]));

			fold(&x);
			fold(&y);
			if (strcmp(test_render(&a, &x),
				test_render(&a, &y)) == 0)
				fail_msg("'%s' and '%s'", word[i], word[k]);
			arena_free(&a);
		}
}

static const struct {
	const char *raw, *want;
	bool changed;
} typed[] = {
    {"zkxhr", "카톡", true},
    {"zkxhr dkseho", "카톡 안되", true},
    {"ghksqnf", "환불", true},
    {"dhofkrh", "왜라고", true},
    {"rkqtdmf", "값을", true},
    {"hello", "helo", false},
    {"카톡", "카톡", false},
    {"zk", "카", true},
    {"z", "z", false},
    {"", "", false},
};

static void
the_wrong_keyboard_layout_is_read(void **state)
{
	struct arena a = test_arena();

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(typed); i++) {
		struct slice raw = slice_of(typed[i].raw);
		struct slice want = slice_of(typed[i].want);
		struct text t = test_text(&a, ENC_UTF8, raw);
		struct text w = test_text(&a, ENC_UTF8, want);
		bool changed = norm_layout(&t, ENC_UTF8, raw);

		fold(&t);
		fold(&w);
		if (changed != typed[i].changed ||
		    strcmp(test_render(&a, &t), test_render(&a, &w)) != 0)
			fail_msg("'%s' becomes '%s', not '%s'", typed[i].raw,
			    test_render(&a, &t), test_render(&a, &w));
	}
	arena_free(&a);
}

/* ---- properties ------------------------------------------------------------ */

static void
check_origins(struct arena *a, enum encoding enc, struct slice raw)
{
	struct text t = test_text(a, enc, raw);

	for (int layout = 0; layout < 2; layout++) {
		for (uint32_t i = 0; i < t.n; i++)
			if (t.begin[i] >= t.end[i] || t.end[i] > raw.len ||
			    (i > 0 && t.begin[i] < t.begin[i - 1]))
				fail_msg("symbol %u of '%.*s' is at %u..%u", i,
				    (int)raw.len, raw.at, t.begin[i],
				    t.end[i]);
		norm_layout(&t, enc, raw);
	}
}

static void
every_symbol_knows_where_it_came_from(void **state)
{
	struct rng rng = {1446};

	(void)state;
	for (int round = 0; round < 3000; round++) {
		struct arena a = test_arena();
		char raw[80];
		size_t n = rng_below(&rng, sizeof raw);

		for (size_t i = 0; i < n; i++)
			raw[i] = (char)rng_below(&rng, 256);
		check_origins(&a, ENC_UTF8, (struct slice){raw, n});
		check_origins(&a, ENC_CP949, (struct slice){raw, n});
		arena_free(&a);
	}
}

/* A text written down again from its symbols. */
static struct slice
write_down(struct arena *a, const struct text *t)
{
	char *out = arena_alloc(a, 5 * (size_t)t->n + 1, 1);
	size_t n = 0;

	for (uint32_t i = 0; i < t->n; i++) {
		uint16_t s = t->sym[i];

		if (t->gap[i] && s != SYM_BLANK && s != SYM_CLAUSE &&
		    s != SYM_SENTENCE)
			out[n++] = ' ';
		n += utf8_encode(s == SYM_CLAUSE ? ','
			: s == SYM_SENTENCE      ? '!'
						 : s,
		    out + n);
	}
	return (struct slice){out, n};
}

static void
fold_twice(void *state, struct slice raw)
{
	struct arena *a = state;
	struct text once = test_text(a, ENC_UTF8, raw);
	struct text twice =
	    test_text(a, ENC_UTF8, write_down(a, &once));

	/* Jamo typed alone may find another neighbour in the second round. */
	for (uint32_t i = 0; i < once.n; i++)
		if (once.sym[i] >= 0x3131 && once.sym[i] <= 0x3163)
			return;
	if (once.n != twice.n ||
	    memcmp(once.sym, twice.sym, once.n * sizeof *once.sym) != 0)
		fail_msg("'%.*s'\nonce  %s\ntwice %s", (int)raw.len, raw.at,
		    test_render(a, &once), test_render(a, &twice));
	arena_reset(a);
}

static void
folding_a_folded_text_changes_nothing(void **state)
{
	struct arena a = test_arena();

	(void)state;
	test_each_complaint(3, fold_twice, &a);
	arena_free(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(text_is_folded),
	    cmocka_unit_test(spellings_of_the_same_thing_are_equal),
	    cmocka_unit_test(different_words_stay_different),
	    cmocka_unit_test(the_wrong_keyboard_layout_is_read),
	    cmocka_unit_test(every_symbol_knows_where_it_came_from),
	    cmocka_unit_test(folding_a_folded_text_changes_nothing),
	};

	return cmocka_run_group_tests_name("norm", tests, NULL, NULL);
}
