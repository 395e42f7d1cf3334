/* SPDX-License-Identifier: MIT */
/*
 * print: a report as text. The id, TSV, JSON, template and shell formats are
 * frozen interfaces; the card is for people and may change.
 *
 * Nothing of the complaint is printed unless the caller asks for the
 * explanation, and what is echoed is escaped.
 */
#ifndef PRINT_H
#define PRINT_H

#include <stdio.h>

#include "arena.h"
#include "options.h"
#include "route.h"

struct printer {
	FILE *out;
	const struct ruleset *rs;
	const struct options *options;
	bool locale_is_korean; /* for texts that show no language */
	int32_t threshold;
	struct arena *scratch; /* for one report; reset after it */
};

/* Prints one answer in the format the options ask for. */
void print_report(const struct printer *p, const struct report *r);

/* The text of a complaint, escaped: only where it was asked for. */
void print_complaint(FILE *out, const struct report *r);

/* The row of column names for --header. */
void print_header(FILE *out);

/* Counts for each channel after a batch, with a bar. */
struct summary {
	uint64_t n, n_empty, n_close;
	uint64_t channel[MAX_CHANNELS];
};
void print_summary(const struct printer *p, const struct summary *s);

/* The columns that --csv and --tsv append, without a separator in front. */
void print_columns(FILE *out, const struct ruleset *rs, const struct report *r,
    char separator);
void print_column_names(FILE *out, char separator);

/* "R3" of "tdmc.R3"; "-" where a class has no paragraph. */
const char *rule_of(const struct ruleset *rs, const struct verdict *v);

/* Checks a --template; returns the place of the first unknown code, or NULL. */
const char *template_error(const char *template);

#endif
