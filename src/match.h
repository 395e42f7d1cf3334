/* SPDX-License-Identifier: MIT */
/*
 * match: every keyword in a text. From each symbol the trie is walked as far
 * as it goes; keywords are short, so this is linear in the text, and unlike
 * an automaton with failure links the walks do not depend on each other.
 *
 * A text is matched by blocks, so that what a block needs stays in the cache;
 * all walks of a block go one symbol, then all go the next. Where keywords end
 * is noted, and handed out in batches:
 *
 *	for (block = 0; block < text->n; block += SCAN_BLOCK) {
 *		match_start(m, rs, text, block);
 *		while (match_ends(m, rs))
 *			... the ends in m
 *	}
 */
#ifndef MATCH_H
#define MATCH_H

#include "limits.h"
#include "norm.h"
#include "ruleset.h"

/* Ends that are noted before they are handed out; few texts have more. */
enum { END_ROOM = 2 * SCAN_BLOCK };

struct match {
	uint32_t block; /* the symbol where it begins */
	uint32_t n_end, n_on, len;
	/* The classes of its symbols, and of those that keywords may reach. */
	uint16_t class[SCAN_BLOCK + MAX_KEYWORD + 1];
	uint64_t walk[SCAN_BLOCK + 1]; /* n_on walks, of `len` symbols, go on */
	/* The last batch of ends: slots, with their keyword's place and length
	 * instead of the class: see end_place(). */
	uint64_t end[END_ROOM + 1];
};

/* Where in the block an end's keyword begins, and its symbols. */
enum { PLACE_BITS = 8 };
_Static_assert(SCAN_BLOCK <= 1 << PLACE_BITS && MAX_KEYWORD < 64,
    "the place of an end and its length have 16 bits");

static inline uint32_t
end_place(uint64_t end)
{
	return end & ((1u << PLACE_BITS) - 1);
}

static inline uint32_t
end_len(uint64_t end)
{
	return (uint16_t)end >> PLACE_BITS;
}

/* Starts a walk at each symbol of the block that begins at `block`. */
void match_start(struct match *m, const struct ruleset *rs,
    const struct text *text, uint32_t block);

/* The next batch of ends; false when there is none. A keyword whose edges and
 * blanks do not fit is among them: see keyword_fits(). */
bool match_ends(struct match *m, const struct ruleset *rs);

/*
 * A keyword's own conditions: edges and blanks. `text` has the keyword's
 * symbols at [begin, end). For those who have its flags alone, there are the
 * two halves; blanks_fit() asks only when there is a blank inside.
 */
bool keyword_fits(const struct keyword *k, const struct text *text,
    uint32_t begin, uint32_t end);
bool edges_fit(uint32_t flags, const struct text *text, uint32_t begin,
    uint32_t end);
bool blanks_fit(const struct keyword *k, const struct text *text,
    uint32_t begin, uint32_t end);

#endif
