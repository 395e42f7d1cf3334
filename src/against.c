/* SPDX-License-Identifier: MIT */
/*
 * against: keywords beside real text. A keyword of two syllables stands inside
 * many longer words that mean something else; here is how often, and in which,
 * before it does harm.
 */
#include <stdlib.h>

#include "check.h"
#include "decode.h"
#include "match.h"
#include "names.h"
#include "norm.h"
#include "scan.h"
#include "utf8.h"

enum {
	MAX_TEXT = 64 << 20,   /* of the file */
	MAX_PIECE = 65536,     /* a longer line is looked at in pieces */
	MAX_FOUND = 65536,     /* in one piece */
	MAX_DISTINCT = 200000, /* longer words kept; more are only counted */
	MAX_WORD = 24,         /* symbols of a longer word */
	N_SHOWN = 5
};

/* A longer word around a keyword; `next` is of the same keyword. */
struct longer {
	struct longer *next;
	struct slice key; /* in against.words, which counts */
	const char *text;
	uint32_t count; /* taken from there for the report */
};

struct place {
	uint32_t n_hit, n_inside;
	struct longer *longer;
};

struct against {
	struct arena *arena;
	const struct ruleset *rs;
	struct place *place; /* by keyword */
	struct names words;
	uint16_t verb[32]; /* syllables that make a verb of a noun */
	uint32_t n_verb;
	struct text text;
	enum encoding encoding;
	struct slice raw;
	struct found *found;
	uint32_t n_found;
};

static void
keep(void *context, const struct found *f)
{
	struct against *g = context;
	const struct keyword *k = &g->rs->keyword[f->keyword];

	if (!(k->flags & KW_STEM) && g->n_found < MAX_FOUND &&
	    keyword_fits(k, &g->text, f->begin, f->end))
		g->found[g->n_found++] = *f;
}

static bool
is_hidden(const struct against *g, const struct found *f)
{
	for (uint32_t i = 0; i < g->n_found; i++) {
		const struct found *e = &g->found[i];
		const struct keyword *k = &g->rs->keyword[e->keyword];

		if ((k->flags & KW_EXCEPTION) && k->target == f->keyword &&
		    e->begin <= f->begin && e->end >= f->end)
			return true;
	}
	return false;
}

static bool
is_letter(const struct text *t, uint32_t at)
{
	return sym_is_hangul(t->sym[at]) || sym_is_latin(t->sym[at]);
}

/* Where the word around `f` begins, and where it ends before its particle. */
static void
word_around(const struct against *g, const struct found *f, uint32_t *begin,
    uint32_t *end)
{
	const struct text *t = &g->text;
	const struct keyword probe = {.flags = KW_WORD | KW_GAPS};

	*begin = f->begin;
	while (*begin > 0 && !t->gap[*begin] && is_letter(t, *begin - 1) &&
	    f->begin - *begin < MAX_WORD)
		(*begin)--;
	*end = f->end;
	/* -in is a particle after a name, and a person after most keywords
	 * (the disabled behind `disability`), which is what authors miss. */
	if (*end < t->n && !t->gap[*end] && t->sym[*end] == 0xC778)
		(*end)++;
	for (uint32_t i = 0; i < g->n_verb && f->end < t->n; i++)
		if (!t->gap[f->end] && t->sym[f->end] == g->verb[i])
			return;
	while (*end < t->n && !t->gap[*end] && is_letter(t, *end) &&
	    *end - f->end < MAX_WORD &&
	    !keyword_fits(&probe, t, *end, *end))
		(*end)++;
}

/* Symbols [begin, end) as they were written, without what is not seen. */
static const char *
spell(struct against *g, uint32_t begin, uint32_t end)
{
	uint32_t at = g->text.begin[begin], stop = g->text.end[end - 1];
	char *out = arena_alloc(g->arena, 4 * (size_t)(stop - at) + 1, 1);
	size_t n = 0;

	while (at < stop) {
		uint32_t cp;

		at += (uint32_t)decode_next(g->encoding,
		    (const unsigned char *)g->raw.at + at, stop - at, &cp);
		if (cp >= 0x21 && cp != UTF8_BAD && utf8_width(cp) > 0 &&
		    !(cp >= 0x7F && cp < 0xA0))
			n += utf8_encode(cp, out + n);
	}
	return out;
}

static void
count_word(struct against *g, uint32_t keyword, const char *text)
{
	size_t n = strlen(text);
	char *key;
	struct name *known;
	struct longer *w;

	if (g->words.n >= MAX_DISTINCT)
		return;
	key = arena_alloc(g->arena, n + 4, 1);
	memcpy(key, &keyword, 4);
	memcpy(key + 4, text, n);
	known = names_add(g->arena, &g->words, (struct slice){key, n + 4});
	if (known->item == NULL) {
		w = arena_alloc(g->arena, 1, sizeof *w);
		w->key = known->key;
		w->text = text;
		w->next = g->place[keyword].longer;
		g->place[keyword].longer = w;
		known->item = w;
	}
	known->value++;
}

static void
look_at(struct against *g, struct slice piece)
{
	g->raw = piece;
	g->encoding = encoding_guess(piece);
	norm_text(&g->text, g->encoding, piece);
	g->n_found = 0;
	scan_keywords(g->rs, &g->text, keep, g);
	for (uint32_t i = 0; i < g->n_found; i++) {
		const struct found *f = &g->found[i];
		const struct keyword *k = &g->rs->keyword[f->keyword];
		uint32_t begin, end;

		if (!(k->flags & KW_SET) ||
		    ((k->flags & KW_HAS_EXCEPTION) && is_hidden(g, f)))
			continue;
		g->place[f->keyword].n_hit++;
		word_around(g, f, &begin, &end);
		if (begin == f->begin && end == f->end)
			continue;
		g->place[f->keyword].n_inside++;
		count_word(g, f->keyword, spell(g, begin, end));
	}
}

static void
look_at_all(struct against *g, struct slice text)
{
	while (text.len != 0) {
		size_t most = text.len < MAX_PIECE ? text.len : MAX_PIECE;
		const char *end = memchr(text.at, '\n', most);
		size_t n = end == NULL ? most : (size_t)(end - text.at) + 1;

		look_at(g, (struct slice){text.at, n});
		text.at += n;
		text.len -= n;
	}
}

/* ---- the report ------------------------------------------------------------------ */

static int
by_count(const void *p, const void *q)
{
	const struct longer *const *a = p, *const *b = q;

	if ((*a)->count != (*b)->count)
		return (*a)->count > (*b)->count ? -1 : 1;
	return strcmp((*a)->text, (*b)->text);
}

static void
put_words(struct against *g, const struct place *p, FILE *out)
{
	struct longer **list;
	uint32_t n = 0;

	for (struct longer *w = p->longer; w != NULL; w = w->next)
		n++;
	list = arena_alloc(g->arena, n + 1, sizeof(struct longer *));
	n = 0;
	for (struct longer *w = p->longer; w != NULL; w = w->next) {
		w->count = names_find(&g->words, w->key)->value;
		list[n++] = w;
	}
	qsort(list, n, sizeof *list, by_count);
	for (uint32_t i = 0; i < n && i < N_SHOWN; i++)
		fprintf(out, "%s%s %.0f %%", i == 0 ? "" : ", ", list[i]->text,
		    100.0 * list[i]->count / p->n_hit);
	fputs(n > N_SHOWN ? ", ...\n" : "\n", out);
}

struct row {
	uint32_t keyword, n_inside;
};

static int
by_inside(const void *p, const void *q)
{
	const struct row *a = p, *b = q;

	if (a->n_inside != b->n_inside)
		return a->n_inside > b->n_inside ? -1 : 1;
	return a->keyword < b->keyword ? -1 : a->keyword > b->keyword;
}

static void
put_report(struct against *g, FILE *out)
{
	struct row *row =
	    arena_alloc(g->arena, g->rs->n_keyword + 1, sizeof *row);
	uint32_t n = 0;

	for (uint32_t i = 0; i < g->rs->n_keyword; i++)
		if (g->place[i].n_inside != 0)
			row[n++] = (struct row){i, g->place[i].n_inside};
	qsort(row, n, sizeof *row, by_inside);
	for (uint32_t i = 0; i < n; i++) {
		const struct keyword *k = &g->rs->keyword[row[i].keyword];
		const struct place *p = &g->place[row[i].keyword];

		fprintf(out, "%s\t%s\t%u\t%u\t%.0f %%\t",
		    pool_at(g->rs, k->text),
		    pool_at(g->rs, g->rs->set[k->target].name), p->n_hit,
		    p->n_inside, 100.0 * p->n_inside / p->n_hit);
		put_words(g, p, out);
	}
}

int
check_against(struct arena *a, const struct ruleset *rs, const char *name,
    FILE *out, FILE *err)
{
	/* ha- doe- dang- ip-: a noun with these behind it means the same. */
	static const char verbs[] =
	    "하 해 했 한 할 합 함 되 된 될 됐 됨 당 입";
	struct against g = {.arena = a, .rs = rs};
	size_t room = norm_room(MAX_PIECE);
	struct slice text;

	if (!read_whole_file(a, name, MAX_TEXT, &text, err))
		return 4;
	g.place = arena_alloc(a, rs->n_keyword + 1, sizeof *g.place);
	g.found = arena_alloc(a, MAX_FOUND, sizeof *g.found);
	g.text.sym = arena_alloc(a, room, sizeof(uint16_t));
	g.text.gap = arena_alloc(a, room, 1);
	norm_text(&g.text, ENC_UTF8, slice_of(verbs));
	g.n_verb = g.text.n < ARRAY_LEN(g.verb) ? g.text.n
						 : (uint32_t)ARRAY_LEN(g.verb);
	memcpy(g.verb, g.text.sym, g.n_verb * sizeof *g.verb);
	g.text.begin = arena_alloc(a, room, sizeof(uint32_t));
	g.text.end = arena_alloc(a, room, sizeof(uint32_t));
	look_at_all(&g, text);
	put_report(&g, out);
	return 0;
}
