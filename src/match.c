/* SPDX-License-Identifier: MIT */
#include "match.h"

/*
 * A walk through the trie is one value: the slot it came to, with its place (as
 * an end has it) instead of the class. There is no branch on what is found: on
 * Korean text every third would be predicted wrongly.
 */
enum { NEXT_SYMBOL = 1 << LEN_BITS | 1 }; /* added to a place */

/* Starts a walk at each of the first `n` symbols; returns how many go on. */
static size_t
start(struct match *m, const struct ruleset *rs, const uint16_t *sym,
    uint32_t n, uint32_t before)
{
	const uint16_t *class_of = rs->symbol_class;
	const uint64_t *root = rs->slot + rs->root;
	uint32_t latin = rs->latin_inside ? 0 : N_LATIN_CLASS;
	uint64_t place = NEXT_SYMBOL;
	size_t n_on = 0;

	for (uint32_t i = 0; i < n; i++, place += 1 << LEN_BITS) {
		uint32_t class = class_of[sym[i]];
		/* No keyword begins inside a Latin word, as a rule. Latin
		 * classes less one are those below a power of two: two of them
		 * have no higher bit, and any other class has one. */
		uint32_t inside = ((class - 1) | (before - 1)) < latin;
		uint64_t child = root[class] ^ class;

		m->class[i] = (uint16_t)class;
		m->walk[n_on] = child | place;
		n_on += ((uint16_t)child | inside) == 0;
		before = class;
	}
	return n_on;
}

/*
 * Takes the `n` walks one after the other, notes when keywords end there, and
 * goes one symbol further: what comes of it, if something does, is put behind
 * the last walk, and taken when its turn comes.
 */
static void
go_on(struct match *m, const uint64_t *slot, size_t n)
{
	uint64_t *walk = m->walk, *end = m->end;
	size_t n_end = 0;

	for (size_t i = 0; i < n; i++) {
		uint64_t at = walk[i], child;
		const uint16_t *next = &m->class[end_next(at)];
		uint64_t class = next[0];

		end[n_end] = at;
		n_end += slot_has_out(at);
		child = slot[slot_base(at) + class] ^ class;
		/* Its own child's slot: few of them are in the nearest cache. */
		__builtin_prefetch(&slot[slot_base(child) + next[1]]);
		walk[n] = child | (uint16_t)(at + NEXT_SYMBOL);
		n += (uint16_t)child == 0;
	}
	m->n_end = (uint32_t)n_end;
}

void
match_block(struct match *m, const struct ruleset *rs, const struct text *text,
    uint32_t block)
{
	const uint16_t *class_of = rs->symbol_class, *sym = text->sym + block;
	uint32_t rest = text->n - block;
	uint32_t n = rest < SCAN_BLOCK ? rest : SCAN_BLOCK;
	uint32_t reach = rest < n + MAX_KEYWORD ? rest : n + MAX_KEYWORD;
	size_t n_on =
	    start(m, rs, sym, n, block == 0 ? 0 : class_of[sym[-1]]);

	for (uint32_t i = n; i < reach; i++)
		m->class[i] = class_of[sym[i]];
	m->class[reach] = 0; /* no slot has class 0: walks end there */
	m->block = block;
	go_on(m, rs->slot, n_on);
}

/* A word without blanks longer than this was typed without spacing, and a
 * Korean word may start anywhere in it. The longest common words with their
 * endings have about ten syllables. */
enum { UNSPACED = 12 };

/*
 * Particles and endings that may follow a noun marked `word`, one to three
 * syllables, in folded spelling. From the closed class of Korean josa.
 */
static const uint16_t particles[][3] = {{0xC740}, {0xB294}, {0xC774},
    {0xAC00}, {0xC744}, {0xB97C}, {0xC5D0}, {0xB3C4}, {0xB9CC}, {0xB85C},
    {0xC758}, {0xC640}, {0xACFC}, {0xB791}, {0xC694}, {0xC57C}, {0xC544},
    {0xC778}, {0xC5D0, 0xC11C}, {0xC5D0, 0xAC8C}, {0xC73C, 0xB85C},
    {0xC774, 0xB791}, {0xC774, 0xB098}, {0xB77C, 0xB3C4}, {0xC870, 0xCC28},
    {0xAE4C, 0xC9C0}, {0xBD80, 0xD130}, {0xCC98, 0xB7FC}, {0xBCF4, 0xB2E4},
    {0xD55C, 0xD14C}, {0xC774, 0xC694}, {0xC774, 0xC57C}, {0xC785, 0xB2C8},
    {0xC774, 0xB77C}, {0xC774, 0xC5D0}, {0xC778, 0xB370}, {0xC5D0, 0xC694},
    {0xC5D0, 0xC11C, 0xB294}, {0xC5D0, 0xB294}, {0xC5D0, 0xB3C4},
    {0xC5D0, 0xC120}, {0xC774, 0xB2E4}};

static bool
is_word_end(const struct text *t, uint32_t at)
{
	return at == t->n || t->gap[at] || !sym_is_hangul(t->sym[at]);
}

static bool
is_word_start(const struct text *t, uint32_t at)
{
	uint32_t run = at;

	if (at == 0 || t->gap[at] || !sym_is_hangul(t->sym[at - 1]))
		return true;
	while (run > 0 && at - run <= UNSPACED && !t->gap[run] &&
	    sym_is_hangul(t->sym[run - 1]))
		run--;
	if (at - run > UNSPACED)
		return true;
	while (at < t->n && at - run <= UNSPACED && !is_word_end(t, at))
		at++;
	return at - run > UNSPACED;
}

static bool
ends_after_particle(const struct text *t, uint32_t at)
{
	if (is_word_end(t, at))
		return true;
	for (size_t i = 0; i < ARRAY_LEN(particles); i++) {
		uint32_t k = 0;

		while (k < 3 && particles[i][k] != 0 && at + k < t->n &&
		    t->sym[at + k] == particles[i][k])
			k++;
		if ((k == 3 || particles[i][k] == 0) && is_word_end(t, at + k))
			return true;
	}
	return false;
}

static bool
edges_fit(
    uint32_t flags, const struct text *text, uint32_t begin, uint32_t end)
{
	if ((flags & KW_LATIN_START) && begin > 0 &&
	    sym_is_latin(text->sym[begin - 1]))
		return false;
	if ((flags & KW_LATIN_END) && end < text->n &&
	    sym_is_latin(text->sym[end]))
		return false;
	if ((flags & KW_START) && !is_word_start(text, begin))
		return false;
	if ((flags & KW_END) && !is_word_end(text, end))
		return false;
	if ((flags & KW_WORD) && !ends_after_particle(text, end))
		return false;
	return true;
}

static bool
blanks_fit(const struct keyword *k, const struct text *text, uint32_t begin,
    uint32_t end)
{
	for (uint32_t i = begin + 1; i < end; i++)
		if (text->gap[i] && !(k->gaps >> (i - begin) & 1))
			return false;
	return true;
}

bool
keyword_fits_flags(const struct keyword *k, uint32_t flags,
    const struct text *text, uint32_t begin, uint32_t end)
{
	return edges_fit(flags, text, begin, end) &&
	    (flags & KW_GAPS || blanks_fit(k, text, begin, end));
}

bool
keyword_fits(const struct keyword *k, const struct text *text, uint32_t begin,
    uint32_t end)
{
	return keyword_fits_flags(k, k->flags, text, begin, end);
}
