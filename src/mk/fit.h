/* SPDX-License-Identifier: MIT */
/*
 * fit: what the parts of the fitting program share. fit_corpus reads, fit_stems
 * finds candidates, fit_learn weighs them, fit_report judges, fit writes.
 * Everything allocated lives as long as the program.
 */
#ifndef FIT_H
#define FIT_H

#include <stdint.h>
#include <stdio.h>

#include "../arena.h"
#include "../diag.h"
#include "../limits.h"
#include "../ruleset.h"

enum { MAX_FILES = 200 };

struct fit_options {
	double bias;      /* value of the constant feature */
	double balance;   /* 1: rare classes weigh as much as common ones */
	double c;         /* SVM's C */
	double set_scale; /* how much more a set or rule counts than a stem */
	double scale;     /* integer units of one */
	int min_df;       /* texts that must have a stem */
	double min_edge;  /* share of occurrences at a left edge */
	int prune;        /* drop stems with all weights below this */
	int max_gram, min_gram;
	int doubt;        /* taken from the base of every class but none */
	uint32_t keep;    /* stems to keep; they are weighed again alone */
	double idf_power; /* rare stems count more: idf to this power */
	double df_power;  /* importance: weight times df to this power */
};

/* A labelled complaint, and what the scorer finds in it. */
struct doc {
	uint32_t file, class, channel;
	const char *text;
	char lang;
	uint32_t *feature;
	uint32_t n_feature;
	uint32_t n_used; /* features that the model knows */
	float norm;
};

/* The corpus and the options. */
struct fit {
	struct fit_options opt;
	struct arena arena;
	struct doc *doc;
	uint32_t n_doc;
	const char *file_name[MAX_FILES];
	uint32_t n_file;
};

/* Ends the program with one line. */
_Noreturn void die(const char *what, const char *name);

/* ---- fit_corpus ---- */

/* A whole file; ends the program when it cannot be read. */
struct slice read_file(const char *name);

/* Adds the complaints of a file; their classes are those of `rs`. */
void read_corpus(struct fit *fit, const char *name, const struct ruleset *rs);

/* ---- fit_stems ---- */

/* The text of rules with every candidate of the corpus as a stem of weight 0,
 * and of rules that make every set of `hand` a feature. */
struct slice candidate_rules(struct fit *fit);
struct slice set_rules(const struct ruleset *hand);

/* Fills the features of every complaint: stems (their index) and rules (their
 * index plus n_stem) that the scorer of `rs` finds in it. */
void extract_features(struct fit *fit, const struct ruleset *rs);

/* ---- fit_learn ---- */

/* Weights by class and feature; bases by class. Integers after quantise(). */
struct model {
	uint32_t n_feature, n_class;
	double *w;    /* n_class rows of n_feature, on raw features */
	double *bias; /* times the root of the number of features */
};

/* A model of the complaints with use[d]; doc[].norm and n_used are set. */
struct model train(
    struct fit *fit, const struct ruleset *rs, const uint8_t *use);

/* Integers relative to `none`; weights of pruned stems are 0. */
void quantise(struct fit *fit, const struct ruleset *rs, struct model *m);

/* What the product would answer with this model. */
struct guess {
	uint32_t channel, second, class;
	double margin;
};
struct guess predict(
    const struct ruleset *rs, const struct model *m, const struct doc *x);

/* ---- fit_report ---- */

struct result {
	uint32_t doc;
	struct guess guess;
};

/* Figures that a change must not push below, from a file of lines
 * `part TAB name TAB least percent`; NULL: none. */
struct floors {
	struct floor *floor;
	uint32_t n, n_low;
};
struct floors read_floors(const char *name);

/* Prints the figures of n results, which it sorts by margin; `part` names
 * them in the floors. */
void report(struct fit *fit, const struct ruleset *rs, struct result *r,
    uint32_t n, const char *part, struct floors *floors);

/* ---- fit_keywords ---- */

/*
 * Prints the keywords of sets that never hit, that one text alone has, or that
 * speak against the rest of their set: verdict, set, keyword, texts, shares.
 */
void report_keywords(struct fit *fit, const struct ruleset *rs);

#endif
