/* SPDX-License-Identifier: MIT */
/* rule_emit: a ruleset and its sources as C source. Host only. */
#ifndef RULE_EMIT_H
#define RULE_EMIT_H

#include <stdio.h>

#include "../diag.h"
#include "../ruleset.h"

/* Writes the definitions that src/builtin.h declares. */
void rule_emit(FILE *out, const struct ruleset *rs,
    const struct source *source, uint32_t n_source);

#endif
