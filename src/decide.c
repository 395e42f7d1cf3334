/* SPDX-License-Identifier: MIT */
#include "decide.h"

/*
 * A channel's best class as one number, so that the better one is the greater:
 * its score, and below that who wins a tie: `none` before all others, then the
 * class that stands first. There are no branches on it: nobody can guess which
 * class is best.
 */
#define TIE_BITS 8
#define TIE_NONE 128
_Static_assert(MAX_CLASSES < TIE_NONE, "a class has a place among ties");

static int64_t
key_of(uint32_t channel, uint32_t class, int32_t score)
{
	return (int64_t)score * (1 << TIE_BITS) +
	    (channel == 0 ? TIE_NONE : 0) + TIE_NONE - 1 - (int)class;
}

static struct rank
rank_of(uint32_t channel, int64_t key)
{
	return (struct rank){channel,
	    TIE_NONE - 1 - ((uint32_t)key & (TIE_NONE - 1)),
	    (int32_t)(key >> TIE_BITS)};
}

/* The keys of the channels' best classes into best[n_channel]; INT64_MIN for a
 * channel without one. `none` is worth threshold - 1 in any case. */
static void
find_best(const struct ruleset *rs, const struct tally *tally,
    int32_t threshold, int64_t *best)
{
	for (uint32_t ch = 0; ch < rs->n_channel; ch++)
		best[ch] = INT64_MIN;
	for (uint32_t k = 0; k < rs->n_class; k++) {
		uint32_t ch = rs->class[k].channel;
		int32_t least = ch == 0 ? threshold - 1 : INT32_MIN;
		int32_t sum = tally->sum[k] > least ? tally->sum[k] : least;
		int64_t key = key_of(ch, k, sum);

		best[ch] = key > best[ch] ? key : best[ch];
	}
	if (best[0] == INT64_MIN)
		best[0] = key_of(0, rs->n_class, threshold - 1);
}

uint32_t
decide_ranks(const struct ruleset *rs, const struct tally *tally,
    int32_t threshold, struct rank *out)
{
	int64_t best[MAX_CHANNELS], sorted[MAX_CHANNELS];
	uint32_t n = 0;

	find_best(rs, tally, threshold, best);
	for (uint32_t ch = 0; ch < rs->n_channel; ch++) {
		uint32_t at;

		if (best[ch] == INT64_MIN)
			continue; /* no rule speaks for this channel */
		for (at = n++; at > 0 && sorted[at - 1] < best[ch]; at--) {
			sorted[at] = sorted[at - 1];
			out[at] = out[at - 1];
		}
		sorted[at] = best[ch];
		out[at] = rank_of(ch, best[ch]);
	}
	return n;
}

struct verdict
decide(const struct ruleset *rs, const struct tally *tally, int32_t threshold,
    int32_t margin)
{
	int64_t best[MAX_CHANNELS], first = INT64_MIN, second = INT64_MIN;
	struct verdict v = {.status = STATUS_NONE};
	uint32_t channel = 0, other = 0;
	struct rank rank;

	find_best(rs, tally, threshold, best);
	for (uint32_t ch = 0; ch < rs->n_channel; ch++) {
		bool is_first = best[ch] > first;
		int64_t less = is_first ? first : best[ch];
		uint32_t lesser = is_first ? channel : ch;

		other = less > second ? lesser : other;
		second = less > second ? less : second;
		first = is_first ? best[ch] : first;
		channel = is_first ? ch : channel;
	}
	rank = rank_of(channel, first);
	v.channel = channel;
	v.class = rank.class;
	v.score = rank.score;
	v.status = channel == 0 ? STATUS_NONE : STATUS_ROUTED;
	if (second != INT64_MIN) {
		v.runner_up = other;
		v.margin = rank.score - rank_of(other, second).score;
		/* Nothing found is no close call between all. */
		v.is_close = v.margin < margin &&
		    (v.channel != 0 || tally->n_evidence != 0);
	}
	return v;
}
