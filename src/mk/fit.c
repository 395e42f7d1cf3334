/* SPDX-License-Identifier: MIT */
/*
 * fit: labelled complaints into the fitted part of the rules.
 *
 *   fit -o OUT.rules HAND.rules ... -- CORPUS.tsv ...
 *   fit -x           HAND.rules ... -- CORPUS.tsv ...   (leave one file out)
 *   fit -R           HAND.rules ... -- CORPUS.tsv ...   (doubtful keywords)
 *
 * What it does, in order:
 *   1. candidates: word beginnings of the corpus (two to six syllables that
 *      mostly stand at the left edge of a word, so that a reader knows them;
 *      Latin words, their beginnings, and two or three words in a row);
 *   2. features of a text: the candidates, sets and rules that the product's
 *      own scorer finds in it, so that fitting and routing cannot differ;
 *   3. weights: one linear support vector machine for each class against the
 *      rest (squared hinge, L2; dual coordinate descent after Hsieh et al.,
 *      ICML 2008), texts weighted by inverse document frequency and scaled to
 *      length one, rare classes weighted up;
 *   4. integers: the weight of `none` is subtracted, what is left is scaled
 *      and rounded; stems whose weights are all small are dropped.
 *
 * Deterministic: a fixed generator, no clock, no threads inside a fit.
 */
#include "fit.h"

#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "../rule_compile.h"

static void
oom(size_t want)
{
	fprintf(stderr, "fit: out of memory (%zu bytes)\n", want);
	exit(2);
}

/* Each file scored by a model that has not seen it; two processes. */
static void
cross_validate(struct fit *fit, const struct ruleset *rs, struct floors *floors)
{
	int out[2][2];
	struct result *r = malloc(fit->n_doc * sizeof *r);
	uint32_t n = 0;

	for (uint32_t half = 0; half < 2; half++) {
		if (pipe(out[half]) != 0)
			die("no pipe", "cross validation");
		if (fork() != 0) {
			close(out[half][1]);
			continue;
		}
		uint8_t *use = malloc(fit->n_doc);

		for (uint32_t f = half; f < fit->n_file; f += 2) {
			struct model m;

			for (uint32_t d = 0; d < fit->n_doc; d++)
				use[d] = fit->doc[d].file != f;
			m = train(fit, rs, use);
			quantise(fit, rs, &m);
			for (uint32_t d = 0; d < fit->n_doc; d++) {
				struct result one = {d, {0}};

				if (use[d])
					continue;
				one.guess = predict(rs, &m, &fit->doc[d]);
				if (write(out[half][1], &one, sizeof one) < 0)
					_exit(1);
			}
			free(m.w);
			free(m.bias);
		}
		_exit(0);
	}
	for (uint32_t half = 0; half < 2; half++) {
		FILE *in = fdopen(out[half][0], "rb");

		while (fread(&r[n], sizeof *r, 1, in) == 1)
			n++;
		fclose(in);
	}
	while (wait(NULL) > 0)
		continue;
	if (getenv("FIT_MISSES") != NULL) {
		FILE *f = fopen(getenv("FIT_MISSES"), "w");

		for (uint32_t i = 0; i < n; i++)
			if (r[i].guess.channel != fit->doc[r[i].doc].channel)
				fprintf(f, "%s\t%s\t%.0f\t%s\t%s\n",
				    pool_at(rs,
					rs->class[fit->doc[r[i].doc].class].id),
				    pool_at(rs, rs->class[r[i].guess.class].id),
				    r[i].guess.margin,
				    strrchr(
					fit->file_name[fit->doc[r[i].doc].file],
					'/') +
					1,
				    fit->doc[r[i].doc].text);
		fclose(f);
	}
	report(fit, rs, r, n, "cross", floors);
	free(r);
}

/* ---- writing
 * ------------------------------------------------------------------------- */

static void
put_weights(
    FILE *out, const struct ruleset *rs, const struct model *m, uint32_t f)
{
	for (uint32_t c = 0; c < rs->n_class; c++)
		if (rs->class[c].channel != 0)
			fprintf(out, " %d",
			    (int)m->w[(size_t)c * m->n_feature + f]);
	fputc('\n', out);
}

static void
put_columns(FILE *out, const struct ruleset *rs, const char *what)
{
	fprintf(out, "\n%s", what);
	for (uint32_t c = 0; c < rs->n_class; c++)
		if (rs->class[c].channel != 0)
			fprintf(out, " %s", pool_at(rs, rs->class[c].id));
	fputc('\n', out);
}

static bool
is_used(const struct ruleset *rs, const struct model *m, uint32_t f)
{
	for (uint32_t c = 0; c < rs->n_class; c++)
		if (m->w[(size_t)c * m->n_feature + f] != 0)
			return true;
	return false;
}

static void
write_rules(const char *name, const struct ruleset *rs, const struct model *m)
{
	FILE *out = fopen(name, "w");
	uint32_t n = 0;

	if (out == NULL)
		die("cannot be written", name);
	fprintf(out,
	    "rules 1\n"
	    "# Written by `make fit` from tests/corpus: do not edit, fit "
	    "again.\n"
	    "# A number is what the stem or set adds to its class.\n\nbase");
	for (uint32_t c = 0; c < rs->n_class; c++)
		if (rs->class[c].channel != 0)
			fprintf(out, " %s %d", pool_at(rs, rs->class[c].id),
			    (int)m->bias[c]);
	put_columns(out, rs, "weights");
	for (uint32_t r = 0; r < rs->n_rule; r++)
		if (rs->rule[r].kind == RULE_WEIGHT &&
		    is_used(rs, m, rs->n_stem + r)) {
			fprintf(out, "  %s", pool_at(rs, rs->rule[r].id));
			put_weights(out, rs, m, rs->n_stem + r);
		}
	put_columns(out, rs, "stems");
	for (uint32_t k = 0; k < rs->n_keyword; k++) {
		const struct keyword *w = &rs->keyword[k];

		if (!(w->flags & KW_STEM) || !is_used(rs, m, w->target))
			continue;
		n++;
		fprintf(out, "  %s", pool_at(rs, w->text));
		put_weights(out, rs, m, w->target);
	}
	if (fclose(out) != 0)
		die("cannot be written", name);
	printf("wrote %u stems to %s\n", n, name);
}

int
main(int argc, char **argv)
{
	struct fit context = {.opt = {1.0, 1.0, 1.0, 1.0, 1.2, 2, 0.3, 1, 6, 1,
				  1, 30000, 1.5, 0.5}},
		   *fit = &context;
	struct source source[64];
	uint32_t n_source = 0;
	struct diag d;
	struct ruleset hand, all;
	struct floors floors = {NULL, 0, 0};
	const char *out = NULL;
	bool cross = false, keywords = false;
	uint8_t *use;
	int i, o;

	arena_init(&fit->arena, (size_t)8 << 30, oom);
	diag_init(&d, &fit->arena);
	while ((o = getopt(argc, argv, "o:xb:B:c:s:q:d:e:p:g:l:k:w:i:F:u:R")) !=
	       -1)
		switch (o) {
		case 'o':
			out = optarg;
			break;
		case 'x':
			cross = true;
			break;
		case 'B':
			fit->opt.balance = atof(optarg);
			break;
		case 'b':
			fit->opt.bias = atof(optarg);
			break;
		case 'c':
			fit->opt.c = atof(optarg);
			break;
		case 's':
			fit->opt.set_scale = atof(optarg);
			break;
		case 'q':
			fit->opt.scale = atof(optarg);
			break;
		case 'd':
			fit->opt.min_df = atoi(optarg);
			break;
		case 'e':
			fit->opt.min_edge = atof(optarg);
			break;
		case 'p':
			fit->opt.prune = atoi(optarg);
			break;
		case 'g':
			fit->opt.max_gram = atoi(optarg);
			break;
		case 'l':
			fit->opt.min_gram = atoi(optarg);
			break;
		case 'k':
			fit->opt.keep = (uint32_t)atoi(optarg);
			break;
		case 'i':
			fit->opt.idf_power = atof(optarg);
			break;
		case 'R':
			keywords = true;
			break;
		case 'F':
			floors = read_floors(optarg);
			break;
		case 'u':
			fit->opt.doubt = atoi(optarg);
			break;
		case 'w':
			fit->opt.df_power = atof(optarg);
			break;
		default:
			return 2;
		}
	for (i = optind; i < argc && strstr(argv[i], ".rules") != NULL; i++)
		source[n_source++] =
		    (struct source){argv[i], read_file(argv[i])};
	if (!rule_load(&fit->arena, source, n_source, &hand, &d)) {
		diag_print(&d, stderr, "fit", SEV_ERROR);
		return 3;
	}
	for (; i < argc; i++)
		if (strcmp(argv[i], "--") != 0)
			read_corpus(fit, argv[i], &hand);
	if (keywords) {
		report_keywords(fit, &hand);
		return 0;
	}
	source[n_source++] =
	    (struct source){"candidates", candidate_rules(fit)};
	source[n_source++] = (struct source){"sets", set_rules(&hand)};
	if (!rule_load(&fit->arena, source, n_source, &all, &d)) {
		diag_print(&d, stderr, "fit", SEV_ERROR);
		return 3;
	}
	printf("%u texts, %u stems, %u sets, %u rules, %u slots\n", fit->n_doc,
	    all.n_stem, all.n_set, all.n_rule, all.n_slot);
	extract_features(fit, &all);
	if (cross)
		cross_validate(fit, &all, &floors);
	if (out != NULL) {
		struct model m;
		struct result *r = malloc(fit->n_doc * sizeof *r);

		use = malloc(fit->n_doc);
		memset(use, 1, fit->n_doc);
		m = train(fit, &all, use);
		quantise(fit, &all, &m);
		for (uint32_t k = 0; k < fit->n_doc; k++)
			r[k] =
			    (struct result){k, predict(&all, &m, &fit->doc[k])};
		report(fit, &all, r, fit->n_doc, "fitted", &floors);
		write_rules(out, &all, &m);
	}
	if (floors.n != 0)
		printf("%u passed, %u failed\n", floors.n - floors.n_low,
		    floors.n_low);
	return floors.n_low != 0;
}
