/* SPDX-License-Identifier: MIT */
/*
 * rule_parse: a statement starts in column 1 and goes on over the indented
 * lines below it. Inside a statement line ends are blanks; `#` after a blank
 * starts a comment.
 */
#include "rule_parse.h"

#include <stdlib.h>

#include "utf8.h"

struct parser {
	struct arena *arena;
	const struct source *source;
	struct diag *d;
	const char *at, *end; /* what is left of the statement */
	const char *segment;  /* the line `rules 1` that is in force */
	uint32_t n_keyword, n_statement;
	bool is_full; /* there is more than any rules may have */
	bool ok;
};

/* ---- places and mistakes ---------------------------------------------- */

static struct where
where_of(const struct parser *p, const char *at, size_t len)
{
	return (struct where){p->source, {at, len}};
}

static struct where
where_slice(const struct parser *p, struct slice s)
{
	return (struct where){p->source, s};
}

#define fail(p, where, cure, ...)                                             \
	((p)->ok = diag_add((p)->d, SEV_ERROR, where, cure, __VA_ARGS__))

/* ---- words -------------------------------------------------------------- */

static bool
is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* Skips blanks, line ends and comments inside the statement. */
static void
skip_space(struct parser *p)
{
	const char *start = p->source->text.at;

	while (p->at < p->end) {
		if (is_space(*p->at)) {
			p->at++;
		} else if (*p->at == '#' &&
		    (p->at == start || is_space(p->at[-1]))) {
			while (p->at < p->end && *p->at != '\n')
				p->at++;
		} else {
			return;
		}
	}
}

static bool
at_end(struct parser *p)
{
	skip_space(p);
	return p->at == p->end;
}

/* True, and steps over it, when the next sign is `c`. */
static bool
accept(struct parser *p, char c)
{
	skip_space(p);
	if (p->at == p->end || *p->at != c)
		return false;
	p->at++;
	return true;
}

/* The next run of bytes without blanks and without the signs in `stop`. */
static struct slice
take_word(struct parser *p, const char *stop)
{
	const char *begin;

	skip_space(p);
	begin = p->at;
	while (p->at < p->end && !is_space(*p->at) &&
	    strchr(stop, *p->at) == NULL)
		p->at++;
	return (struct slice){begin, (size_t)(p->at - begin)};
}

static struct where
here(struct parser *p)
{
	skip_space(p);
	return where_of(p, p->at, p->at < p->end ? 1 : 0);
}

static bool
is_id(struct slice s)
{
	if (s.len == 0 || s.len > MAX_ID)
		return false;
	for (size_t i = 0; i < s.len; i++) {
		unsigned char c = (unsigned char)s.at[i];

		if (!(c >= 0x80 || (c >= 'a' && c <= 'z') ||
			(c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
			c == '.' || c == '-' || c == '_' || c == '+'))
			return false;
	}
	return true;
}

static struct where
take_id(struct parser *p, const char *what)
{
	struct slice s = take_word(p, "[]:,;|=");

	if (s.len == 0)
		fail(p, here(p), NULL, "%s is missing", what);
	else if (!is_id(s))
		fail(p, where_slice(p, s),
		    "use letters, digits, '.', '-', '_', at most 64 bytes",
		    "'%.*s' cannot be %s", (int)(s.len > 80 ? 80 : s.len), s.at,
		    what);
	return where_slice(p, s);
}

/* A whole number from `low` to `high`. */
static int32_t
to_number(struct parser *p, struct slice s, long low, long high,
    const char *what)
{
	char digits[24];
	char *stop;
	long v;

	if (s.len == 0 || s.len >= sizeof digits) {
		fail(p, where_slice(p, s), NULL, "%s must be a whole number",
		    what);
		return 0;
	}
	memcpy(digits, s.at, s.len);
	digits[s.len] = '\0';
	v = strtol(digits, &stop, 10);
	if (*stop != '\0' || is_space(digits[0])) {
		fail(p, where_slice(p, s), NULL,
		    "%s must be a whole number, not '%s'", what, digits);
		return 0;
	}
	if (v < low || v > high) {
		fail(p, where_slice(p, s), NULL, "%s %ld is outside %ld..%ld",
		    what, v, low, high);
		return 0;
	}
	return (int32_t)v;
}

/* ---- keywords ------------------------------------------------------------- */

/* Bytes that the quotation at `p->at` needs at most: it ends on its line. */
static size_t
quoted_room(const struct parser *p)
{
	const char *at = p->at + 1;

	while (at < p->end && *at != '"' && *at != '\n')
		at += *at == '\\' && at + 1 < p->end ? 2 : 1;
	return (size_t)(at - p->at) + 1;
}

/* "..." with \" and \\ , or bare text up to one of `stop`. */
static struct slice
take_text(struct parser *p, const char *stop)
{
	const char *begin;
	char *copy;
	size_t n = 0;

	skip_space(p);
	begin = p->at;
	if (p->at < p->end && *p->at == '"') {
		copy = arena_alloc(p->arena, quoted_room(p), 1);
		for (p->at++; p->at < p->end && *p->at != '"' &&
		     *p->at != '\n';
		     p->at++) {
			if (*p->at == '\\' && p->at + 1 < p->end)
				p->at++;
			copy[n++] = *p->at;
		}
		if (p->at == p->end || *p->at != '"') {
			fail(p, where_of(p, begin, 1), "close it with \"",
			    "this quotation does not end on its line");
			return (struct slice){copy, n};
		}
		p->at++;
		return (struct slice){copy, n};
	}
	while (p->at < p->end && *p->at != '\n' &&
	    strchr(stop, *p->at) == NULL &&
	    !(*p->at == '#' && is_space(p->at[-1])))
		p->at++;
	while (p->at > begin && is_space(p->at[-1]))
		p->at--;
	return (struct slice){begin, (size_t)(p->at - begin)};
}

/* More cannot be compiled: stop here instead of filling the memory. */
static void
stop_reading(struct parser *p, struct where where, const char *what, int most)
{
	fail(p, where, "split the rules, or ask whether all are needed",
	    "more than %d %s", most, what);
	p->is_full = true;
	p->at = p->end;
}

static struct keyword_item *
new_keyword(struct parser *p, const char *begin, struct slice text)
{
	struct keyword_item *k = arena_alloc(p->arena, 1, sizeof *k);

	k->where = where_of(p, begin, (size_t)(p->at - begin));
	if (p->n_keyword++ == MAX_KEYWORDS)
		stop_reading(p, k->where, "keywords", MAX_KEYWORDS);
	k->text = text;
	/* A star at the end leaves a Latin word open: refund* finds refunds. */
	if (text.len > 1 && text.at[text.len - 1] == '*' && *begin != '"') {
		k->text.len--;
		k->prefix = true;
	}
	return k;
}

/* The words after "not=", separated by commas. */
static void
take_exceptions(struct parser *p, struct keyword_item *k)
{
	struct keyword_item **tail = &k->exception;

	while (*tail != NULL)
		tail = &(*tail)->next;
	do {
		const char *begin;
		struct slice text;

		skip_space(p);
		begin = p->at;
		text = take_text(p, ",]|;");
		if (text.len == 0) {
			fail(p, here(p), "name longer words: [not=one,two]",
			    "a word is missing after 'not='");
			return;
		}
		*tail = new_keyword(p, begin, text);
		tail = &(*tail)->next;
	} while (accept(p, ','));
}

/* Steps over a flag that is not known, with its value. */
static void
skip_flag(struct parser *p, struct slice name)
{
	if (accept(p, '='))
		take_word(p, "],");
	else if (name.len == 0)
		p->at++;
}

static void
take_keyword_flags(struct parser *p, struct keyword_item *k)
{
	static const struct {
		const char *name;
		uint32_t flag;
	} known[] = {{"start", KW_START}, {"end", KW_END},
	    {"word", KW_START | KW_WORD}, {"gap", KW_GAPS}};

	while (!accept(p, ']')) {
		struct slice s;
		size_t i;

		if (at_end(p)) {
			fail(p, k->where, "close the flags with ]",
			    "the flags of this keyword do not end");
			return;
		}
		if (accept(p, ','))
			continue;
		s = take_word(p, "],=");
		for (i = 0; i < ARRAY_LEN(known); i++)
			if (slice_is(s, known[i].name))
				break;
		if (i < ARRAY_LEN(known)) {
			k->flags |= known[i].flag;
		} else if (slice_is(s, "inside")) {
			k->inside = true;
		} else if (slice_is(s, "not") && accept(p, '=')) {
			take_exceptions(p, k);
		} else {
			fail(p, where_slice(p, s),
			    "known: start, end, word, gap, inside, not=",
			    "unknown keyword flag '%.*s'",
			    (int)(s.len > 80 ? 80 : s.len), s.at);
			skip_flag(p, s);
		}
	}
}

/* keyword { "|" keyword }, up to one of `stop`. */
static struct keyword_item *
take_keywords(struct parser *p, const char *stop)
{
	struct keyword_item *first = NULL, **tail = &first;
	char stops[16] = "|[";

	strncat(stops, stop, sizeof stops - 3);
	do {
		const char *begin;
		struct slice text;
		struct keyword_item *k;

		if (at_end(p))
			break; /* a bar at the end of the list is no mistake */
		begin = p->at;
		text = take_text(p, stops);
		if (text.len == 0) {
			fail(p, here(p), "write a word between the bars",
			    "a keyword is missing");
			while (p->at < p->end && *p->at != '|')
				p->at++;
			continue;
		}
		k = new_keyword(p, begin, text);
		if (accept(p, '['))
			take_keyword_flags(p, k);
		*tail = k;
		tail = &k->next;
	} while (accept(p, '|'));
	return first;
}

/* ---- rules ---------------------------------------------------------------- */

static void
take_rule_flags(struct parser *p, struct statement *st)
{
	static const struct {
		const char *name;
		uint32_t flag;
	} known[] = {{"sentence", RULE_SENTENCE}, {"last", RULE_LAST},
	    {"first", RULE_FIRST}, {"ordered", RULE_ORDERED},
	    {"nearest", RULE_NEAREST}, {"each", RULE_EACH},
	    {"whole", RULE_WHOLE}};

	st->within = WITHIN_ANY;
	st->max = 0; /* not given */
	if (!accept(p, '['))
		return;
	while (!accept(p, ']')) {
		struct slice s;
		size_t i;

		if (at_end(p)) {
			fail(p, st->id, "close the flags with ]",
			    "the flags of this rule do not end");
			return;
		}
		if (accept(p, ','))
			continue;
		s = take_word(p, "],=");
		for (i = 0; i < ARRAY_LEN(known); i++)
			if (slice_is(s, known[i].name))
				break;
		if (i < ARRAY_LEN(known)) {
			st->flags |= known[i].flag;
		} else if (slice_is(s, "within") && accept(p, '=')) {
			st->within = (uint32_t)to_number(
			    p, take_word(p, "],"), 0, MAX_WITHIN, "within");
		} else if (slice_is(s, "max") && accept(p, '=')) {
			st->flags |= RULE_EACH;
			st->max = (uint32_t)to_number(
			    p, take_word(p, "],"), 1, MAX_TIMES, "max");
		} else if (slice_is(s, "gate") && accept(p, '=')) {
			accept(p, '@');
			st->gate = take_id(p, "a set");
		} else if (slice_is(s, "group") && accept(p, '=')) {
			st->group = take_id(p, "a group");
		} else {
			fail(p, where_slice(p, s),
			    "known: sentence, first, last, ordered, nearest, "
			    "whole, each, within=, max=, gate=, group=",
			    "unknown rule flag '%.*s'",
			    (int)(s.len > 80 ? 80 : s.len), s.at);
			skip_flag(p, s);
		}
	}
	if (st->max == 0)
		st->max = st->flags & RULE_EACH ? MAX_TIMES : 1;
}

static void
take_weights(struct parser *p, struct statement *st)
{
	int most = st->kind == ST_BASE ? MAX_WEIGHT : MAX_RULE_WEIGHT;
	struct weight_item **tail = &st->weight;

	while (!at_end(p) && *p->at != ':') {
		struct weight_item *w = arena_alloc(p->arena, 1, sizeof *w);
		struct slice number;

		w->where = take_id(p, "a class");
		if (w->where.at.len == 0) {
			p->at++;
			continue;
		}
		number = take_word(p, ":,;");
		accept(p, ',');
		if (number.len == 0)
			fail(p, w->where, "write: tdmc.R3 +5",
			    "the weight after this class is missing");
		else
			w->weight =
			    to_number(p, number, -most, most, "weight");
		*tail = w;
		tail = &w->next;
	}
}

static struct term_item *
take_term(struct parser *p, enum term_kind kind)
{
	struct term_item *t = arena_alloc(p->arena, 1, sizeof *t);
	const char *begin;

	t->kind = kind;
	t->is_target = accept(p, '*');
	skip_space(p);
	begin = p->at;
	if (accept(p, '@'))
		t->set = take_id(p, "a set").at;
	else
		t->keyword = take_keywords(p, ",;");
	t->where = where_of(p, begin, (size_t)(p->at - begin));
	if (t->set.len == 0 && t->keyword == NULL)
		fail(p, here(p), "write @set or a keyword",
		    "a condition is missing");
	return t;
}

/* ":" ["all"|"any"|"none"] term {"," term} { ";" ... } */
static void
take_condition(struct parser *p, struct statement *st)
{
	struct term_item **tail = &st->term;

	if (!accept(p, ':')) {
		fail(p, here(p), "write: rule ID class +1 : @set",
		    "':' and a condition are missing");
		return;
	}
	do {
		static const char *const name[] = {"all", "any", "none"};
		enum term_kind kind = TERM_ALL;
		const char *begin;
		struct slice word;
		size_t i;

		if (at_end(p))
			break;
		begin = p->at;
		word = take_word(p, ",;|[\"@*");
		for (i = 0; i < ARRAY_LEN(name); i++)
			if (slice_is(word, name[i]))
				break;
		if (i < ARRAY_LEN(name))
			kind = (enum term_kind)i;
		else
			p->at = begin;
		do {
			*tail = take_term(p, kind);
			tail = &(*tail)->next;
		} while (accept(p, ','));
	} while (accept(p, ';'));
	if (st->term == NULL)
		fail(p, st->id, "write @set or a keyword after ':'",
		    "this rule has no condition");
	if (!at_end(p))
		fail(p, here(p), "separate conditions by , and groups by ;",
		    "unexpected text in a condition");
}

/* ---- lines below a statement ---------------------------------------------- */

/* The next indented line that is no comment, trimmed; false at the end. */
static bool
take_line(struct parser *p, struct slice *line)
{
	const char *begin, *stop;

	skip_space(p);
	if (p->at == p->end)
		return false;
	begin = p->at;
	while (p->at < p->end && *p->at != '\n')
		p->at++;
	stop = p->at;
	for (const char *c = begin + 1; c < stop; c++)
		if (*c == '#' && is_space(c[-1])) {
			stop = c;
			break;
		}
	while (stop > begin && is_space(stop[-1]))
		stop--;
	*line = (struct slice){begin, (size_t)(stop - begin)};
	return true;
}

static void
take_attributes(struct parser *p, struct statement *st)
{
	struct text_item **tail = &st->attribute;
	struct slice line;

	while (take_line(p, &line)) {
		struct text_item *t = arena_alloc(p->arena, 1, sizeof *t);
		size_t n = 0;

		while (n < line.len && !is_space(line.at[n]))
			n++;
		t->key = where_of(p, line.at, n);
		while (n < line.len && is_space(line.at[n]))
			n++;
		t->value = (struct slice){line.at + n, line.len - n};
		if (t->value.len == 0)
			fail(p, t->key, NULL, "'%.*s' has no text",
			    (int)(t->key.at.len > 80 ? 80 : t->key.at.len),
			    t->key.at.at);
		*tail = t;
		tail = &t->next;
	}
}

static void
take_columns(struct parser *p, struct statement *st)
{
	st->column = arena_alloc(p->arena, MAX_CLASSES, sizeof *st->column);
	while (p->at < p->end && *p->at != '\n') {
		while (p->at < p->end && (*p->at == ' ' || *p->at == '\t' ||
					     *p->at == '\r'))
			p->at++;
		if (p->at == p->end || *p->at == '\n' || *p->at == '#')
			break;
		if (st->n_column == MAX_CLASSES) {
			fail(p, here(p), NULL, "more than %d columns",
			    MAX_CLASSES);
			break;
		}
		st->column[st->n_column++] = take_id(p, "a class");
	}
	if (st->n_column == 0)
		fail(p, st->where, "name the classes of the columns",
		    "this table has no columns");
}

/* Keyword and one whole number a column, from the right. */
static void
take_rows(struct parser *p, struct statement *st)
{
	struct row_item **tail = &st->row;
	struct slice line;

	while (take_line(p, &line)) {
		struct row_item *r = arena_alloc(p->arena, 1, sizeof *r);
		int8_t *weight = arena_alloc(p->arena, st->n_column + 1, 1);
		size_t end = line.len;
		const char *resume = p->at;

		for (uint32_t c = st->n_column; c-- > 0;) {
			size_t begin = end;

			while (begin > 0 && !is_space(line.at[begin - 1]))
				begin--;
			if (begin == 0) {
				fail(p, where_slice(p, line),
				    "write the keyword and a number for each "
				    "column",
				    "this row has not %u numbers",
				    st->n_column);
				end = 0;
				break;
			}
			weight[c] = (int8_t)to_number(p,
			    (struct slice){line.at + begin, end - begin},
			    -MAX_WEIGHT, MAX_WEIGHT, "weight");
			end = begin;
			while (end > 0 && is_space(line.at[end - 1]))
				end--;
		}
		if (end == 0)
			continue;
		p->at = line.at + end;
		r->keyword = *new_keyword(
		    p, line.at, (struct slice){line.at, end});
		if (p->is_full)
			return;
		p->at = resume;
		r->weight = weight;
		*tail = r;
		tail = &r->next;
	}
}

/* ---- statements ------------------------------------------------------------ */

static void
take_test(struct parser *p, struct statement *st, enum test_kind kind)
{
	st->number = (int32_t)kind;
	st->id = take_id(p, "a channel");
	st->text = take_text(p, "");
	if (st->text.len == 0)
		fail(p, st->where, "write: ok kakao the text of a complaint",
		    "this test has no text");
	if (!at_end(p))
		fail(p, here(p), "put it on one line, or in quotes",
		    "unexpected text after a test");
}

/* disable ID, disable @set (its row in a table), or disable "a stem". */
static void
take_disabled(struct parser *p, struct statement *st)
{
	const char *begin;
	struct slice text;

	skip_space(p);
	begin = p->at;
	if (p->at < p->end && *p->at == '"') {
		text = take_text(p, "");
		st->keyword = new_keyword(p, begin, text);
		st->keyword->prefix = text.len > 1 &&
		    text.at[text.len - 1] == '*';
		st->keyword->text.len -= st->keyword->prefix;
		st->id = st->keyword->where;
		return;
	}
	accept(p, '@');
	st->id = take_id(p, "an id");
	if (*begin == '@')
		st->id.at = (struct slice){begin, st->id.at.len + 1};
}

static void
take_statement(struct parser *p, struct statement *st)
{
	switch (st->kind) {
	case ST_VERSION:
		st->text = take_id(p, "a version").at;
		break;
	case ST_THRESHOLD:
	case ST_MARGIN:
		st->number = to_number(p, take_word(p, ""),
		    st->kind == ST_MARGIN ? 0 : -30000, 30000,
		    st->kind == ST_MARGIN ? "margin" : "threshold");
		break;
	case ST_CHANNEL:
	case ST_CLASS:
		st->id = take_id(p, "a name");
		take_attributes(p, st);
		return;
	case ST_BASE:
		take_weights(p, st);
		break;
	case ST_SET:
		st->id = take_id(p, "a set");
		if (accept(p, '[')) {
			/* Flags of the set are flags of each keyword. */
			struct keyword_item all = {.where = st->id};

			take_keyword_flags(p, &all);
			st->flags = all.flags;
			if (all.exception != NULL || all.inside)
				fail(p, st->id, "write them behind a keyword",
				    "a set takes start, end, word and gap "
				    "only");
		}
		if (!accept(p, '=')) {
			fail(p, here(p), "write: set name = one | two",
			    "'=' is missing");
			return;
		}
		st->keyword = take_keywords(p, "");
		if (st->keyword == NULL)
			fail(p, st->id, NULL, "this set has no keywords");
		for (struct keyword_item *k = st->keyword; k != NULL;
		     k = k->next) {
			k->set_flags = st->flags & ~k->flags;
			k->flags |= st->flags;
		}
		break;
	case ST_RULE:
	case ST_MASK:
		st->id = take_id(p, "an id");
		take_rule_flags(p, st);
		take_weights(p, st);
		take_condition(p, st);
		break;
	case ST_NOTICE: {
		const char *end = p->end, *stop = p->at;

		/* The condition is on the first line, texts on the others. */
		while (stop < end && *stop != '\n')
			stop++;
		p->end = stop;
		st->id = take_id(p, "an id");
		take_rule_flags(p, st);
		take_condition(p, st);
		p->at = stop;
		p->end = end;
		take_attributes(p, st);
		return;
	}
	case ST_CAP:
		st->id = take_id(p, "a group");
		st->number =
		    to_number(p, take_word(p, ""), 1, 30000, "a cap");
		break;
	case ST_STEMS:
	case ST_WEIGHTS:
		take_columns(p, st);
		take_rows(p, st);
		return;
	case ST_TEST:
		break; /* read by its caller */
	case ST_DISABLE:
		take_disabled(p, st);
		break;
	}
	if (p->ok && !at_end(p))
		fail(p, here(p), NULL, "unexpected text after the statement");
}

static const struct {
	const char *name;
	enum statement_kind kind;
} statements[] = {{"version", ST_VERSION}, {"threshold", ST_THRESHOLD},
    {"margin", ST_MARGIN}, {"channel", ST_CHANNEL}, {"class", ST_CLASS},
    {"base", ST_BASE}, {"set", ST_SET}, {"rule", ST_RULE}, {"mask", ST_MASK},
    {"notice", ST_NOTICE}, {"cap", ST_CAP}, {"stems", ST_STEMS},
    {"weights", ST_WEIGHTS}, {"ok", ST_TEST}, {"no", ST_TEST},
    {"todo", ST_TEST}, {"disable", ST_DISABLE}};

/* False when it cannot even be said what the statement is about. */
static bool
parse_statement(struct parser *p, struct statement *st)
{
	struct slice word = take_word(p, "");
	size_t i;

	st->segment = p->segment;
	st->where = where_slice(p, word);
	for (i = 0; i < ARRAY_LEN(statements); i++)
		if (slice_is(word, statements[i].name))
			break;
	if (i == ARRAY_LEN(statements)) {
		fail(p, st->where,
		    "a line that goes on with the one above must be indented",
		    "unknown statement '%.*s'",
		    (int)(word.len > 80 ? 80 : word.len), word.at);
		return false;
	}
	st->kind = statements[i].kind;
	if (st->kind == ST_TEST)
		take_test(p, st,
		    word.at[0] == 'o'     ? TEST_OK
			: word.at[0] == 'n' ? TEST_NO
					    : TEST_TODO);
	else
		take_statement(p, st);
	st->is_broken = !p->ok;
	return p->ok || is_id(st->id.at) || st->kind == ST_STEMS ||
	    st->kind == ST_WEIGHTS;
}

/* The end of the statement that starts at `at`: before the next line that is
 * neither indented nor empty nor a comment. */
static const char *
statement_end(const char *at, const char *end)
{
	const char *stop = at;

	for (;;) {
		while (at < end && *at != '\n')
			at++;
		stop = at;
		if (at == end)
			return end;
		at++;
		while (at < end && (*at == '\n' || *at == '\r' || *at == '#')) {
			while (at < end && *at != '\n')
				at++;
			if (at < end)
				at++;
		}
		if (at == end || !is_space(*at))
			return stop;
	}
}

/*
 * The first statement says which version of the language the file is in. It
 * may come again: files joined by cat, as --dump-rules prints them, mean what
 * they meant apart.
 */
static void
parse_format(struct parser *p)
{
	struct slice word = take_word(p, "");

	if (!slice_is(word, "rules")) {
		fail(p, where_slice(p, word),
		    "start the file with the line: rules 1",
		    "this is not a rules file");
		return;
	}
	word = take_word(p, "");
	if (!slice_is(word, "1"))
		fail(p, where_slice(p, word),
		    "this program reads format 1: rules 1",
		    "unknown format of rules");
	else if (!at_end(p))
		fail(p, here(p), NULL, "unexpected text after 'rules 1'");
	p->segment = word.at;
}

static bool
is_format_line(const char *at, const char *end)
{
	return end - at > 5 && memcmp(at, "rules", 5) == 0 && is_space(at[5]);
}

/* Rules are UTF-8 text: the first byte that is not ends the reading. */
static bool
check_bytes(struct parser *p)
{
	const char *at = p->source->text.at;
	size_t n = p->source->text.len, i = 0;
	uint32_t cp;

	while (i < n) {
		size_t used =
		    utf8_decode((const unsigned char *)at + i, n - i, &cp);

		if (cp == UTF8_BAD || cp == 0)
			return fail(p, where_of(p, at + i, 1),
			    "save the file as UTF-8 text",
			    cp == 0 ? "a zero byte: this is no text"
				    : "bytes that are not UTF-8");
		i += used;
	}
	return true;
}

/* An indented line outside of any statement; returns its end. */
static const char *
skip_stray_line(struct parser *p, const char *at, const char *end)
{
	while (at < end && *at != '\n' && is_space(*at))
		at++;
	if (at < end && *at != '\n' && *at != '#') {
		fail(p, where_of(p, at, 1), "start a statement in column 1",
		    "an indented line that belongs to nothing");
	}
	while (at < end && *at != '\n')
		at++;
	return at;
}

/* The statements of a source whose bytes are known to be text. */
static bool
parse_statements(struct parser *p, struct rule_file *out)
{
	const char *at = p->source->text.at, *end = at + p->source->text.len;
	struct statement **tail = &out->first;
	bool ok = true;

	if (p->source->text.len >= 3 && memcmp(at, "\xEF\xBB\xBF", 3) == 0)
		at += 3;
	while (at < end) {
		const char *stop;
		struct statement *st;

		p->ok = true;
		if (*at == '\n' || *at == '\r') {
			at++;
			continue;
		}
		if (*at == '#') {
			while (at < end && *at != '\n')
				at++;
			continue;
		}
		if (is_space(*at)) {
			at = skip_stray_line(p, at, end);
			ok &= p->ok;
			continue;
		}
		p->at = at;
		p->end = stop = statement_end(at, end);
		if (p->segment == NULL || is_format_line(at, stop)) {
			parse_format(p);
			if (!p->ok) {
				out->is_unreadable = true;
				return false;
			}
		} else {
			st = arena_alloc(p->arena, 1, sizeof *st);
			if (p->n_statement++ == MAX_STATEMENTS)
				stop_reading(p, here(p), "statements",
				    MAX_STATEMENTS);
			else if (parse_statement(p, st)) {
				*tail = st;
				tail = &st->next;
			}
			ok &= p->ok;
			if (p->is_full) {
				out->is_unreadable = true;
				return false;
			}
		}
		at = stop;
	}
	return ok;
}

bool
rule_parse(struct arena *a, const struct source *source,
    struct rule_file *out, struct diag *d)
{
	struct parser p = {.arena = a, .source = source, .d = d, .ok = true};
	bool ok;

	*out = (struct rule_file){.source = source, .is_unreadable = true};
	if (!check_bytes(&p))
		return false;
	out->is_unreadable = false;
	ok = parse_statements(&p, out);
	if (p.segment == NULL && !out->is_unreadable) {
		p.at = p.end = source->text.at + source->text.len;
		parse_format(&p);
		out->is_unreadable = true;
		return false;
	}
	return ok;
}
