/* SPDX-License-Identifier: MIT */
/*
 * diag: what is wrong with a rules file, collected while it is read and
 * printed at the end, in order of position, with the line, a caret that
 * stands right under Hangul (two columns a syllable) and the cure.
 */
#ifndef DIAG_H
#define DIAG_H

#include <stdint.h>
#include <stdio.h>

#include "arena.h"
#include "slice.h"

/* A file that stays in memory as long as the diagnostics do. */
struct source {
	const char *name;
	struct slice text;
};

/* The text without a byte order mark; whether its last line is ended. */
struct slice source_text(const struct source *source);
bool source_ends_line(const struct source *source);

/* A place in a source; `at` borrows from its text. */
struct where {
	const struct source *source;
	struct slice at;
};

enum severity { SEV_NOTE, SEV_WARNING, SEV_ERROR };

struct diag_item {
	enum severity severity;
	struct where where;
	const char *message; /* what is wrong */
	const char *cure;    /* what to do, or NULL */
	uint32_t order;
};

struct diag {
	struct arena *arena;
	struct diag_item *item;
	uint32_t n, room;
	uint32_t n_error, n_warning;
};

/* No diagnostics yet; they will live in `arena`. */
void diag_init(struct diag *d, struct arena *arena);

/*
 * Records one mistake. `cure` may be NULL; the rest is for printf. Returns
 * false, so that a parser can say `return diag_error(...)`.
 */
bool diag_add(struct diag *d, enum severity severity, struct where where,
    const char *cure, const char *format, ...)
    __attribute__((format(printf, 5, 6)));

/* Line and column (from 1, in characters) of a place. */
void diag_position(struct where where, uint32_t *line, uint32_t *column);

/* Prints all items of `least` severity or more, sorted by place; `program`
 * starts each line. */
void diag_print(struct diag *d, FILE *out, const char *program,
    enum severity least);

#endif
