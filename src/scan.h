/* SPDX-License-Identifier: MIT */
/* scan: every keyword at every place of a text, for tools that look at
 * keywords one by one. Scoring has a scan of its own, which is faster. */
#ifndef SCAN_H
#define SCAN_H

#include "norm.h"
#include "ruleset.h"

/* A keyword at symbols [begin, end) of a text. */
struct found {
	uint32_t keyword, begin, end;
};

/* Calls `take` for each place whose symbols are those of a keyword; whether
 * its edges and blanks fit is for the caller to ask (keyword_fits). */
void scan_keywords(const struct ruleset *rs, const struct text *text,
    void (*take)(void *context, const struct found *f), void *context);

#endif
