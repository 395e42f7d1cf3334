/* SPDX-License-Identifier: MIT */
#include "find.h"

#include <stdlib.h>

enum { N_NO_STEM = 16 };

void
finds_init(
    struct finds *f, struct arena *a, const struct ruleset *rs, bool places)
{
	f->rs = rs;
	f->arena = a;
	f->n_stem = 0;
	f->no_stem = (rs->n_stem + 63) / 64 * 64;
	f->seen =
	    arena_alloc(a, f->no_stem / 64 + N_NO_STEM, sizeof *f->seen);
	memset(f->seen + f->no_stem / 64, 0xFF, N_NO_STEM * sizeof *f->seen);
	f->hits = f->exceptions = (struct hits){NULL, 0, 0};
	/* Last those of which a short text touches the first page alone. */
	f->stem = arena_alloc(a, (size_t)rs->n_stem + 2, sizeof *f->stem);
	f->place = places
	    ? arena_alloc(a, (size_t)rs->n_stem + 2, sizeof *f->place)
	    : NULL;
}

static void
forget(struct finds *f)
{
	for (uint32_t i = 0; i < f->n_stem; i++)
		f->seen[f->stem[i] / 64] = 0;
	f->n_stem = f->hits.n = f->exceptions.n = 0;
}

/* Stems found so far. A copy of what `finds` has of them, in registers: a
 * compiler would load all again after each word that is written. */
struct stems {
	uint64_t *seen;
	uint32_t *stem;
	size_t n;
	uint32_t no_stem;
};

/*
 * Stem `stem` found, if it `counts`; else one that is never new. There are many
 * of those, for one that is found again and again would have to wait for
 * itself: `i` chooses. True for a stem that is new; but there is no branch on
 * that here, or on what counts: processors would guess wrongly too often.
 */
static ALWAYS_INLINE bool
take_stem(struct stems *s, uint32_t stem, bool counts, uint32_t i)
{
	uint32_t none = s->no_stem + i % N_NO_STEM * 64;
	uint64_t *seen, bit;
	bool is_new;

	stem = none ^ ((none ^ stem) & -(uint32_t)counts);
	seen = &s->seen[stem / 64];
	bit = (uint64_t)1 << stem % 64;
	is_new = (*seen & bit) == 0;
	*seen |= bit;
	s->stem[s->n] = stem;
	s->n += is_new;
	return is_new;
}

static struct span
span_of(const struct match *m, uint64_t end)
{
	uint32_t next = m->block + end_next(end);

	return (struct span){next - end_len(end), next};
}

/* A block's hits are all kept, and cut to MAX_HITS when they are sorted: which
 * ones a long text has does not hang on where blocks end. */
static void
put_hit(struct finds *f, struct hits *to, uint32_t keyword, uint32_t set,
    struct span at)
{
	if (to->n == to->room) {
		to->room = to->room == 0 ? 64 : 2 * to->room;
		to->at = arena_grow(
		    f->arena, to->at, to->n, to->room, sizeof *to->at);
	}
	to->at[to->n++] = (struct hit){
	    keyword, set, at.begin, at.end, 0, NO_HIT, false};
}

/* Keyword `id`, of whose kind is `word`, ended there. Returns true for a stem
 * that fits; others are put where they belong. */
static bool
take_keyword(struct finds *f, const struct text *text, uint32_t id,
    uint32_t word, struct span at)
{
	const struct keyword *k = &f->rs->keyword[id];
	uint32_t flags = posting_flags(word);

	if (!keyword_fits_flags(k, flags, text, at.begin, at.end))
		return false;
	if (flags & KW_SET)
		put_hit(f, &f->hits, id, posting_set(word), at);
	else if (flags & KW_EXCEPTION)
		put_hit(f, &f->exceptions, k->target, NO_SET, at);
	return flags & KW_STEM;
}

/* The keywords of the posting at an end. */
static ALWAYS_INLINE void
take_posting(struct finds *f, struct stems *s, const struct text *text,
    uint64_t end, bool places)
{
	const struct match *m = &f->match;
	const uint32_t *posting = &f->rs->posting[slot_out(end) - OUT_POSTING];
	bool before_latin = class_is_latin(m->class[end_next(end)]);
	struct span at = span_of(m, end);
	uint32_t each;

	do {
		uint32_t stem;
		bool counts;

		each = *posting++;
		stem = (each & ~(POSTING_LAST | OUT_WHOLE)) - 1;
		counts = !before_latin | !(each & OUT_WHOLE);
		if (each & OUT_KEYWORD) {
			uint32_t id = each & ~(POSTING_LAST | OUT_KEYWORD);

			counts = take_keyword(f, text, id, *posting++, at);
			if (counts)
				stem = f->rs->keyword[id].target;
		}
		if (take_stem(s, stem, counts, at.begin) && places)
			f->place[s->n - 1] = at;
	} while (!(each & POSTING_LAST));
}

/*
 * The keywords that were found in a block. Most are stems without conditions;
 * the others move to the front of the ends, to be looked at behind them: a
 * branch on the kind would be predicted wrongly for every fourth.
 */
static ALWAYS_INLINE void
take_ends(struct finds *f, const struct text *text, bool places)
{
	struct stems s = {f->seen, f->stem, f->n_stem, f->no_stem};
	uint64_t *end = f->match.end;
	uint32_t n_end = f->match.n_end, n = 0;

	for (uint32_t i = 0; i < n_end; i++) {
		uint64_t at = end[i];
		bool is_plain = slot_out(at) < OUT_POSTING;

		if (take_stem(&s, slot_out(at) - 1, is_plain, i) && places)
			f->place[s.n - 1] = span_of(&f->match, at);
		end[n] = at;
		n += !is_plain;
	}
	for (uint32_t i = 0; i < n; i++)
		take_posting(f, &s, text, end[i], places);
	f->n_stem = (uint32_t)s.n;
}

/* What hits are sorted by: begin, end, keyword. They came by length. */
static inline uint64_t
key_of(const struct hit *h)
{
	return (uint64_t)h->begin << 32 |
	    (uint64_t)(h->end - h->begin) << 24 | h->keyword;
}
_Static_assert(MAX_KEYWORDS < 1 << 24 && MAX_KEYWORD < 256,
    "a hit's keyword and length fit its key");

static int
by_place(const void *a, const void *b)
{
	uint64_t x = key_of(a), y = key_of(b);

	return x < y ? -1 : x > y;
}

static void
sort_hits(struct hit *hit, uint32_t n)
{
	if (n > 32) { /* by insertion it would be quadratic */
		qsort(hit, n, sizeof *hit, by_place);
		return;
	}
	for (uint32_t i = 1; i < n; i++) {
		struct hit h = hit[i];
		uint64_t key = key_of(&h);
		uint32_t k = i;

		for (; k > 0 && key_of(&hit[k - 1]) > key; k--)
			hit[k] = hit[k - 1];
		hit[k] = h;
	}
}

/* Sorts the hits from `from` on, which no block has before. */
static void
close_block(struct hits *hits, uint32_t from)
{
	if (hits->n == from)
		return; /* perhaps there is no array yet */
	sort_hits(hits->at + from, hits->n - from);
	if (hits->n > MAX_HITS)
		hits->n = MAX_HITS;
}

static bool
hides(const struct hit *exception, const struct hit *h)
{
	return exception->keyword == h->keyword &&
	    exception->begin <= h->begin && exception->end >= h->end;
}

/* Marks the hits that exceptions hide. */
static void
hide_hits(struct hits *hits, const struct hits *exceptions)
{
	const struct hit *e = exceptions->at;
	uint32_t from = 0;

	for (uint32_t i = 0; i < hits->n; i++) {
		struct hit *h = &hits->at[i];

		/* Too far before this hit, and so before all later ones. */
		while (from < exceptions->n &&
		    e[from].begin + MAX_KEYWORD < h->begin)
			from++;
		for (uint32_t k = from;
		     k < exceptions->n && e[k].begin <= h->begin; k++)
			h->is_hidden |= hides(&e[k], h);
	}
}

void
find_keywords(struct finds *f, const struct text *text)
{
	forget(f);
	for (uint32_t block = 0; block < text->n; block += SCAN_BLOCK) {
		uint32_t hits = f->hits.n, exceptions = f->exceptions.n;

		match_block(&f->match, f->rs, text, block);
		if (f->place != NULL)
			take_ends(f, text, true);
		else
			take_ends(f, text, false);
		/* Keywords that begin in a block stand together: so a sort of
		 * each block's is a sort of all. */
		close_block(&f->hits, hits);
		close_block(&f->exceptions, exceptions);
	}
	if (f->exceptions.n != 0)
		hide_hits(&f->hits, &f->exceptions);
}
