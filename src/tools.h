/* SPDX-License-Identifier: MIT */
/*
 * tools: what the authors of rules use: --check, --test, --diff, --list and
 * --dump-rules. Each returns the exit status.
 */
#ifndef TOOLS_H
#define TOOLS_H

#include <stdio.h>

#include "options.h"
#include "rules_load.h"

/*
 * Mistakes and warnings of the rules, to `out`; silent when there are none.
 * `status` is what rules_load() returned. 0; 3 for errors, or for warnings
 * with --strict; 4 when the --against file cannot be read.
 */
int tool_check(const struct options *o, struct arena *a, struct rules *rules,
    int status, FILE *out, FILE *err);

/* Inline tests, or the labelled file o->what. 0; 1 when one fails. */
int tool_test(const struct options *o, struct arena *a,
    const struct rules *rules, FILE *out, FILE *err);

/* The complaints of o->what that two sets of rules route differently. */
int tool_diff(const struct options *o, struct arena *a, FILE *out, FILE *err);

/* Channels, rules or keywords, tab-separated. */
int tool_list(const struct options *o, const struct ruleset *rs, FILE *out);

/* The text of the rules, as it was read. */
int tool_dump(const struct rules *rules, FILE *out);

#endif
