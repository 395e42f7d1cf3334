/* SPDX-License-Identifier: MIT */
/* builtin: the rules that were compiled into the program (src/rules). */
#ifndef BUILTIN_H
#define BUILTIN_H

#include "ruleset.h"
#include "slice.h"

extern const struct ruleset builtin_ruleset;

/* The text they were made from, one source a file, for layering and dumps. */
struct builtin_source {
	const char *name;
	const char *text;
	uint32_t len;
};
extern const struct builtin_source builtin_source[];
extern const uint32_t n_builtin_source;

#endif
