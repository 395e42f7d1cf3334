/* SPDX-License-Identifier: MIT */
/* decide: tally to verdict. Pure. */
#ifndef DECIDE_H
#define DECIDE_H

#include "ruleset.h"
#include "score.h"

enum status { STATUS_ROUTED, STATUS_NONE, STATUS_EMPTY };

struct verdict {
	enum status status;
	uint32_t channel;   /* index; 0 is none */
	uint32_t class;     /* the best one, or n_class when none has evidence */
	uint32_t runner_up; /* the second channel, 0 for none */
	int32_t score;      /* the sum of `class` */
	int32_t margin;     /* its lead over the runner-up, 0 or more */
	bool is_close;      /* margin below the ruleset's */
};

/* A channel with the sum of its best class, for ranking. */
struct rank {
	uint32_t channel, class;
	int32_t score;
};

/*
 * The best class's channel, unless `none` is as good: its own classes, or
 * threshold - 1 when it has none above that. Ties go to the class that stands
 * first in the rules, which is the guide's order.
 */
struct verdict decide(const struct ruleset *rs, const struct tally *tally,
    int32_t threshold, int32_t margin);

/*
 * All channels, `none` included, best first, into out[n_channel]. Returns
 * their number.
 */
uint32_t decide_ranks(const struct ruleset *rs, const struct tally *tally,
    int32_t threshold, struct rank *out);

#endif
