/* SPDX-License-Identifier: MIT */
/*
 * route: one record to its verdict, the whole way. decode, normalise, match,
 * score, decide; and once more through the keyboard layout for a text typed
 * with the wrong one.
 */
#ifndef ROUTE_H
#define ROUTE_H

#include "decide.h"
#include "decode.h"
#include "norm.h"
#include "score.h"

/* A text with what scores it. */
struct reading {
	struct scorer *scorer;
	struct text text;
	size_t room; /* symbols the arrays of `text` hold */
};

struct router {
	const struct ruleset *rs;
	enum encoding encoding;
	int32_t threshold, margin;
	bool explain; /* keep where each symbol came from */
	struct arena *arena;
	/* As it stands, and in the other keyboard layout, when that is tried. */
	struct reading first, second;
};

struct report {
	struct slice raw;
	struct text text; /* as scored: masked names are SYM_OTHER */
	struct tally tally;
	struct verdict verdict;
	enum encoding encoding; /* never ENC_AUTO */
	bool used_layout;
	bool truncated; /* set by whoever read the record */
	uint64_t n;     /* likewise: the record's number, from 1 */
};

/* A router over `rs` with its own threshold and margin; memory from `a`. */
void router_init(struct router *r, struct arena *a, const struct ruleset *rs,
    enum encoding encoding, bool explain);

/* Routes `raw`. The report's lists live until the next call. */
void route(struct router *r, struct slice raw, struct report *out);

#endif
