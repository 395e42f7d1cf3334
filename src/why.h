/* SPDX-License-Identifier: MIT */
/*
 * why: what puts one class before another. The addends of the difference of
 * two sums, named by the rules' own words, never by the complaint's: so they
 * can be printed where nothing of a complaint may be.
 */
#ifndef WHY_H
#define WHY_H

#include <stdio.h>

#include "arena.h"
#include "route.h"

/* A class of a channel that the rules do not have: it has nothing at all. */
#define WHY_UNKNOWN 0xFFFFFFFFu

/* One addend of S(a) - S(b). */
struct addend {
	const char *name; /* a rule's id, a stem, "base", "cap", "threshold" */
	bool is_stem;
	int32_t weight;
};

struct addends {
	struct addend *item;
	uint32_t n;
	int32_t sum;
};

/*
 * The addends of class `a` over class `b`, the heaviest first; n_class stands
 * for no class, whose sum is what the threshold leaves to `none`. The report
 * must be of a router that explains. Names live as long as the rules.
 */
struct addends why_before(struct arena *arena, const struct ruleset *rs,
    const struct report *r, int32_t threshold, uint32_t a, uint32_t b);

/* The addends of `y` - `x`, matched by name, the heaviest first. */
struct addends why_changed(
    struct arena *arena, struct addends x, struct addends y);

/* The class that speaks for `channel` in a report, or n_class. */
uint32_t why_class(const struct ruleset *rs, const struct report *r,
    int32_t threshold, uint32_t channel);

/* "+12 'word', -3 R3.fee, and 4 more (+5)" */
void why_print(FILE *out, struct addends a, uint32_t most);

#endif
