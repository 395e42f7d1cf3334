/* SPDX-License-Identifier: MIT */
/*
 * rule_file: what a rules file says, statement by statement, before names are
 * resolved. Everything borrows from the source text or lives in the arena
 * that rule_parse() was given.
 */
#ifndef RULE_FILE_H
#define RULE_FILE_H

#include "diag.h"
#include "limits.h"
#include "ruleset.h"

/* A growing list; `next` keeps the order of the file. */
struct keyword_item {
	struct keyword_item *next;
	struct where where;
	struct slice text;      /* without quotes */
	uint32_t flags;         /* KW_START, KW_END, KW_WORD, KW_GAPS */
	uint32_t set_flags;     /* of them, those that only its set asks for */
	bool inside;            /* Latin: may stand inside a word */
	bool prefix;            /* Latin: may go on after its end */
	struct keyword_item *exception;
};

struct weight_item {
	struct weight_item *next;
	struct where where; /* the class name */
	int32_t weight;
};

struct term_item {
	struct term_item *next;
	struct where where;
	enum term_kind kind;
	bool is_target;               /* mask: marked with '*' */
	struct slice set;             /* "@name" without '@', or empty ... */
	struct keyword_item *keyword; /* ... with keywords of its own */
};

struct text_item {
	struct text_item *next;
	struct where key; /* "phone" */
	struct slice value;
};

enum statement_kind {
	ST_VERSION,
	ST_THRESHOLD,
	ST_MARGIN,
	ST_CHANNEL,
	ST_CLASS,
	ST_BASE,
	ST_SET,
	ST_RULE,
	ST_MASK,
	ST_NOTICE,
	ST_CAP,
	ST_STEMS,
	ST_WEIGHTS,
	ST_TEST,
	ST_DISABLE
};

struct row_item {
	struct row_item *next;
	struct keyword_item keyword; /* stems: the stem; weights: the rule id */
	const int8_t *weight;        /* one a column */
};

struct statement {
	struct statement *next;
	enum statement_kind kind;
	/* The line `rules 1` above it, which begins a segment: names are
	 * unique in a segment, and a later one overrides an earlier one. */
	const char *segment;
	uint32_t order; /* among all statements; set by rule_compile() */
	bool is_broken; /* it has a mistake; kept because others name it */
	struct where where; /* the keyword of the statement */
	struct where id;    /* its name, where it has one */
	int32_t number;     /* threshold, margin, cap; enum test_kind */
	struct slice text;  /* version, test */
	uint32_t flags;     /* enum rule_flag; of a set enum keyword_flag */
	uint32_t within, max;
	struct where gate, group; /* len 0: none */
	struct keyword_item *keyword;
	struct weight_item *weight;
	struct term_item *term;
	struct text_item *attribute;
	struct where *column;
	uint32_t n_column;
	struct row_item *row;
};

struct rule_file {
	const struct source *source;
	struct statement *first;
	bool is_unreadable; /* no rules file at all: nothing below is known */
};

#endif
