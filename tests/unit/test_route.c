/* SPDX-License-Identifier: MIT */
#include "route.h"

#include "cp949.h"
#include "support.h"

static const char rules[] =
    "rules 1\nthreshold 3\nmargin 2\nchannel kakao\nchannel tdmc\n"
    "set kakao = 카톡 | kakao\nset bill = 요금 | bill\n"
    "rule k kakao +5 : @kakao\nrule b tdmc +4 : @bill\n";

static const struct {
	const char *name, *raw;
	enum status status;
	const char *channel;
	bool is_close, used_layout;
} cases[] = {
    {"a keyword", "카톡", STATUS_ROUTED, "kakao", false, false},
    {"two channels nearly equal", "카톡 요금", STATUS_ROUTED, "kakao", true,
	false},
    {"no keyword", "빵", STATUS_NONE, "none", false, false},
    {"nothing", "", STATUS_EMPTY, "none", false, false},
    {"nothing but blanks and signs", " \n...", STATUS_EMPTY, "none", false,
	false},
    {"nothing but a byte order mark", "\xEF\xBB\xBF", STATUS_EMPTY, "none",
	false, false},
    {"the wrong keyboard layout", "zkxhr dlfjs", STATUS_ROUTED, "kakao", false,
	true},
    {"English is read as English", "my kakao bill", STATUS_ROUTED, "kakao",
	true, false},
    {"English without a keyword stays what it is", "hello there", STATUS_NONE,
	"none", false, false},
    {"CP949", "\xC4\xAB\xC5\xE5", STATUS_ROUTED, "kakao", false, false},
};

static void
a_record_is_routed(void **state)
{
	struct arena a = test_arena();
	struct ruleset rs = test_rules(&a, rules);

	(void)state;
	for (int explain = 0; explain < 2; explain++) {
		struct router router;

		router_init(&router, &a, &rs, ENC_AUTO, explain);
		for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
			struct report r;

			route(&router, slice_of(cases[i].raw), &r);
			if (r.verdict.status != cases[i].status ||
			    r.used_layout != cases[i].used_layout ||
			    r.verdict.is_close != cases[i].is_close ||
			    strcmp(pool_at(&rs,
				       rs.channel[r.verdict.channel].id),
				cases[i].channel) != 0)
				fail_msg("%s: status %d, %s, close %d, "
					 "layout %d",
				    cases[i].name, (int)r.verdict.status,
				    pool_at(&rs,
					rs.channel[r.verdict.channel].id),
				    r.verdict.is_close, r.used_layout);
		}
	}
	arena_free(&a);
}

/* An empty record is `none`, whatever the threshold. */
static void
an_empty_record_goes_nowhere(void **state)
{
	struct arena a = test_arena();
	struct ruleset rs = test_rules(&a, rules);
	struct router router;
	struct report r;

	(void)state;
	router_init(&router, &a, &rs, ENC_AUTO, false);
	router.threshold = -100;
	route(&router, slice_of("  "), &r);
	assert_int_equal(r.verdict.status, STATUS_EMPTY);
	assert_int_equal(r.verdict.channel, 0);
	assert_int_equal(r.verdict.score, 0);
	assert_false(r.verdict.is_close);
	arena_free(&a);
}

/* ---- copies in other encodings get the same answer ------------------------------ */

enum { MAX_COPY = 65536 };

struct copier {
	struct router router;
	uint16_t cp949[0x10000]; /* code of each character, 0 for none */
	uint32_t n_line, n_cp949;
};

static void
fill_cp949(struct copier *c)
{
	unsigned char s[2];
	uint32_t cp;

	for (unsigned lead = 0x81; lead < 0xFF; lead++)
		for (unsigned trail = 0x41; trail < 0xFF; trail++) {
			s[0] = (unsigned char)lead;
			s[1] = (unsigned char)trail;
			if (cp949_decode(s, 2, &cp) == 2)
				c->cp949[cp] =
				    (uint16_t)(lead << 8 | trail);
		}
}

static bool
to_cp949(const struct copier *c, uint32_t cp, char **out)
{
	if (cp < 0x80) {
		*(*out)++ = (char)cp;
		return true;
	}
	if (cp > 0xFFFF || c->cp949[cp] == 0)
		return false;
	*(*out)++ = (char)(c->cp949[cp] >> 8);
	*(*out)++ = (char)(c->cp949[cp] & 255);
	return true;
}

static bool
to_nfd(const struct copier *c, uint32_t cp, char **out)
{
	uint32_t s = cp - 0xAC00;

	(void)c;
	if (cp < 0xAC00 || cp > 0xD7A3) {
		*out += utf8_encode(cp, *out);
		return true;
	}
	*out += utf8_encode(0x1100 + s / 588, *out);
	*out += utf8_encode(0x1161 + s / 28 % 21, *out);
	if (s % 28 != 0)
		*out += utf8_encode(0x11A7 + s % 28, *out);
	return true;
}

static bool
to_full_width(const struct copier *c, uint32_t cp, char **out)
{
	(void)c;
	if (cp == ' ')
		cp = 0x3000;
	else if (cp > ' ' && cp < 0x7F)
		cp += 0xFF01 - '!';
	*out += utf8_encode(cp, *out);
	return true;
}

static const struct {
	const char *name;
	bool (*put)(const struct copier *c, uint32_t cp, char **out);
} copies[] = {{"CP949", to_cp949}, {"NFD", to_nfd},
    {"full width", to_full_width}};

static void
compare_copies(void *state, struct slice raw)
{
	static char copy[MAX_COPY];
	struct copier *c = state;
	const struct ruleset *rs = c->router.rs;
	struct report first, second;

	if (raw.len * 3 > MAX_COPY)
		return;
	route(&c->router, raw, &first);
	c->n_line++;
	for (size_t k = 0; k < ARRAY_LEN(copies); k++) {
		char *out = copy;
		bool ok = true;
		uint32_t cp;

		for (size_t i = 0; i < raw.len && ok;) {
			i += utf8_decode((const unsigned char *)raw.at + i,
			    raw.len - i, &cp);
			ok = cp != UTF8_BAD && copies[k].put(c, cp, &out);
		}
		if (!ok)
			continue; /* a character that this copy does not have */
		c->n_cp949 += k == 0;
		route(&c->router,
		    (struct slice){copy, (size_t)(out - copy)}, &second);
		if (memcmp(first.tally.sum, second.tally.sum,
			sizeof first.tally.sum) != 0 ||
		    first.verdict.class != second.verdict.class)
			fail_msg("%s: %s, not %s: %.*s", copies[k].name,
			    pool_at(rs, rs->channel[second.verdict.channel].id),
			    pool_at(rs, rs->channel[first.verdict.channel].id),
			    (int)raw.len, raw.at);
	}
}

static void
copies_in_other_encodings_get_the_same_answer(void **state)
{
	static struct copier c;
	struct arena a = test_arena();

	(void)state;
	fill_cp949(&c);
	router_init(
	    &c.router, &a, &builtin_ruleset, ENC_AUTO, false);
	test_each_complaint(3, compare_copies, &c);
	assert_true(c.n_line > 500 && c.n_cp949 > 400);
	arena_free(&a);
}

/* ---- built-in tables are what their text compiles to ------------------------------ */

#define SAME_TABLE(field, count)                                              \
	do {                                                                  \
		assert_int_equal(x->count, y->count);                         \
		assert_memory_equal(                                          \
		    x->field, y->field, x->count * sizeof *x->field);         \
	} while (0)

static void
built_in_tables_are_what_their_text_compiles_to(void **state)
{
	struct arena a = test_arena();
	struct source *source =
	    arena_alloc(&a, n_builtin_source, sizeof *source);
	struct ruleset loaded;
	const struct ruleset *x = &builtin_ruleset, *y = &loaded;
	struct diag d;

	(void)state;
	diag_init(&d, &a);
	for (uint32_t i = 0; i < n_builtin_source; i++)
		source[i] = (struct source){builtin_source[i].name,
		    {builtin_source[i].text, builtin_source[i].len}};
	assert_true(rule_load(&a, source, n_builtin_source, &loaded, &d));
	assert_memory_equal(x->symbol_class, y->symbol_class,
	    N_SYMBOL * sizeof *x->symbol_class);
	SAME_TABLE(slot, n_slot);
	SAME_TABLE(posting, n_posting);
	SAME_TABLE(keyword, n_keyword);
	SAME_TABLE(stem, n_stem);
	SAME_TABLE(set, n_set);
	SAME_TABLE(trigger, n_trigger);
	SAME_TABLE(rule, n_rule);
	SAME_TABLE(term, n_term);
	SAME_TABLE(cap, n_cap);
	SAME_TABLE(channel, n_channel);
	SAME_TABLE(class, n_class);
	SAME_TABLE(test, n_test);
	SAME_TABLE(pool, n_pool);
	assert_int_equal(x->n_lane, y->n_lane);
	assert_int_equal(x->n_stem_lane, y->n_stem_lane);
	assert_int_equal(x->latin_stem, y->latin_stem);
	assert_memory_equal(x->stem_weight, y->stem_weight,
	    (size_t)x->n_stem * x->n_stem_lane * sizeof *x->stem_weight);
	assert_memory_equal(x->rule_weight, y->rule_weight,
	    (size_t)x->n_rule * x->n_lane * sizeof *x->rule_weight);
	assert_int_equal(x->root, y->root);
	assert_int_equal(x->threshold, y->threshold);
	assert_int_equal(x->margin, y->margin);
	assert_int_equal(x->version, y->version);
	assert_int_equal(x->latin_inside, y->latin_inside);
	assert_string_equal(x->digest, y->digest);
	arena_free(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(a_record_is_routed),
	    cmocka_unit_test(an_empty_record_goes_nowhere),
	    cmocka_unit_test(copies_in_other_encodings_get_the_same_answer),
	    cmocka_unit_test(built_in_tables_are_what_their_text_compiles_to),
	};

	return cmocka_run_group_tests_name("route", tests, NULL, NULL);
}
