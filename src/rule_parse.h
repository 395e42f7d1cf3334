/* SPDX-License-Identifier: MIT */
/* rule_parse: the text of a rules file into a struct rule_file. The grammar is
 * in minwon-rules(5). */
#ifndef RULE_PARSE_H
#define RULE_PARSE_H

#include "arena.h"
#include "diag.h"
#include "limits.h"
#include "rule_file.h"

/*
 * Reads the whole source, recording every mistake in `d` and going on behind
 * it. Returns false when there was an error. The result lives in `a` and
 * borrows from `source`, which must outlive it.
 */
bool rule_parse(struct arena *a, const struct source *source,
    struct rule_file *out, struct diag *d);

#endif
