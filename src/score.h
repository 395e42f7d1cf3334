/* SPDX-License-Identifier: MIT */
/*
 * score: text to tally. Keywords are found (find), names that only seem to
 * speak are taken out (masks), rules are weighed, and every class has a sum.
 *
 * A scorer holds what one text needs, allocated once for a ruleset; only the
 * list of hits grows, with the longest text so far.
 */
#ifndef SCORE_H
#define SCORE_H

#include "arena.h"
#include "limits.h"
#include "norm.h"
#include "ruleset.h"

/* One addend of the sums: a stem or a rule, with the place that shows it. */
struct contribution {
	bool is_stem;
	uint32_t id; /* keyword (of a stem), or rule */
	uint32_t times;
	uint32_t begin, end;
};

/* What a contribution adds to the sum of `class`. */
static inline int32_t
contribution_weight(const struct ruleset *rs, const struct contribution *c,
    uint32_t class)
{
	uint32_t stem;

	if (!c->is_stem)
		return rs->rule_weight[(size_t)c->id * rs->n_lane + class] *
		    (int32_t)c->times;
	stem = rs->keyword[c->id].target;
	return class < rs->n_stem_lane
	    ? rs->stem_weight[(size_t)stem * rs->n_stem_lane + class]
	    : 0;
}

/* A place that a mask took out before the text was weighed. */
struct masked {
	uint32_t rule;
	uint32_t begin, end;
};

struct tally {
	int32_t sum[MAX_CLASSES];
	uint32_t n_evidence; /* stems, and hits of sets, that were found */
	uint32_t n_addend;   /* stems and rules that were weighed */
	/* Of the evidence, with a Latin letter or digit first; 0 for a text without
	 * a Latin word. */
	uint32_t n_latin;
	/* What a group's cap took away from each class. */
	int32_t capped[MAX_CLASSES];
	const struct contribution *contribution; /* NULL unless asked for */
	uint32_t n_contribution;
	const struct masked *masked;
	uint32_t n_masked;
	const uint32_t *notice; /* rules of kind notice that hold */
	uint32_t n_notice;
};

struct scorer;

/* A scorer for `rs`, in `a`. With `explain` tallies list contributions. */
struct scorer *scorer_new(
    struct arena *a, const struct ruleset *rs, bool explain);

/*
 * What a class has before any evidence, for a text with `n_addend` stems and
 * rules: its base for each square root of their number. Sums of many addends
 * spread with the square root of their number, so this is what keeps a short
 * and a long text comparable. Rounded towards zero.
 */
int32_t score_base(
    const struct ruleset *rs, uint32_t class, uint32_t n_addend);

/*
 * Scores a text; masked names in it are overwritten with SYM_OTHER. The
 * tally's lists live until the next call.
 */
void score_text(struct scorer *sc, struct text *text, struct tally *out);

#endif
