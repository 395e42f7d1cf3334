/* SPDX-License-Identifier: MIT */
/*
 * rule_compile: four walks over the statements. (1) names: the last statement
 * with an id wins; (2) channels and classes get their numbers; (3) sets,
 * stems and the keywords inside rules become words of the trie; (4) rules,
 * weights and tests refer to all of them.
 */
#include "rule_compile.h"

#include <assert.h>
#include <stdlib.h>

#include "limits.h"
#include "names.h"
#include "norm.h"
#include "rule_parse.h"
#include "trie_build.h"

/* ---- the compiler's state ---------------------------------------------------- */

/* A growing array in the arena. */
#define GROW(c, array, n, room)                                               \
	do {                                                                  \
		if ((n) == (room)) {                                          \
			uint32_t grown = (room) == 0 ? 256 : 2 * (room);      \
			(array) = arena_grow((c)->arena, (array), (n), grown, \
			    sizeof *(array));                                 \
			(room) = grown;                                       \
		}                                                             \
	} while (0)

struct compiler {
	struct arena *arena;
	struct diag *d;
	bool ok;
	struct names channels, classes, sets, rules, stems, groups, strings;
	struct channel *channel;
	struct class *class;
	uint32_t n_channel, n_class;
	int64_t most[MAX_CLASSES]; /* what the rules can add to a class */
	struct set *set;
	uint32_t n_set, room_set;
	struct keyword *keyword;
	uint32_t n_keyword, room_keyword;
	struct trie_word *word;
	uint32_t n_word, room_word;
	int8_t *stem_weight; /* rows of MAX_CLASSES until the end */
	uint32_t n_stem, room_stem;
	struct rule *rule;
	int16_t *rule_weight;
	uint32_t n_rule, room_rule;
	struct term *term;
	uint32_t n_term, room_term;
	struct cap *cap;
	uint32_t n_cap, room_cap;
	struct test *test;
	uint32_t n_test, room_test;
	char *pool;
	uint32_t n_pool, room_pool;
	bool latin_inside;
	uint16_t *sym; /* scratch for one keyword */
	uint8_t *gap;
	size_t room_sym;
};

#define fail(c, where, cure, ...)                                             \
	((c)->ok = diag_add((c)->d, SEV_ERROR, where, cure, __VA_ARGS__))

/* The most that the rules may add to one class: with stems and base on top it
 * still fits 32 bits. */
enum { MAX_SUM = 1000000000 };

#define SHOW(s) (int)((s).len > 80 ? 80 : (s).len), (s).at

/* `s` in the pool, once; its offset. */
static uint32_t
pool_add(struct compiler *c, struct slice s)
{
	struct name *known = names_find(&c->strings, s);
	uint32_t at = c->n_pool;

	if (known != NULL)
		return known->value;
	while (c->n_pool + s.len + 1 > c->room_pool) {
		uint32_t room = c->room_pool == 0 ? 4096 : 2 * c->room_pool;

		c->pool = arena_grow(c->arena, c->pool, c->n_pool, room, 1);
		c->room_pool = room;
	}
	if (s.len != 0)
		memcpy(c->pool + at, s.at, s.len);
	c->n_pool += (uint32_t)s.len + 1;
	names_add(c->arena, &c->strings, s)->value = at;
	return at;
}

/*
 * Where in its file a statement stands, as a byte offset: counting lines here
 * would make loading quadratic. Whoever prints a line counts it then.
 */
static uint32_t
place_of(struct where w)
{
	return w.source == NULL ? 0 : (uint32_t)(w.at.at - w.source->text.at);
}

/* ---- names -------------------------------------------------------------------- */

/* Which table the id of a statement stands in; NULL for the others. */
static struct names *
table_of(struct compiler *c, enum statement_kind kind)
{
	if (kind == ST_SET)
		return &c->sets;
	if (kind == ST_RULE || kind == ST_MASK || kind == ST_NOTICE)
		return &c->rules;
	if (kind == ST_CHANNEL)
		return &c->channels;
	return kind == ST_CLASS ? &c->classes : NULL;
}

/* The entry of a key that is known to be there. */
static struct name *
names_get(const struct names *t, struct slice key)
{
	struct name *n = names_find(t, key);

	assert(n != NULL);
	return n;
}

/*
 * In the tables of the compiler `item` is the statement that counts, NULL when
 * it is disabled. `extra` is, of a stem, its keyword; of all others the order
 * of the last `disable`, which makes what stood before it forgotten. `value`
 * is an index; of a set one more, so that 0 is no set.
 */
static const struct statement *
statement_of(const struct name *n)
{
	return n->item;
}

/* `disable ID` takes away all that is called so. Rows for a @set and stems
 * have no names here: they are taken away where they are compiled. */
static void
disable_name(struct compiler *c, const struct statement *st)
{
	struct names *all[] = {&c->rules, &c->sets, &c->channels, &c->classes};
	bool found = false;

	if (st->keyword != NULL || st->id.at.len == 0 || *st->id.at.at == '@')
		return;
	for (size_t i = 0; i < ARRAY_LEN(all); i++) {
		struct name *n = names_find(all[i], st->id.at);

		if (n == NULL || n->item == NULL)
			continue;
		found = true;
		n->item = NULL;
		n->extra = st->order;
	}
	if (!found)
		fail(c, st->id,
		    "disable comes after what it takes away; a stem stands "
		    "in quotes",
		    "nothing is called '%.*s'", SHOW(st->id.at));
}

/* The last statement with an id is the one that counts; two in one segment
 * are a mistake. */
static void
collect_names(
    struct compiler *c, const struct rule_file *file, uint32_t *order)
{
	for (struct statement *st = file->first; st; st = st->next) {
		struct names *t = table_of(c, st->kind);
		struct name *n;

		st->order = ++*order;
		if (st->kind == ST_DISABLE)
			disable_name(c, st);
		if (t == NULL)
			continue;
		n = names_add(c->arena, t, st->id.at);
		if (n->item != NULL &&
		    statement_of(n)->segment == st->segment)
			fail(c, st->id,
			    "join the two, or give one another name",
			    "'%.*s' is defined twice in this file",
			    SHOW(st->id.at));
		n->item = st;
	}
}

/* ---- channels and classes ---------------------------------------------------- */

static const struct {
	const char *key;
	size_t offset;
} channel_attributes[] = {{"name.ko", offsetof(struct channel, name_ko)},
    {"name.en", offsetof(struct channel, name_en)},
    {"phone", offsetof(struct channel, phone)},
    {"email", offsetof(struct channel, email)},
    {"web", offsetof(struct channel, web)},
    {"hours.ko", offsetof(struct channel, hours_ko)},
    {"hours.en", offsetof(struct channel, hours_en)},
    {"source.ko", offsetof(struct channel, source_ko)},
    {"source.en", offsetof(struct channel, source_en)},
    {"checked", offsetof(struct channel, checked)},
    {"have.ko", offsetof(struct channel, have_ko)},
    {"have.en", offsetof(struct channel, have_en)},
    {"next.ko", offsetof(struct channel, next_ko)},
    {"next.en", offsetof(struct channel, next_en)}};

bool
rule_is_date(struct slice s)
{
	if (s.len != 10 || s.at[4] != '-' || s.at[7] != '-')
		return false;
	for (size_t i = 0; i < 10; i++)
		if (i != 4 && i != 7 && (s.at[i] < '0' || s.at[i] > '9'))
			return false;
	return memcmp(s.at + 5, "01", 2) >= 0 &&
	    memcmp(s.at + 5, "12", 2) <= 0 &&
	    memcmp(s.at + 8, "01", 2) >= 0 && memcmp(s.at + 8, "31", 2) <= 0;
}

static void
set_channel(
    struct compiler *c, struct channel *ch, const struct statement *st)
{
	for (const struct text_item *t = st->attribute; t; t = t->next) {
		size_t i;
		uint32_t offset;

		for (i = 0; i < ARRAY_LEN(channel_attributes); i++)
			if (slice_is(t->key.at, channel_attributes[i].key))
				break;
		if (i == ARRAY_LEN(channel_attributes)) {
			fail(c, t->key,
			    "known: name.ko name.en phone email web hours.ko "
			    "hours.en source.ko source.en checked have.ko "
			    "have.en next.ko next.en",
			    "a channel has no '%.*s'", SHOW(t->key.at));
			continue;
		}
		if (slice_is(t->key.at, "checked") && !rule_is_date(t->value))
			fail(c, t->key, "write a date as 2022-10-18",
			    "'%.*s' is not a date", SHOW(t->value));
		/* A dash takes away what a lower layer gave. */
		offset = slice_is(t->value, "-") ? 0 : pool_add(c, t->value);
		memcpy((char *)ch + channel_attributes[i].offset, &offset,
		    sizeof offset);
	}
}

static struct class *
add_class(struct compiler *c, struct slice id, uint32_t channel,
    struct where where)
{
	struct class *k;

	if (c->n_class == MAX_CLASSES) {
		fail(c, where, NULL, "more than %d classes", MAX_CLASSES);
		return &c->class[0];
	}
	k = &c->class[c->n_class];
	k->id = pool_add(c, id);
	k->channel = channel;
	k->place = place_of(where);
	names_add(c->arena, &c->classes, id)->value = c->n_class++;
	return k;
}

static void
compile_channels(struct compiler *c, const struct rule_file *file,
    struct names *seen)
{
	for (const struct statement *st = file->first; st; st = st->next) {
		struct name *n;

		if (st->kind != ST_CHANNEL)
			continue;
		n = names_get(&c->channels, st->id.at);
		if (n->item == NULL || st->order < n->extra)
			continue; /* disabled */
		if (slice_is(st->id.at, "none") ||
		    memchr(st->id.at.at, '.', st->id.at.len) != NULL) {
			fail(c, st->id, "choose another id",
			    "'%.*s' cannot be a channel", SHOW(st->id.at));
			continue;
		}
		if (names_find(seen, st->id.at) == NULL) {
			if (c->n_channel == MAX_CHANNELS) {
				fail(c, st->id, NULL, "more than %d channels",
				    MAX_CHANNELS);
				return;
			}
			names_add(c->arena, seen, st->id.at);
			n->value = c->n_channel;
			c->channel[c->n_channel].id = pool_add(c, st->id.at);
			c->channel[c->n_channel].place = place_of(st->id);
			c->n_channel++;
		}
		set_channel(c, &c->channel[n->value], st);
	}
}

/* "tdmc.R3" is a class of the channel "tdmc". False after a mistake, and for
 * a channel that is disabled. */
static bool
channel_of_class(struct compiler *c, struct where id, uint32_t *channel)
{
	const char *dot = memchr(id.at.at, '.', id.at.len);
	struct slice name = id.at;
	struct name *n;

	*channel = 0;
	if (dot != NULL)
		name.len = (size_t)(dot - name.at);
	if (slice_is(name, "none"))
		return true;
	n = names_find(&c->channels, name);
	if (n == NULL)
		return fail(c, id, "define it: channel NAME; or layer it: -r builtin:FILE",
		    "no channel is called '%.*s'", SHOW(name));
	*channel = n->value;
	return n->item != NULL;
}

static void
compile_classes(struct compiler *c, const struct rule_file *file)
{
	for (const struct statement *st = file->first; st; st = st->next) {
		uint32_t channel;
		struct class *k;
		struct name *n;

		if (st->kind != ST_CLASS)
			continue;
		n = names_get(&c->classes, st->id.at);
		if (n->item == NULL || st->order < n->extra ||
		    !channel_of_class(c, st->id, &channel))
			continue;
		/* A class that a lower layer made keeps its number. */
		k = NULL;
		for (uint32_t i = 0; i < c->n_class; i++)
			if (slice_is(st->id.at, c->pool + c->class[i].id))
				k = &c->class[i];
		if (k == NULL)
			k = add_class(c, st->id.at, channel, st->id);
		for (const struct text_item *t = st->attribute; t;
		     t = t->next) {
			if (slice_is(t->key.at, "why.ko"))
				k->why_ko = pool_add(c, t->value);
			else if (slice_is(t->key.at, "why.en"))
				k->why_en = pool_add(c, t->value);
			else
				fail(c, t->key, "known: why.ko why.en",
				    "a class has no '%.*s'", SHOW(t->key.at));
		}
	}
}

/* The class a weight names. A bare channel is a class of its own, made when
 * it is first named. -1: a mistake, or disabled. */
static int
find_class(struct compiler *c, struct where where)
{
	uint32_t channel;
	const struct name *n;

	for (uint32_t i = 0; i < c->n_class; i++)
		if (slice_is(where.at, c->pool + c->class[i].id))
			return (int)i;
	if (!channel_of_class(c, where, &channel))
		return -1;
	n = names_find(&c->classes, where.at);
	if (n != NULL && n->item == NULL && n->extra != 0)
		return -1;
	if (memchr(where.at.at, '.', where.at.len) != NULL) {
		fail(c, where, "define it: class CHANNEL.PARAGRAPH",
		    "no class is called '%.*s'", SHOW(where.at));
		return -1;
	}
	add_class(c, where.at, channel, where);
	return (int)c->n_class - 1;
}

/* ---- keywords ---------------------------------------------------------------- */

uint32_t
keyword_symbols(struct slice text, uint16_t *sym, uint8_t *gap)
{
	struct text t = {.sym = sym, .gap = gap};

	norm_text(&t, ENC_UTF8, text);
	for (uint32_t i = 0; i < t.n; i++)
		sym[i] = norm_fold(sym[i]);
	return t.n;
}

/* Normalises a keyword into the scratch; 0 after a mistake. */
static uint32_t
scratch_symbols(struct compiler *c, const struct keyword_item *k)
{
	size_t want = norm_room(k->text.len);
	uint32_t n;

	if (want > c->room_sym) {
		c->room_sym = 2 * want;
		c->sym = arena_alloc(c->arena, c->room_sym, sizeof *c->sym);
		c->gap = arena_alloc(c->arena, c->room_sym, 1);
	}
	n = keyword_symbols(k->text, c->sym, c->gap);
	if (n == 0) {
		fail(c, k->where, "use letters, digits or Hangul",
		    "nothing of the keyword '%.*s' can be matched",
		    SHOW(k->text));
		return 0;
	}
	if (n > MAX_KEYWORD) {
		fail(c, k->where, "keep the part that matters",
		    "this keyword is longer than %d letters", MAX_KEYWORD);
		return 0;
	}
	for (uint32_t i = 0; i < n; i++)
		if (c->sym[i] == SYM_CLAUSE || c->sym[i] == SYM_SENTENCE) {
			fail(c, k->where, "split it into two keywords",
			    "punctuation inside '%.*s' never matches",
			    SHOW(k->text));
			return 0;
		}
	return n;
}

/* Adds a word of the trie; returns the keyword's index. */
static uint32_t
add_keyword(struct compiler *c, const struct keyword_item *k, uint32_t n,
    uint32_t flags, uint32_t target)
{
	struct keyword *out;
	uint16_t *sym;

	GROW(c, c->keyword, c->n_keyword, c->room_keyword);
	GROW(c, c->word, c->n_word, c->room_word);
	if (c->n_keyword == MAX_KEYWORDS) {
		fail(c, k->where, NULL, "more than %d keywords", MAX_KEYWORDS);
		return 0;
	}
	out = &c->keyword[c->n_keyword];
	out->target = target;
	out->len = (uint16_t)n;
	out->gaps = 0;
	for (uint32_t i = 1; i < n; i++)
		if (c->gap[i])
			out->gaps |= 1u << i;
	if (k->prefix) {
		char *open = arena_alloc(c->arena, k->text.len + 2, 1);

		memcpy(open, k->text.at, k->text.len);
		open[k->text.len] = '*';
		out->text = pool_add(c, slice_of(open));
	} else {
		out->text = pool_add(c, k->text);
	}
	if (sym_is_latin(c->sym[0]) && !k->inside)
		flags |= KW_LATIN_START;
	if (sym_is_latin(c->sym[n - 1]) && !k->inside && !k->prefix)
		flags |= KW_LATIN_END;
	c->latin_inside |= k->inside && sym_is_latin(c->sym[0]);
	out->flags = (uint16_t)flags;
	sym = arena_alloc(c->arena, n, sizeof *sym);
	memcpy(sym, c->sym, n * sizeof *sym);
	c->word[c->n_word++] = (struct trie_word){sym, n, c->n_keyword};
	return c->n_keyword++;
}

static void
add_set_keywords(
    struct compiler *c, uint32_t set, const struct keyword_item *k)
{
	for (; k != NULL; k = k->next) {
		uint32_t n = scratch_symbols(c, k), id;

		if (n == 0)
			continue;
		id = add_keyword(c, k, n, k->flags | KW_SET, set);
		if (k->exception != NULL)
			c->keyword[id].flags |= KW_HAS_EXCEPTION;
		for (const struct keyword_item *e = k->exception; e;
		     e = e->next) {
			n = scratch_symbols(c, e);
			if (n != 0)
				add_keyword(
				    c, e, n, KW_EXCEPTION | KW_GAPS, id);
		}
	}
}

static uint32_t
add_set(struct compiler *c, struct slice name, struct where where)
{
	GROW(c, c->set, c->n_set, c->room_set);
	if (c->n_set == MAX_SETS + MAX_RULES) {
		fail(c, where, NULL, "more than %d sets", MAX_SETS);
		return 0;
	}
	c->set[c->n_set].name = pool_add(c, name);
	c->set[c->n_set].place = place_of(where);
	return c->n_set++;
}

static void
compile_sets(struct compiler *c, const struct rule_file *file)
{
	for (const struct statement *st = file->first; st; st = st->next) {
		struct name *n;

		if (st->kind != ST_SET)
			continue;
		n = names_get(&c->sets, st->id.at);
		if (n->item == NULL && st->order < n->extra &&
		    n->value == 0) {
			/* What is disabled is never found; rules that ask
			 * for it go on without. */
			n->value = 1 + add_set(c, st->id.at, st->id);
		} else if (n->item == st) {
			n->value = 1 + add_set(c, st->id.at, st->id);
			add_set_keywords(c, n->value - 1, st->keyword);
		}
	}
}

/* The number of set "@name"; NO_SET after a mistake. */
static uint32_t
find_set(struct compiler *c, struct slice name, struct where where)
{
	struct name *n = names_find(&c->sets, name);

	if (n == NULL || n->value == 0) {
		fail(c, where, "define it: set NAME = one | two; or layer it: "
		    "-r builtin:FILE",
		    "no set is called '%.*s'", SHOW(name));
		return NO_SET;
	}
	return n->value - 1;
}

/* ---- weights ------------------------------------------------------------------ */

static void
add_weight(struct compiler *c, int16_t *row, int class, int32_t weight,
    struct where where)
{
	int32_t sum = row[class] + weight;

	if (sum < -MAX_RULE_WEIGHT || sum > MAX_RULE_WEIGHT) {
		fail(c, where, NULL, "weights add up to %d, outside %d..%d",
		    (int)sum, -MAX_RULE_WEIGHT, MAX_RULE_WEIGHT);
		return;
	}
	row[class] = (int16_t)sum;
}

/*
 * A tally is a sum of 32 bits. Tables of stems cannot fill it (MAX_KEYWORDS
 * rows of MAX_WEIGHT), but rules that count for each hit could.
 */
static void
add_most(struct compiler *c, const struct statement *st, int class,
    int32_t weight)
{
	int64_t times = st->flags & RULE_EACH ? st->max : 1;
	int64_t before = c->most[class];

	c->most[class] += times * (weight < 0 ? -weight : weight);
	if (before <= MAX_SUM && c->most[class] > MAX_SUM)
		fail(c, st->id, "lower the weights, or max=",
		    "the rules for '%s' could add up to more than %d",
		    c->pool + c->class[class].id, MAX_SUM);
}

/* What two spellings of one stem have in common: symbols, and open or not. */
static struct slice
stem_key(struct compiler *c, const struct keyword_item *k, uint32_t n)
{
	char *bytes = arena_alloc(c->arena, n * 2 + 1, 1);

	memcpy(bytes, c->sym, n * sizeof *c->sym);
	bytes[n * 2] = (char)k->prefix;
	return (struct slice){bytes, n * 2 + 1};
}

static void
disable_stem(struct compiler *c, const struct statement *st)
{
	uint32_t n = scratch_symbols(c, st->keyword);
	struct name *known;

	if (n == 0)
		return;
	known = names_find(&c->stems, stem_key(c, st->keyword, n));
	if (known == NULL || known->item == NULL) {
		fail(c, st->id, "see minwon --list=keywords",
		    "no table has the stem '%.*s%s'",
		    SHOW(st->keyword->text), st->keyword->prefix ? "*" : "");
		return;
	}
	known->item = NULL;
	c->keyword[known->extra].flags |= KW_DEAD;
}

static void
add_stem(struct compiler *c, struct name *known, const struct keyword_item *k,
    uint32_t n)
{
	if (c->n_stem == c->room_stem) {
		uint32_t room = c->room_stem == 0 ? 1024 : 2 * c->room_stem;

		c->stem_weight = arena_grow(c->arena, c->stem_weight,
		    (size_t)c->n_stem * MAX_CLASSES,
		    (size_t)room * MAX_CLASSES, 1);
		c->room_stem = room;
	}
	known->value = c->n_stem;
	known->extra = add_keyword(c, k, n, KW_STEM | KW_GAPS, c->n_stem++);
}

static void
compile_stems(struct compiler *c, const struct statement *st)
{
	int class[MAX_CLASSES];

	for (uint32_t i = 0; i < st->n_column; i++)
		class[i] = find_class(c, st->column[i]);
	for (const struct row_item *r = st->row; r != NULL; r = r->next) {
		const struct keyword_item *k = &r->keyword;
		uint32_t n = scratch_symbols(c, k);
		struct name *known;
		int8_t *row;

		if (n == 0)
			continue;
		/* The same stem in a later table replaces its weights. */
		known = names_add(c->arena, &c->stems, stem_key(c, k, n));
		if (known->item != NULL) {
			if (statement_of(known)->segment == st->segment)
				fail(c, k->where, "keep one of the two",
				    "the stem '%.*s' stands twice in this "
				    "file",
				    SHOW(k->text));
		} else {
			add_stem(c, known, k, n);
		}
		known->item = st;
		row = c->stem_weight + (size_t)known->value * MAX_CLASSES;
		memset(row, 0, MAX_CLASSES);
		for (uint32_t i = 0; i < st->n_column; i++)
			if (class[i] >= 0)
				row[class[i]] = r->weight[i];
	}
}

/* ---- rules -------------------------------------------------------------------- */

static uint32_t
find_group(struct compiler *c, struct slice name)
{
	struct name *n = names_find(&c->groups, name);

	if (n != NULL)
		return n->value;
	GROW(c, c->cap, c->n_cap, c->room_cap);
	c->cap[c->n_cap].name = pool_add(c, name);
	c->cap[c->n_cap].limit = 0;
	names_add(c->arena, &c->groups, name)->value = c->n_cap;
	return c->n_cap++;
}

static int16_t *
add_rule(struct compiler *c, struct rule **out)
{
	if (c->n_rule == c->room_rule) {
		uint32_t room = c->room_rule == 0 ? 256 : 2 * c->room_rule;

		c->rule = arena_grow(
		    c->arena, c->rule, c->n_rule, room, sizeof *c->rule);
		c->rule_weight = arena_grow(c->arena, c->rule_weight,
		    (size_t)c->n_rule * MAX_CLASSES,
		    (size_t)room * MAX_CLASSES, sizeof *c->rule_weight);
		c->room_rule = room;
	}
	*out = &c->rule[c->n_rule];
	return c->rule_weight + (size_t)c->n_rule++ * MAX_CLASSES;
}

static void
compile_terms(struct compiler *c, struct rule *r, const struct statement *st)
{
	bool any = false;

	r->term_at = c->n_term;
	for (const struct term_item *t = st->term; t != NULL; t = t->next) {
		uint32_t set;

		if (t->keyword != NULL) {
			set = add_set(c, t->where.at, t->where);
			add_set_keywords(c, set, t->keyword);
		} else {
			set = find_set(c, t->set, t->where);
		}
		if (r->n_term == MAX_TERMS) {
			fail(c, t->where, "split the rule",
			    "more than %d conditions", MAX_TERMS);
			return;
		}
		if (t->is_target)
			r->target = r->n_term;
		GROW(c, c->term, c->n_term, c->room_term);
		c->term[c->n_term++] =
		    (struct term){set, (uint32_t)t->kind};
		r->n_term++;
		r->need += t->kind == TERM_ALL;
		any |= t->kind == TERM_ANY;
	}
	r->need += any;
	if (r->need == 0)
		fail(c, st->id, "add a condition that must be met",
		    "'%.*s' has only conditions that must not be met",
		    SHOW(st->id.at));
}

static void
compile_rule(struct compiler *c, const struct statement *st)
{
	struct name *n = names_get(&c->rules, st->id.at);
	struct rule *r;
	int16_t *row;

	if (n->item != st)
		return; /* replaced or disabled */
	if (c->n_rule == MAX_RULES) {
		fail(c, st->id, NULL, "more than %d rules", MAX_RULES);
		return;
	}
	row = add_rule(c, &r);
	n->value = c->n_rule - 1;
	*r = (struct rule){.id = pool_add(c, st->id.at),
	    .kind = st->kind == ST_RULE     ? RULE_WEIGHT
		: st->kind == ST_MASK ? RULE_MASK
				      : RULE_NOTICE,
	    .flags = st->flags,
	    .within = st->within,
	    .max = st->max,
	    .gate = NO_SET,
	    .group = NO_GROUP,
	    .place = place_of(st->id)};
	if (st->is_broken)
		return;
	if (st->gate.at.len != 0)
		r->gate = find_set(c, st->gate.at, st->gate);
	if (st->group.at.len != 0)
		r->group = find_group(c, st->group.at);
	for (const struct weight_item *w = st->weight; w; w = w->next) {
		int class = find_class(c, w->where);

		if (class < 0)
			continue;
		add_weight(c, row, class, w->weight, w->where);
		add_most(c, st, class, w->weight);
	}
	if (st->kind == ST_MASK && st->weight != NULL)
		fail(c, st->weight->where, "use a rule for weights",
		    "a mask takes a name out, it has no weights");
	for (const struct text_item *t = st->attribute; t; t = t->next) {
		if (slice_is(t->key.at, "text.ko"))
			r->text_ko = pool_add(c, t->value);
		else if (slice_is(t->key.at, "text.en"))
			r->text_en = pool_add(c, t->value);
		else
			fail(c, t->key, "known: text.ko text.en",
			    "a notice has no '%.*s'", SHOW(t->key.at));
	}
	compile_terms(c, r, st);
}

/* The rule that a row for "@set" stands for. */
static struct name *
add_set_rule(struct compiler *c, const struct keyword_item *k)
{
	struct slice name = {k->text.at + 1, k->text.len - 1};
	uint32_t set = find_set(c, name, k->where);
	struct name *n;
	struct rule *r;

	if (set == NO_SET)
		return NULL;
	add_rule(c, &r);
	*r = (struct rule){.id = pool_add(c, k->text),
	    .kind = RULE_WEIGHT,
	    .within = WITHIN_ANY,
	    .max = 1,
	    .gate = NO_SET,
	    .group = NO_GROUP,
	    .term_at = c->n_term,
	    .n_term = 1,
	    .need = 1,
	    .place = place_of(k->where)};
	GROW(c, c->term, c->n_term, c->room_term);
	c->term[c->n_term++] = (struct term){set, TERM_ALL};
	n = names_add(c->arena, &c->rules, k->text);
	n->value = c->n_rule - 1;
	return n;
}

/* A row of a weights table: a rule's id, or "@set", which becomes a rule. */
static void
compile_weights(struct compiler *c, const struct statement *st)
{
	int class[MAX_CLASSES];

	for (uint32_t i = 0; i < st->n_column; i++)
		class[i] = find_class(c, st->column[i]);
	for (const struct row_item *w = st->row; w != NULL; w = w->next) {
		struct slice id = w->keyword.text;
		struct name *n = names_find(&c->rules, id);
		bool is_set = id.len > 1 && id.at[0] == '@';
		int16_t *row;

		if (n == NULL && is_set)
			n = add_set_rule(c, &w->keyword);
		if (n == NULL) {
			if (!is_set)
				fail(c, w->keyword.where,
				    "name a rule, or a set as @name",
				    "nothing is called '%.*s'", SHOW(id));
			continue;
		}
		row = c->rule_weight + (size_t)n->value * MAX_CLASSES;
		if (is_set) {
			/* A later table replaces the row. */
			if (n->item != NULL &&
			    statement_of(n)->segment != st->segment)
				memset(row, 0, MAX_CLASSES * sizeof *row);
			n->item = st;
			c->rule[n->value].need = 1;
		} else if (n->item == NULL ||
		    (statement_of(n)->order > st->order &&
			statement_of(n)->segment != st->segment)) {
			/* Disabled; or defined anew above this table, and
			 * what it said was about the old one. */
			continue;
		}
		for (uint32_t i = 0; i < st->n_column; i++)
			if (class[i] >= 0)
				add_weight(c, row, class[i], w->weight[i],
				    w->keyword.where);
	}
}

/* `disable @set`: the rule its row stands for needs what cannot be. */
static void
disable_row(struct compiler *c, const struct statement *st)
{
	struct name *n;

	if (st->id.at.len == 0 || *st->id.at.at != '@')
		return;
	n = names_find(&c->rules, st->id.at);
	if (n == NULL || n->item == NULL) {
		fail(c, st->id, "disable comes after what it takes away",
		    "no table has a row '%.*s'", SHOW(st->id.at));
		return;
	}
	n->item = NULL;
	memset(c->rule_weight + (size_t)n->value * MAX_CLASSES, 0,
	    MAX_CLASSES * sizeof *c->rule_weight);
	c->rule[n->value].need = NEED_NEVER;
}

static void
compile_test(struct compiler *c, const struct statement *st)
{
	struct test *t;
	uint32_t channel;
	bool is_class = memchr(st->id.at.at, '.', st->id.at.len) != NULL;
	int class = is_class ? find_class(c, st->id) : -1;

	if (!channel_of_class(c, st->id, &channel) || (is_class && class < 0))
		return;
	GROW(c, c->test, c->n_test, c->room_test);
	t = &c->test[c->n_test++];
	t->kind = (uint32_t)st->number;
	t->channel = channel;
	t->class = class < 0 ? MAX_CLASSES : (uint32_t)class;
	t->text = pool_add(c, st->text);
	t->place = place_of(st->where);
}

/* ---- putting it together --------------------------------------------------- */

/* For each set the rules that name it in an ALL or ANY term. */
static void
build_triggers(struct compiler *c, struct ruleset *out)
{
	uint32_t *trigger, n = 0;

	for (uint32_t r = 0; r < c->n_rule; r++)
		for (uint32_t k = 0; k < c->rule[r].n_term; k++) {
			struct term *t = &c->term[c->rule[r].term_at + k];

			if (t->kind != TERM_NONE && t->set != NO_SET) {
				c->set[t->set].n_trigger++;
				n++;
			}
		}
	trigger = arena_alloc(c->arena, n + 1, sizeof *trigger);
	n = 0;
	for (uint32_t s = 0; s < c->n_set; s++) {
		c->set[s].trigger_at = n;
		n += c->set[s].n_trigger;
		c->set[s].n_trigger = 0;
	}
	for (uint32_t r = 0; r < c->n_rule; r++)
		for (uint32_t k = 0; k < c->rule[r].n_term; k++) {
			struct term *t = &c->term[c->rule[r].term_at + k];
			struct set *s;

			if (t->kind == TERM_NONE || t->set == NO_SET)
				continue;
			s = &c->set[t->set];
			trigger[s->trigger_at + s->n_trigger++] = r;
		}
	out->trigger = trigger;
	out->n_trigger = n;
}

/* Rows of MAX_CLASSES objects of `size` bytes become rows of n_lane. */
static const void *
narrow_rows(struct arena *a, const void *wide, uint32_t n, uint32_t n_lane,
    size_t size)
{
	const char *from = wide;
	char *row = arena_alloc(a, (size_t)n * n_lane + 1, size);

	for (uint32_t i = 0; i < n; i++)
		memcpy(row + i * n_lane * size, from + i * MAX_CLASSES * size,
		    n_lane * size);
	return row;
}

/* Rows are multiples of eight lanes wide, which one addition takes. */
static uint32_t
round_lanes(uint32_t n)
{
	return n == 0 ? 8 : (n + 7) / 8 * 8;
}

/* The last class for which some stem has a weight, plus one. */
static uint32_t
count_stem_lanes(const struct compiler *c)
{
	uint32_t n = 0;

	for (uint32_t i = 0; i < c->n_stem; i++)
		for (uint32_t k = MAX_CLASSES; k > n; k--)
			if (c->stem_weight[(size_t)i * MAX_CLASSES + k - 1] !=
			    0) {
				n = k;
				break;
			}
	return n;
}

/* Stems that begin with a Latin letter or digit are numbered behind the
 * others, so that their number tells. Returns where they begin. */
static uint32_t
number_stems(struct compiler *c)
{
	uint32_t *number = arena_alloc(c->arena, c->n_stem + 1, sizeof *number);
	int8_t *row = arena_alloc(c->arena, c->n_stem + 1, MAX_CLASSES);
	uint32_t n = 0, n_hangul = 0;

	for (int latin = 0; latin < 2; latin++) {
		for (uint32_t i = 0; i < c->n_word; i++) {
			struct keyword *k = &c->keyword[c->word[i].keyword];

			if ((k->flags & KW_STEM) &&
			    sym_is_latin(c->word[i].sym[0]) == latin)
				number[k->target] = n++;
		}
		if (!latin)
			n_hangul = n;
	}
	assert(n == c->n_stem);
	for (uint32_t i = 0; i < c->n_stem; i++)
		memcpy(row + (size_t)number[i] * MAX_CLASSES,
		    c->stem_weight + (size_t)i * MAX_CLASSES, MAX_CLASSES);
	c->stem_weight = row;
	for (uint32_t i = 0; i < c->n_keyword; i++)
		if (c->keyword[i].flags & KW_STEM)
			c->keyword[i].target = number[c->keyword[i].target];
	return n_hangul;
}

static const uint32_t *
index_stems(struct compiler *c)
{
	uint32_t *stem = arena_alloc(c->arena, c->n_stem + 1, sizeof *stem);

	for (uint32_t i = 0; i < c->n_keyword; i++)
		if (c->keyword[i].flags & KW_STEM)
			stem[c->keyword[i].target] = i;
	return stem;
}

/*
 * The digest is of the text as --dump-rules prints it: without byte order
 * marks, every file ending in a line end. So a dump that is read back has the
 * digest of what was dumped.
 */
static void
make_digest(const struct rule_file *file, uint32_t n_file, char *out)
{
	uint32_t h = HASH_START;

	for (uint32_t i = 0; i < n_file; i++) {
		h = hash_bytes(h, source_text(file[i].source));
		if (!source_ends_line(file[i].source))
			h = hash_bytes(h, slice_of("\n"));
	}
	for (int i = 7; i >= 0; i--, h >>= 4)
		out[i] = "0123456789abcdef"[h & 15];
}

/* Disabled stems stand in no posting. */
static void
drop_dead_words(struct compiler *c)
{
	uint32_t n = 0;

	for (uint32_t i = 0; i < c->n_word; i++)
		if (!(c->keyword[c->word[i].keyword].flags & KW_DEAD))
			c->word[n++] = c->word[i];
	c->n_word = n;
}

/* Statements that set one number or text; the last one wins. */
static void
compile_setting(
    struct compiler *c, const struct statement *st, struct ruleset *out)
{
	if (st->kind == ST_VERSION)
		out->version = pool_add(c, st->text);
	else if (st->kind == ST_THRESHOLD)
		out->threshold = st->number;
	else if (st->kind == ST_MARGIN)
		out->margin = st->number;
	if (st->kind == ST_CAP) {
		uint32_t group = find_group(c, st->id.at); /* may move cap */

		c->cap[group].limit = st->number;
	}
	if (st->kind != ST_BASE)
		return;
	for (const struct weight_item *w = st->weight; w; w = w->next) {
		int class = find_class(c, w->where);

		if (class >= 0)
			c->class[class].base = w->weight;
	}
}

static void
compile_all(struct compiler *c, const struct rule_file *file, uint32_t n_file,
    struct ruleset *out)
{
	struct names seen = {NULL, 0, 0};
	const struct statement *st;
	uint32_t f, order = 0;

	pool_add(c, slice_of(""));
	c->channel = arena_alloc(c->arena, MAX_CHANNELS, sizeof *c->channel);
	c->class = arena_alloc(c->arena, MAX_CLASSES, sizeof *c->class);
	c->channel[0].id = pool_add(c, slice_of("none"));
	c->n_channel = 1;
	for (f = 0; f < n_file; f++)
		collect_names(c, &file[f], &order);
	for (f = 0; f < n_file; f++)
		compile_channels(c, &file[f], &seen);
	for (f = 0; f < n_file; f++)
		compile_classes(c, &file[f]);
	for (f = 0; f < n_file; f++)
		compile_sets(c, &file[f]);
	for (f = 0; f < n_file; f++)
		for (st = file[f].first; st != NULL; st = st->next) {
			if (st->kind == ST_RULE || st->kind == ST_MASK ||
			    st->kind == ST_NOTICE)
				compile_rule(c, st);
			else if (st->kind == ST_STEMS)
				compile_stems(c, st);
			else if (st->kind == ST_DISABLE && st->keyword != NULL)
				disable_stem(c, st);
		}
	for (f = 0; f < n_file; f++)
		for (st = file[f].first; st != NULL; st = st->next) {
			if (st->kind == ST_WEIGHTS)
				compile_weights(c, st);
			else if (st->kind == ST_DISABLE)
				disable_row(c, st);
			else if (!st->is_broken)
				compile_setting(c, st, out);
		}
	for (f = 0; f < n_file; f++)
		for (st = file[f].first; st != NULL; st = st->next)
			if (st->kind == ST_TEST && !st->is_broken)
				compile_test(c, st);
}

bool
rule_compile(struct arena *a, const struct rule_file *file, uint32_t n_file,
    struct ruleset *out, struct diag *d)
{
	struct compiler c = {.arena = a, .d = d, .ok = true};

	*out = (struct ruleset){.threshold = 1, .margin = 0};
	compile_all(&c, file, n_file, out);
	if (!c.ok)
		return false;
	build_triggers(&c, out);
	out->latin_stem = number_stems(&c);
	drop_dead_words(&c);
	out->keyword = c.keyword;
	out->n_keyword = c.n_keyword;
	out->n_stem = c.n_stem;
	out->latin_inside = c.latin_inside;
	trie_build(a, c.word, c.n_word, out);
	out->n_lane = round_lanes(c.n_class);
	out->n_stem_lane = round_lanes(count_stem_lanes(&c));
	out->stem = index_stems(&c);
	out->stem_weight =
	    narrow_rows(a, c.stem_weight, c.n_stem, out->n_stem_lane, 1);
	out->set = c.set;
	out->n_set = c.n_set;
	out->rule = c.rule;
	out->n_rule = c.n_rule;
	out->rule_weight = narrow_rows(
	    a, c.rule_weight, c.n_rule, out->n_lane, sizeof *c.rule_weight);
	out->term = c.term;
	out->n_term = c.n_term;
	out->cap = c.cap;
	out->n_cap = c.n_cap;
	out->channel = c.channel;
	out->n_channel = c.n_channel;
	out->class = c.class;
	out->n_class = c.n_class;
	out->test = c.test;
	out->n_test = c.n_test;
	out->pool = c.pool;
	out->n_pool = c.n_pool;
	make_digest(file, n_file, out->digest);
	return true;
}

bool
rule_load_files(struct arena *a, const struct source *source, uint32_t n,
    struct rule_file *file, struct ruleset *out, struct diag *d)
{
	bool ok = true, known = true;

	for (uint32_t i = 0; i < n; i++) {
		ok &= rule_parse(a, &source[i], &file[i], d);
		known &= !file[i].is_unreadable;
	}
	/* All mistakes at once: statements that could be read are checked
	 * beside those that could not. */
	return known && rule_compile(a, file, n, out, d) && ok;
}

bool
rule_load(struct arena *a, const struct source *source, uint32_t n,
    struct ruleset *out, struct diag *d)
{
	struct rule_file *file = arena_alloc(a, n, sizeof *file);

	return rule_load_files(a, source, n, file, out, d);
}
