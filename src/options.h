/* SPDX-License-Identifier: MIT */
/*
 * options: the command line as values. The table in options.c feeds the
 * parser, --help and the completions, so that they cannot disagree.
 */
#ifndef OPTIONS_H
#define OPTIONS_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#include "decode.h"
#include "limits.h"

enum mode {
	MODE_ROUTE,
	MODE_CHECK,
	MODE_TEST,
	MODE_DIFF,
	MODE_LIST,
	MODE_DUMP_RULES,
	MODE_COMPLETION,
	MODE_HELP,
	MODE_VERSION
};

enum format {
	FORMAT_DEFAULT, /* card for one complaint, id for records */
	FORMAT_CARD,
	FORMAT_ID,
	FORMAT_TSV,
	FORMAT_JSON,
	FORMAT_TEMPLATE,
	FORMAT_SH,
	FORMAT_NOTHING
};

enum records {
	RECORDS_ONE,  /* operands, or all of standard input */
	RECORDS_LINE, /* -l */
	RECORDS_NUL,  /* -0 */
	RECORDS_CSV,
	RECORDS_TABLE /* --tsv */
};

enum lang { LANG_AUTO, LANG_KO, LANG_EN };

enum { MAX_RULE_ARGS = 32 };

struct options {
	enum mode mode;
	enum format format;
	enum records records;
	enum lang lang;
	enum encoding encoding;
	bool all, explain, summary, strict, coverage, no_env_rules, header;
	bool has_threshold, has_margin;
	int32_t threshold, margin;
	const char *rules[MAX_RULE_ARGS];
	uint32_t n_rules;
	uint32_t n_files; /* of files[] */
	const char *column;     /* --column: a name or a number */
	const char *template;   /* --template */
	const char *is_channel; /* --is */
	const char *what;       /* --list=, --test=, --completion=, --diff= */
	const char *against;    /* --check --against= */
	const char *as_of;      /* --check --as-of= */
	const char *require;    /* --require-rules= */
	char **operand;
	int n_operand;
	const char **files;
};

/*
 * Reads argv; `files`, which has room for argc names, becomes o->files. On a
 * mistake writes one line of what is wrong, with the cure, to `err` and returns
 * false (status 2).
 */
bool options_parse(struct options *o, int argc, char **argv,
    const char **files, FILE *err);

/* --help: the synopsis and one line for each option. */
void options_help(FILE *out);

/* --completion: a script for `shell`; false when it is not bash, zsh, fish. */
bool options_completion(FILE *out, const char *shell);

#endif
