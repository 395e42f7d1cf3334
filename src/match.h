/* SPDX-License-Identifier: MIT */
/*
 * match: every keyword in a text. From each symbol the trie is walked as far
 * as it goes; keywords are short, so this is linear in the text, and unlike
 * an automaton with failure links the walks do not depend on each other.
 *
 * A text is matched by blocks, so that what a block needs stays in the cache:
 *
 *	for (block = 0; block < text->n; block += SCAN_BLOCK) {
 *		match_block(m, rs, text, block);
 *		... the m->n_end ends in m->end
 *	}
 */
#ifndef MATCH_H
#define MATCH_H

#include "limits.h"
#include "norm.h"
#include "ruleset.h"

/* Walks of a block, one for each symbol they take: few texts have more than two
 * a symbol, and the rest of the room is never touched. */
enum { MAX_WALKS = SCAN_BLOCK * (MAX_KEYWORD + 1) };

struct match {
	uint32_t block; /* the symbol where it begins */
	uint32_t n_end;
	/* The classes of its symbols, and of those that keywords may reach. */
	uint16_t class[SCAN_BLOCK + MAX_KEYWORD + 2];
	/* Slots where keywords end, with the place instead of the class: see
	 * end_next(), end_len(). They stand in no order. */
	uint64_t end[MAX_WALKS + 1];
	uint64_t walk[MAX_WALKS + 1];
};

/*
 * The place of an end: how many symbols its keyword has, above that where in
 * the block the next symbol is.
 */
enum { LEN_BITS = 6 };
_Static_assert(MAX_KEYWORD < (1 << LEN_BITS) - 1 &&
	SCAN_BLOCK + MAX_KEYWORD < 1 << (16 - LEN_BITS),
    "the place of an end has 16 bits");

static inline uint32_t
end_len(uint64_t end)
{
	return end & ((1u << LEN_BITS) - 1);
}

static inline uint32_t
end_next(uint64_t end)
{
	return (uint16_t)end >> LEN_BITS;
}

/* Finds where keywords end that begin in the block of `text` at `block`. One
 * whose edges and blanks do not fit is among them: see keyword_fits(). */
void match_block(struct match *m, const struct ruleset *rs,
    const struct text *text, uint32_t block);

/*
 * A keyword's own conditions: edges and blanks. `text` has the keyword's
 * symbols at [begin, end). The second is for whoever has its flags at hand: it
 * looks at `k` only when there is a blank inside.
 */
bool keyword_fits(const struct keyword *k, const struct text *text,
    uint32_t begin, uint32_t end);
bool keyword_fits_flags(const struct keyword *k, uint32_t flags,
    const struct text *text, uint32_t begin, uint32_t end);

#endif
