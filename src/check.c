/* SPDX-License-Identifier: MIT */
/*
 * check: what the compiler accepts and an author would still want to know.
 * Lints look at the statements for places and at the compiled rules for
 * meaning. Tables of stems are written by a program and are left alone.
 *
 * To add a lint: a function here, a call in lint_all(), a line in the list of
 * diagnostics in minwon-rules(5), and a file in tests/rules/bad.
 */
#include <stdlib.h>

#include "check.h"
#include "match.h"
#include "names.h"
#include "norm.h"
#include "rule_compile.h"
#include "scan.h"
#include "tools.h"

/* A keyword as its author wrote it, and what it became. */
struct word {
	const struct keyword_item *item; /* NULL: a stem or an exception */
	const uint16_t *sym;
	const uint8_t *gap;
	uint32_t n;
};

/* What rules ask of a set. */
struct use {
	bool is_used;
	bool is_placed; /* some rule minds where, or how often, it stands */
	int32_t *weight; /* of rules over it alone, by class; or NULL */
};

struct checker {
	struct arena *arena;
	const struct ruleset *rs;
	const struct rule_file *file;
	uint32_t n_file;
	struct diag *d;
	/* By id the statement that counts: sets, rules, channels. */
	struct names sets, rules, channels;
	struct names set_index, rule_index;
	struct word *word; /* by keyword */
	struct use *use;   /* by set */
	/* Of the last table of weights: what stands before it was fitted, and
	 * may be without weight because that is worth nothing. */
	uint32_t table_order;
};

#define warn(k, where, cure, ...)                                             \
	diag_add((k)->d, SEV_WARNING, where, cure, __VA_ARGS__)
/* Harmless, and no concern of who uses the built-in rules as they are. */
#define note(k, where_, cure, ...)                                            \
	(is_builtin(where_) ? (void)0                                         \
			    : (void)diag_add((k)->d, SEV_NOTE, where_, cure,  \
				  __VA_ARGS__))
#define SHOW(s) (int)((s).len > 80 ? 80 : (s).len), (s).at

static bool
is_builtin(struct where where)
{
	return is_builtin_source(where.source);
}

/* ---- what counts -------------------------------------------------------------- */

static struct names *
table_of(struct checker *k, enum statement_kind kind)
{
	if (kind == ST_SET)
		return &k->sets;
	if (kind == ST_RULE || kind == ST_MASK || kind == ST_NOTICE)
		return &k->rules;
	return kind == ST_CHANNEL ? &k->channels : NULL;
}

static void
collect(struct checker *k, const struct statement *st)
{
	struct names *t = table_of(k, st->kind);

	if (t != NULL)
		names_add(k->arena, t, st->id.at)->item = st;
	if (st->kind == ST_WEIGHTS)
		k->table_order = st->order;
	if (st->kind == ST_DISABLE && st->id.at.len != 0) {
		struct names *all[] = {&k->sets, &k->rules, &k->channels};

		for (size_t i = 0; i < ARRAY_LEN(all); i++) {
			struct name *n = names_find(all[i], st->id.at);

			if (n != NULL)
				n->item = NULL;
		}
	}
}

/* True for the last statement with its id, unless that is disabled. */
static bool
counts(struct checker *k, const struct statement *st)
{
	const struct names *t = table_of(k, st->kind);
	const struct name *n = t == NULL ? NULL : names_find(t, st->id.at);

	return n != NULL && n->item == st;
}

/* The index of a compiled rule; only rules that count have one. */
static uint32_t
rule_of_statement(const struct checker *k, const struct statement *st)
{
	return names_find(&k->rule_index, st->id.at)->value;
}

/* A set's keywords were compiled one after the other, each with its
 * exceptions behind it. */
static void
place_words(
    struct checker *k, const struct keyword_item *item, uint32_t *keyword)
{
	for (; item != NULL; item = item->next) {
		struct word *w = &k->word[*keyword];
		size_t room = norm_room(item->text.len);
		uint16_t *sym = arena_alloc(k->arena, room, sizeof *sym);
		uint8_t *gap = arena_alloc(k->arena, room, 1);

		*w = (struct word){item, sym, gap, 0};
		w->n = keyword_symbols(item->text, sym, gap);
		(*keyword)++;
		for (const struct keyword_item *e = item->exception; e;
		     e = e->next)
			(*keyword)++;
	}
}

static void
place_all_words(struct checker *k)
{
	const struct ruleset *rs = k->rs;
	uint32_t *first = arena_alloc(k->arena, rs->n_set + 1, sizeof *first);
	const struct statement *st;

	for (uint32_t i = rs->n_keyword; i-- > 0;)
		if (rs->keyword[i].flags & KW_SET)
			first[rs->keyword[i].target] = i;
	for (uint32_t f = 0; f < k->n_file; f++)
		for (st = k->file[f].first; st != NULL; st = st->next) {
			const struct term_item *t = st->term;
			const struct rule *r;

			if (!counts(k, st))
				continue;
			if (st->kind == ST_SET) {
				uint32_t set =
				    names_find(&k->set_index, st->id.at)
					->value;

				place_words(k, st->keyword, &first[set]);
				continue;
			}
			if (st->kind == ST_CHANNEL)
				continue;
			r = &rs->rule[rule_of_statement(k, st)];
			for (uint32_t i = 0; t != NULL; t = t->next, i++)
				place_words(k, t->keyword,
				    &first[rs->term[r->term_at + i].set]);
		}
}

static void
note_use(struct checker *k, const struct rule *r)
{
	uint32_t placed = RULE_ORDERED | RULE_NEAREST | RULE_EACH;

	for (uint32_t i = 0; i < r->n_term; i++) {
		uint32_t set = k->rs->term[r->term_at + i].set;

		k->use[set].is_used = true;
		if (r->kind == RULE_MASK || (r->flags & placed) ||
		    r->within != WITHIN_ANY)
			k->use[set].is_placed = true;
		for (uint32_t j = 0; j < i; j++)
			if (k->rs->term[r->term_at + j].set == set)
				k->use[set].is_placed = true;
	}
	if (r->gate != NO_SET)
		k->use[r->gate].is_used = true;
}

static uint32_t
class_index(const struct ruleset *rs, struct slice id)
{
	uint32_t i = 0;

	while (i < rs->n_class && !slice_is(id, pool_at(rs, rs->class[i].id)))
		i++;
	return i;
}

/* The weights that authors gave to a set by rules over nothing else. */
static void
note_weights(struct checker *k, const struct statement *st)
{
	const struct rule *r = &k->rs->rule[rule_of_statement(k, st)];
	struct use *u;

	if (st->kind != ST_RULE || r->n_term != 1 || r->gate != NO_SET)
		return;
	u = &k->use[k->rs->term[r->term_at].set];
	if (u->weight == NULL)
		u->weight = arena_alloc(
		    k->arena, k->rs->n_class + 1, sizeof *u->weight);
	for (const struct weight_item *w = st->weight; w; w = w->next)
		u->weight[class_index(k->rs, w->where.at)] += w->weight;
}

static void
learn(struct checker *k)
{
	const struct ruleset *rs = k->rs;
	const struct statement *st;

	k->word = arena_alloc(k->arena, rs->n_keyword + 1, sizeof *k->word);
	k->use = arena_alloc(k->arena, rs->n_set + 1, sizeof *k->use);
	for (uint32_t f = 0; f < k->n_file; f++)
		for (st = k->file[f].first; st != NULL; st = st->next)
			collect(k, st);
	/* Inline sets are called after their text, named ones after their
	 * name; the named come first, so the first one counts. */
	for (uint32_t i = rs->n_set; i-- > 0;)
		names_add(k->arena, &k->set_index,
		    slice_of(pool_at(rs, rs->set[i].name)))
		    ->value = i;
	for (uint32_t i = 0; i < rs->n_rule; i++) {
		names_add(k->arena, &k->rule_index,
		    slice_of(pool_at(rs, rs->rule[i].id)))
		    ->value = i;
		if (rs->rule[i].need != NEED_NEVER)
			note_use(k, &rs->rule[i]);
	}
	place_all_words(k);
	for (uint32_t f = 0; f < k->n_file; f++)
		for (st = k->file[f].first; st != NULL; st = st->next)
			if (st->kind == ST_RULE && counts(k, st))
				note_weights(k, st);
}

/* ---- one keyword ---------------------------------------------------------------- */

static bool
is_hangul_word(const struct word *w)
{
	for (uint32_t i = 0; i < w->n; i++)
		if (!sym_is_hangul(w->sym[i]))
			return false;
	return true;
}

static bool
is_latin_word(const struct word *w)
{
	for (uint32_t i = 0; i < w->n; i++)
		if (!sym_is_latin(w->sym[i]) && w->sym[i] != SYM_BLANK)
			return false;
	return true;
}

static void
lint_gap(struct checker *k, const struct word *w)
{
	if (!(w->item->flags & ~w->item->set_flags & KW_GAPS))
		return;
	if (w->n == 1)
		warn(k, w->item->where, "drop the flag",
		    "'gap' says nothing of a single letter");
	else if (is_latin_word(w))
		warn(k, w->item->where, "drop the flag, write both spellings",
		    "'gap' never holds between Latin letters");
	else if (w->n < 3 && is_hangul_word(w))
		warn(k, w->item->where, "ask for it from three syllables on",
		    "'gap' on the short keyword '%.*s' finds it across "
		    "words",
		    SHOW(w->item->text));
}

static void
lint_edges(struct checker *k, const struct word *w)
{
	bool latin_first = sym_is_latin(w->sym[0]);
	bool latin_last = sym_is_latin(w->sym[w->n - 1]);
	uint32_t flags = w->item->flags & ~w->item->set_flags;

	if ((flags & KW_START) && latin_first)
		warn(k, w->item->where,
		    "drop it: a Latin word is whole by default",
		    "'%s' only keeps Hangul away from the front of '%.*s'",
		    flags & KW_WORD ? "word" : "start", SHOW(w->item->text));
	if ((flags & KW_END) && w->item->prefix)
		warn(k, w->item->where, "drop the star or the flag",
		    "'end' and a star contradict each other");
	else if ((flags & KW_END) && latin_last)
		warn(k, w->item->where, "drop it, or use: word",
		    "'end' on the Latin word '%.*s' never holds before a "
		    "particle",
		    SHOW(w->item->text));
	if ((flags & KW_END) && (flags & KW_WORD))
		warn(k, w->item->where, "keep one of the two",
		    "'end' leaves nothing to 'word'");
	if (w->item->inside && !latin_first && !latin_last)
		warn(k, w->item->where, "drop the flag",
		    "'inside' says nothing of Hangul, which stands anywhere");
	if (w->item->prefix && !latin_last)
		warn(k, w->item->where, "drop the star",
		    "a star says nothing of Hangul, which goes on anyway");
}

static bool
contains(const uint16_t *sym, uint32_t n, const struct word *w)
{
	for (uint32_t i = 0; i + w->n <= n; i++)
		if (memcmp(sym + i, w->sym, w->n * sizeof *sym) == 0)
			return true;
	return false;
}

/* A longer word hides what stands inside it, and nothing else. */
static void
lint_exceptions(struct checker *k, const struct word *w)
{
	for (const struct keyword_item *e = w->item->exception; e;
	     e = e->next) {
		size_t room = norm_room(e->text.len);
		uint16_t *sym = arena_alloc(k->arena, room, sizeof *sym);
		uint8_t *gap = arena_alloc(k->arena, room, 1);
		uint32_t n = keyword_symbols(e->text, sym, gap);

		if (!contains(sym, n, w))
			warn(k, e->where,
			    "name longer words that the keyword stands in",
			    "'%.*s' can hide nothing: it does not contain "
			    "'%.*s'",
			    SHOW(e->text), SHOW(w->item->text));
		else if (n == w->n)
			warn(k, e->where, "drop the keyword",
			    "the exception '%.*s' hides the keyword "
			    "everywhere",
			    SHOW(e->text));
	}
}

/* ---- keywords inside keywords --------------------------------------------------- */

/* What is looked for inside one keyword. */
struct inner {
	struct checker *k;
	uint32_t id; /* the keyword that is looked into */
	bool has_shadow;
};

/* True when the edges of keyword `a` hold at [begin, end) of word `b` in
 * whatever text `b` was found. */
static bool
always_fits(const struct checker *k, const struct found *a, uint32_t b)
{
	const struct keyword *short_one = &k->rs->keyword[a->keyword];
	const struct keyword *long_one = &k->rs->keyword[b];
	const struct word *w = &k->word[b];
	struct keyword probe = *short_one;
	struct text text = {.n = w->n};
	uint16_t sym[MAX_KEYWORD];
	uint8_t gap[MAX_KEYWORD];
	const uint16_t left = KW_START | KW_LATIN_START;
	const uint16_t right = KW_END | KW_WORD | KW_LATIN_END;

	memcpy(sym, w->sym, w->n * sizeof *sym);
	memcpy(gap, w->gap, w->n);
	text.sym = sym;
	text.gap = gap;
	/* Edges of both at one place: the longer one must ask for as much. */
	if (a->begin == 0 && (short_one->flags & left & ~long_one->flags))
		return false;
	if (a->end == w->n && (short_one->flags & right & ~long_one->flags))
		return false;
	if ((long_one->flags & KW_GAPS) && !(short_one->flags & KW_GAPS) &&
	    short_one->len > 1)
		return false;
	if (a->begin == 0)
		probe.flags = (uint16_t)(probe.flags & ~left);
	if (a->end == w->n)
		probe.flags = (uint16_t)(probe.flags & ~right);
	return keyword_fits(&probe, &text, a->begin, a->end);
}

static void
lint_opposite(struct checker *k, const struct word *w, const struct word *v,
    const int32_t *outer, const int32_t *inner)
{
	if (outer == NULL || inner == NULL)
		return;
	for (uint32_t c = 0; c < k->rs->n_class; c++) {
		if ((outer[c] > 0 && inner[c] < 0) ||
		    (outer[c] < 0 && inner[c] > 0)) {
			warn(k, w->item->where,
			    "name the longer word as an exception: "
			    "short[not=long]",
			    "'%.*s' (%+d for %s) contains '%.*s' (%+d): both "
			    "count",
			    SHOW(w->item->text), (int)outer[c],
			    pool_at(k->rs, k->rs->class[c].id),
			    SHOW(v->item->text), (int)inner[c]);
			return;
		}
	}
}

static bool
has_exception_like(const struct checker *k, uint32_t a, const struct word *w)
{
	const struct keyword_item *e = k->word[a].item->exception;

	for (; e != NULL; e = e->next) {
		uint16_t sym[2 * 4 * MAX_KEYWORD * 2 + 2];
		uint8_t gap[ARRAY_LEN(sym)];

		if (norm_room(e->text.len) > ARRAY_LEN(sym))
			continue;
		if (contains(w->sym, w->n,
			&(struct word){e, sym, gap,
			    keyword_symbols(e->text, sym, gap)}))
			return true;
	}
	return false;
}

static const char *
text_of(const struct checker *k, uint32_t keyword)
{
	return pool_at(k->rs, k->rs->keyword[keyword].text);
}

static void
look_inside(void *context, const struct found *f)
{
	struct inner *in = context;
	struct checker *k = in->k;
	const struct keyword *a = &k->rs->keyword[f->keyword];
	const struct keyword *b = &k->rs->keyword[in->id];
	const struct word *w = &k->word[in->id];

	if (f->keyword == in->id || k->word[f->keyword].item == NULL)
		return;
	if (!always_fits(k, f, in->id) ||
	    has_exception_like(k, f->keyword, w))
		return;
	if (a->target != b->target) {
		if (a->len < b->len)
			lint_opposite(k, w, &k->word[f->keyword],
			    k->use[b->target].weight,
			    k->use[a->target].weight);
		return;
	}
	/* Of two equal ones the later one is too much. */
	if (in->has_shadow || k->use[b->target].is_placed ||
	    (a->len == b->len &&
		(f->keyword > in->id && always_fits(k,
		     &(struct found){in->id, 0, a->len}, f->keyword))))
		return;
	in->has_shadow = true;
	if (a->len == b->len)
		note(k, w->item->where, "drop it",
		    "'%s' says no more than '%s' in the same set",
		    text_of(k, in->id), text_of(k, f->keyword));
	else
		note(k, w->item->where, "drop it, or give the shorter an edge",
		    "'%s' adds nothing: '%s' of the same set stands inside it",
		    text_of(k, in->id), text_of(k, f->keyword));
}

/* Equal words in a set where places matter, too: nothing is gained by two. */
static void
lint_duplicate(struct checker *k, struct names *seen, uint32_t id)
{
	const struct word *w = &k->word[id];
	const struct keyword *a = &k->rs->keyword[id];
	size_t n = w->n * sizeof *w->sym;
	char *key = arena_alloc(k->arena, n + 8, 1);
	uint32_t edges = a->flags & (KW_LATIN_START | KW_LATIN_END);
	struct name *known;

	memcpy(key, &a->target, 4);
	memcpy(key + 4, &edges, 4);
	memcpy(key + 8, w->sym, n);
	known = names_add(k->arena, seen, (struct slice){key, n + 8});
	if (known->item == NULL) {
		known->item = w->item;
		return;
	}
	if (slice_eq(
		((const struct keyword_item *)known->item)->text, w->item->text))
		warn(k, w->item->where, "keep one of the two",
		    "'%.*s' stands twice in this set", SHOW(w->item->text));
	else
		note(k, w->item->where, "keep one of the two",
		    "'%.*s' is read like '%.*s', which is in this set",
		    SHOW(w->item->text),
		    SHOW(((const struct keyword_item *)known->item)->text));
	k->word[id].item = NULL; /* said; the other lints leave it alone */
}

static void
lint_keywords(struct checker *k)
{
	struct names seen = {NULL, 0, 0};

	for (uint32_t i = 0; i < k->rs->n_keyword; i++)
		if (k->word[i].item != NULL)
			lint_duplicate(k, &seen, i);
	for (uint32_t i = 0; i < k->rs->n_keyword; i++) {
		const struct word *w = &k->word[i];
		struct inner in = {k, i, false};
		uint16_t sym[MAX_KEYWORD];
		uint8_t gap[MAX_KEYWORD];
		struct text text = {.sym = sym, .gap = gap, .n = w->n};

		if (w->item == NULL)
			continue;
		lint_gap(k, w);
		lint_edges(k, w);
		lint_exceptions(k, w);
		memcpy(sym, w->sym, w->n * sizeof *sym);
		memcpy(gap, w->gap, w->n);
		scan_keywords(k->rs, &text, look_inside, &in);
	}
}

/* ---- rules, sets, groups -------------------------------------------------------- */

static bool
set_is_empty(const struct checker *k, const struct term_item *t)
{
	const struct name *n;

	if (t->keyword != NULL)
		return false;
	n = names_find(&k->sets, t->set);
	return n == NULL || n->item == NULL;
}

static void
lint_reach(struct checker *k, const struct statement *st)
{
	bool any = false, any_met = false;

	for (const struct term_item *t = st->term; t != NULL; t = t->next) {
		bool empty = set_is_empty(k, t);

		if (t->kind == TERM_ALL && empty)
			warn(k, st->id, "disable the rule too",
			    "'%.*s' is unreachable: the set '%.*s' is "
			    "disabled",
			    SHOW(st->id.at), SHOW(t->set));
		any |= t->kind == TERM_ANY;
		any_met |= t->kind == TERM_ANY && !empty;
	}
	if (any && !any_met)
		warn(k, st->id, "disable the rule too",
		    "'%.*s' is unreachable: all sets behind 'any' are "
		    "disabled",
		    SHOW(st->id.at));
	if (st->gate.at.len != 0 &&
	    set_is_empty(k, &(struct term_item){.set = st->gate.at}))
		warn(k, st->id, "disable the rule too",
		    "'%.*s' is unreachable: its gate '%.*s' is disabled",
		    SHOW(st->id.at), SHOW(st->gate.at));
}

static void
lint_rule_flags(struct checker *k, const struct statement *st)
{
	const struct term_item *t = st->term;
	bool is_single = t != NULL && t->next == NULL;
	uint32_t beside = RULE_SENTENCE | RULE_ORDERED | RULE_NEAREST;

	if (is_single && ((st->flags & beside) || st->within != WITHIN_ANY))
		warn(k, st->id, "drop the flag, or add a condition",
		    "'%.*s' has one condition: sentence, ordered, nearest and "
		    "within compare several",
		    SHOW(st->id.at));
	if ((st->flags & RULE_WHOLE) && st->kind != ST_MASK)
		warn(k, st->id, "drop the flag",
		    "'whole' says nothing of a rule that is no mask");
	if ((st->flags & RULE_EACH) && st->kind != ST_RULE)
		warn(k, st->id, "drop the flag",
		    "'each' says nothing where nothing is weighed");
	for (; t != NULL; t = t->next) {
		if (!t->is_target)
			continue;
		if (st->kind != ST_MASK)
			warn(k, t->where, "drop the star",
			    "a star marks what a mask takes out; this is no "
			    "mask");
		else if (t->kind == TERM_NONE)
			warn(k, t->where, "mark a condition that must be met",
			    "what must not be there cannot be taken out");
	}
}

static void
lint_weight(struct checker *k, const struct statement *st)
{
	bool any = false;

	if (st->kind != ST_RULE)
		return;
	if (st->weight == NULL) {
		if (st->order > k->table_order)
			warn(k, st->id, "write: rule ID class +1 : @set",
			    "'%.*s' has no weights", SHOW(st->id.at));
		return;
	}
	for (const struct weight_item *w = st->weight; w; w = w->next)
		any |= w->weight != 0;
	if (!any)
		warn(k, st->id, "give it a weight, or drop it",
		    "all weights of '%.*s' are 0", SHOW(st->id.at));
}

static void
lint_notice(struct checker *k, const struct statement *st)
{
	const struct rule *r;

	if (st->kind != ST_NOTICE)
		return;
	r = &k->rs->rule[rule_of_statement(k, st)];
	if (r->text_ko == 0 || r->text_en == 0)
		warn(k, st->id, "add text.ko and text.en",
		    "the notice '%.*s' has no text in %s", SHOW(st->id.at),
		    r->text_ko == 0 ? "Korean" : "English");
}

static void
lint_group(struct checker *k, const struct statement *st)
{
	const struct ruleset *rs = k->rs;

	if (st->kind == ST_CAP) {
		for (uint32_t i = 0; i < rs->n_rule; i++)
			if (rs->rule[i].group != NO_GROUP &&
			    slice_is(st->id.at,
				pool_at(rs,
				    rs->cap[rs->rule[i].group].name)))
				return;
		warn(k, st->id, "write [group=NAME] behind the rules' ids",
		    "no rule is in the group '%.*s'", SHOW(st->id.at));
		return;
	}
	if (st->group.at.len == 0 || !counts(k, st))
		return;
	if (rs->cap[rs->rule[rule_of_statement(k, st)].group].limit == 0)
		warn(k, st->group, "write: cap NAME 20",
		    "the group '%.*s' has no cap", SHOW(st->group.at));
}

/* A set's flag reaches all its keywords: short ones are named in one line. */
static void
lint_set_gap(struct checker *k, const struct statement *st)
{
	char list[160];
	size_t n = 0;
	uint32_t n_short = 0;

	for (const struct keyword_item *i = st->keyword; i; i = i->next) {
		uint16_t sym[4 * MAX_KEYWORD];
		uint8_t gap[4 * MAX_KEYWORD];
		struct word w = {i, sym, gap, 0};

		if (!(i->set_flags & KW_GAPS) ||
		    norm_room(i->text.len) > ARRAY_LEN(sym))
			continue;
		w.n = keyword_symbols(i->text, sym, gap);
		if (w.n < 2 || w.n > 2 || !is_hangul_word(&w))
			continue;
		n_short++;
		if (n + i->text.len + 8 < sizeof list)
			n += (size_t)snprintf(list + n, sizeof list - n,
			    "%s%.*s", n == 0 ? "" : ", ", SHOW(i->text));
		else if (n > 0 && list[n - 1] != '.')
			n += (size_t)snprintf(
			    list + n, sizeof list - n, " ...");
	}
	if (n_short != 0)
		note(k, st->id, "move them to a set without it",
		    "'gap' of this set finds short keywords across words: "
		    "%s",
		    list);
}

static void
lint_set(struct checker *k, const struct statement *st)
{
	uint32_t set = names_find(&k->set_index, st->id.at)->value;

	lint_set_gap(k, st);
	if (!k->use[set].is_used && st->order > k->table_order)
		warn(k, st->id, "use it in a rule, or drop it",
		    "no rule uses the set '%.*s'", SHOW(st->id.at));
}

/* ---- channels --------------------------------------------------------------------- */

static bool
class_is_reachable(const struct ruleset *rs, uint32_t class)
{
	if (rs->class[class].base > 0)
		return true;
	for (uint32_t i = 0; i < rs->n_rule; i++)
		if (rs->rule_weight[(size_t)i * rs->n_lane + class] > 0)
			return true;
	for (uint32_t i = 0; i < rs->n_stem && class < rs->n_stem_lane; i++)
		if (rs->stem_weight[(size_t)i * rs->n_stem_lane + class] > 0)
			return true;
	return false;
}

static void
lint_contacts(struct checker *k, const struct channel *c, struct where where,
    const char *as_of)
{
	const struct ruleset *rs = k->rs;
	const char *id = pool_at(rs, c->id);
	const char *checked = pool_at(rs, c->checked);
	char until[16];

	if (c->name_ko == 0 || c->name_en == 0)
		warn(k, where, "add name.ko and name.en",
		    "'%s' has no name in %s", id,
		    c->name_ko == 0 ? "Korean" : "English");
	if (c->phone == 0 && c->email == 0 && c->web == 0) {
		warn(k, where, "add phone, email or web",
		    "'%s' has no contact", id);
		return;
	}
	if (c->source_ko == 0 && c->source_en == 0)
		warn(k, where, "add source.ko and source.en",
		    "nobody knows where the contacts of '%s' come from", id);
	if (c->checked == 0) {
		warn(k, where, "add the day: checked 2022-10-18",
		    "nobody knows when the contacts of '%s' were checked",
		    id);
		return;
	}
	if (as_of == NULL)
		return;
	snprintf(until, sizeof until, "%04d%s", atoi(checked) + 1, checked + 4);
	if (strcmp(as_of, until) > 0)
		warn(k, where, "ask again, and write the day behind 'checked'",
		    "the contacts of '%s' were checked on %s, more than a "
		    "year before %s",
		    id, checked, as_of);
	else if (strcmp(checked, as_of) > 0)
		warn(k, where, NULL,
		    "the contacts of '%s' were checked on %s, after %s", id,
		    checked, as_of);
}

static void
lint_channel(struct checker *k, const struct statement *st, const char *as_of)
{
	const struct ruleset *rs = k->rs;
	uint32_t ch = 1, n_class = 0, n_reachable = 0;

	while (ch < rs->n_channel &&
	    !slice_is(st->id.at, pool_at(rs, rs->channel[ch].id)))
		ch++;
	if (ch == rs->n_channel)
		return;
	lint_contacts(k, &rs->channel[ch], st->id, as_of);
	for (uint32_t i = 0; i < rs->n_class; i++) {
		if (rs->class[i].channel != ch)
			continue;
		n_class++;
		n_reachable += class_is_reachable(rs, i);
	}
	if (n_reachable == 0)
		warn(k, st->id, "write a rule with a weight above 0 for it",
		    "'%.*s' is unreachable: nothing speaks for it",
		    SHOW(st->id.at));
}

static void
lint_class(struct checker *k, const struct statement *st)
{
	const struct ruleset *rs = k->rs;
	uint32_t i = class_index(rs, st->id.at);
	bool others = false;

	if (i == rs->n_class || rs->class[i].channel == 0 ||
	    rs->class[i].place !=
		(uint32_t)(st->id.at.at - st->id.source->text.at) ||
	    class_is_reachable(rs, i))
		return;
	/* When none of its channel is, the channel says it once. */
	for (uint32_t c = 0; c < rs->n_class; c++)
		others |= rs->class[c].channel == rs->class[i].channel &&
		    class_is_reachable(rs, c);
	if (others)
		warn(k, st->id, "write a rule with a weight above 0 for it",
		    "'%.*s' is unreachable: nothing speaks for it",
		    SHOW(st->id.at));
}

static void
lint_statement(
    struct checker *k, const struct statement *st, const char *as_of)
{
	if (st->kind == ST_CAP)
		lint_group(k, st);
	if (st->kind == ST_CLASS)
		lint_class(k, st);
	if (!counts(k, st))
		return;
	if (st->kind == ST_CHANNEL) {
		lint_channel(k, st, as_of);
	} else if (st->kind == ST_SET) {
		lint_set(k, st);
	} else {
		lint_reach(k, st);
		lint_rule_flags(k, st);
		lint_weight(k, st);
		lint_notice(k, st);
		lint_group(k, st);
	}
}

void
check_rules(struct arena *a, struct rules *rules, const char *as_of)
{
	struct checker k = {.arena = a,
	    .rs = rules->rs,
	    .file = rules->file,
	    .n_file = rules->n_source,
	    .d = &rules->diag};

	learn(&k);
	lint_keywords(&k);
	for (uint32_t f = 0; f < k.n_file; f++)
		for (const struct statement *st = k.file[f].first; st;
		     st = st->next)
			lint_statement(&k, st, as_of);
}

int
tool_check(const struct options *o, struct arena *a, struct rules *rules,
    int status, FILE *out, FILE *err)
{
	if (o->as_of != NULL && !rule_is_date(slice_of(o->as_of))) {
		fprintf(err,
		    "minwon: --as-of needs a date as 2026-11-23, not '%s'\n",
		    o->as_of);
		return 2;
	}
	if (status == 0)
		check_rules(a, rules, o->as_of);
	diag_print(&rules->diag, out, "minwon", SEV_NOTE);
	if (status != 0)
		return status;
	if (o->strict && rules->diag.n_warning != 0)
		status = 3;
	if (o->against != NULL &&
	    check_against(a, rules->rs, o->against, out, err) != 0)
		status = 4;
	return status;
}
