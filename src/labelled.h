/* SPDX-License-Identifier: MIT */
/*
 * labelled: complaints with the channel they belong to, one a line:
 *
 *   channel TAB text
 *   channel TAB paragraph TAB runner-up TAB language TAB text
 *
 * The channel may be a class (tdmc.R3), or have `todo ` before it. Empty lines
 * and lines that start with # are skipped.
 */
#ifndef LABELLED_H
#define LABELLED_H

#include "ruleset.h"
#include "slice.h"

struct labelled {
	struct slice rest; /* of the file */
	uint32_t line;     /* of the complaint below, from 1 */
	bool has_label;
	bool is_todo;
	struct slice label, text;
	uint32_t channel;
	uint32_t class; /* n_class: any of the channel */
};

/*
 * The next complaint; false at the end. Its label is looked up in `rs`: when
 * that has no such channel `has_label` is false and `text` is the whole line.
 */
bool labelled_next(const struct ruleset *rs, struct labelled *l);

/* "tdmc" or "tdmc.R3" as indexes; false when the rules have no such thing. */
bool label_find(const struct ruleset *rs, struct slice label,
    uint32_t *channel, uint32_t *class);

#endif
