/* SPDX-License-Identifier: MIT */
/*
 * rules_load: which rules to use. The built-in tables when nothing else is
 * asked for; otherwise files, layered in order, where the name `builtin`
 * stands for the built-in text.
 */
#ifndef RULES_LOAD_H
#define RULES_LOAD_H

#include <stdio.h>

#include "arena.h"
#include "diag.h"
#include "limits.h"
#include "rule_file.h"
#include "ruleset.h"

enum { MAX_SOURCES = 64 };

struct rules {
	const struct ruleset *rs;
	struct ruleset loaded; /* rs points here when files were read */
	struct source source[MAX_SOURCES];
	uint32_t n_source; /* of the text, also for the built-in rules */
	struct rule_file *file; /* n_source of them when compiled, or NULL */
	struct diag diag;
};

/*
 * Loads `n` names (0: built-in). A name may be several with a colon between
 * them, as in PATH: builtin:site.rules. Mistakes are in out->diag. Returns 0, or the
 * exit status: 3 for rules that are wrong or cannot be read, after one line
 * to `err` for the latter. Memory from `a`, which must outlive `out`. With
 * `compile` the built-in text is compiled even when its tables would do, so
 * that --check sees it.
 */
int rules_load(struct rules *out, struct arena *a, const char *const *name,
    uint32_t n, bool compile, FILE *err);

/* True for a part of the built-in rules, whose authors are others. */
bool is_builtin_source(const struct source *source);

/* A whole file in memory; false after one line to `err`. */
bool read_whole_file(
    struct arena *a, const char *name, size_t most, struct slice *out,
    FILE *err);

#endif
