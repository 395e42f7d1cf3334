/* SPDX-License-Identifier: MIT */
/*
 * find: text to stems and hits of sets: the keywords that match, whose own
 * conditions hold. Every stem is found once, however often it stands there.
 */
#ifndef FIND_H
#define FIND_H

#include "arena.h"
#include "match.h"

/* A keyword of a set found in the text: symbols [begin, end). */
struct hit {
	uint32_t keyword, set;
	uint32_t begin, end;
	uint32_t sentence; /* for whoever counts them */
	uint32_t next;     /* the next hit of the same set, or NO_HIT */
	bool is_hidden;    /* by an exception */
};

#define NO_HIT 0xFFFFFFFFu

/* By place. Of a text with more than MAX_HITS the first ones. */
struct hits {
	struct hit *at;
	uint32_t n, room;
};

/* Symbols [begin, end). */
struct span {
	uint32_t begin, end;
};

struct finds {
	const struct ruleset *rs;
	uint32_t *stem; /* those found, in no order */
	uint32_t n_stem;
	struct span *place; /* of each stem's first match; NULL unless asked */
	struct hits hits;
	/* For find.c alone. */
	struct arena *arena;
	uint64_t *seen;   /* a bit for each stem: it was found */
	uint32_t no_stem; /* from here on they are none, always seen */
	struct hits exceptions; /* places that longer words hide */
	struct match match;
};

/* Arrays in `a` for what one text can have; with `places` where it stands. */
void finds_init(struct finds *f, struct arena *a, const struct ruleset *rs,
    bool places);

/* Fills `f` from a text, and forgets what it had. */
void find_keywords(struct finds *f, const struct text *text);

#endif
