/* SPDX-License-Identifier: MIT */
/* check: warnings about rules that compile. */
#ifndef CHECK_H
#define CHECK_H

#include <stdio.h>

#include "rules_load.h"

/*
 * Adds warnings about rules that were loaded without an error to their
 * diagnostics. `as_of` (2026-11-23) is the day that contacts are measured by;
 * NULL: their age is not looked at, for there is no clock here.
 */
void check_rules(struct arena *a, struct rules *rules, const char *as_of);

/*
 * For every keyword of a set: how often it stands inside a longer word of the
 * text file `name`, and in which. Returns 0, or 4 when it cannot be read.
 */
int check_against(struct arena *a, const struct ruleset *rs, const char *name,
    FILE *out, FILE *err);

#endif
