/* SPDX-License-Identifier: MIT */
/* rule_compile: rule files, layered in order, into one struct ruleset. */
#ifndef RULE_COMPILE_H
#define RULE_COMPILE_H

#include "arena.h"
#include "diag.h"
#include "rule_file.h"
#include "ruleset.h"

/*
 * Resolves names, normalises keywords and builds the tables. In later files a
 * channel, class, set, rule, mask or notice with an id that exists already
 * replaces what it names (of a channel or class: only the attributes given),
 * and `disable` takes one away. A rule that is defined anew starts without
 * the weights that older tables gave it. Mistakes go to `d`; returns false when there was
 * an error. The tables live in `a`.
 */
bool rule_compile(struct arena *a, const struct rule_file *file,
    uint32_t n_file, struct ruleset *out, struct diag *d);

/*
 * Parses and compiles `n` sources as one layer each. What user-facing callers
 * want; false when there was an error.
 */
bool rule_load(struct arena *a, const struct source *source, uint32_t n,
    struct ruleset *out, struct diag *d);

/* The same, for callers that look at the statements again: `file` has room for
 * `n` of them. After an error they hold what could be read. */
bool rule_load_files(struct arena *a, const struct source *source, uint32_t n,
    struct rule_file *file, struct ruleset *out, struct diag *d);

/*
 * One keyword as symbols: returns their number, 0 when nothing is left of it.
 * `sym` and `gap` have norm_room(text.len) elements.
 */
uint32_t keyword_symbols(
    struct slice text, uint16_t *sym, uint8_t *gap);

/* True for a date as 2022-10-18. */
bool rule_is_date(struct slice s);

#endif
