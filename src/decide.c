/* SPDX-License-Identifier: MIT */
#include "decide.h"

#include <assert.h>

uint32_t
decide_ranks(const struct ruleset *rs, const struct tally *tally,
    int32_t threshold, struct rank *out)
{
	struct rank best[MAX_CHANNELS];
	uint32_t n = 0;

	for (uint32_t ch = 0; ch < rs->n_channel; ch++)
		best[ch] = (struct rank){ch, rs->n_class, threshold - 1};
	for (uint32_t k = 0; k < rs->n_class; k++) {
		struct rank *r = &best[rs->class[k].channel];
		bool better = tally->sum[k] > r->score;
		bool is_first = r->class == rs->n_class;

		/* `none` is worth the threshold without a class. No branches:
		 * nobody can guess which class is best. */
		r->score = better | (is_first & (r->channel != 0))
		    ? tally->sum[k]
		    : r->score;
		r->class = (better | is_first) ? k : r->class;
	}
	for (uint32_t ch = 0; ch < rs->n_channel; ch++) {
		struct rank r = best[ch];
		uint32_t at;

		if (r.class == rs->n_class && ch != 0)
			continue; /* no rule speaks for this channel */
		/* Insertion keeps the order of the file among equals, but
		 * `none`, which comes first, wins every tie. */
		for (at = n++; at > 0; at--) {
			const struct rank *o = &out[at - 1];

			if (r.score < o->score ||
			    (r.score == o->score &&
				(o->channel == 0 || r.class > o->class)))
				break;
			out[at] = *o;
		}
		out[at] = r;
	}
	return n;
}

struct verdict
decide(const struct ruleset *rs, const struct tally *tally, int32_t threshold,
    int32_t margin)
{
	struct rank rank[MAX_CHANNELS];
	struct verdict v = {.status = STATUS_NONE};
	uint32_t n = decide_ranks(rs, tally, threshold, rank);

	assert(n > 0); /* none always ranks */
	v.channel = rank[0].channel;
	v.class = rank[0].class;
	v.score = rank[0].score;
	v.status = v.channel == 0 ? STATUS_NONE : STATUS_ROUTED;
	if (n > 1) {
		v.runner_up = rank[1].channel;
		v.margin = rank[0].score - rank[1].score;
		/* Nothing found is no close call between all. */
		v.is_close = v.margin < margin &&
		    (v.channel != 0 || tally->n_evidence != 0);
	}
	return v;
}
