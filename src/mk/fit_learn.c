/* SPDX-License-Identifier: MIT */
/*
 * fit_learn: one linear support vector machine for each class against the
 * rest (Hsieh et al., ICML 2008), its weights as integers, its answers.
 */
#include "fit.h"

#include <math.h>
#include <stdlib.h>

static uint64_t
next_random(uint64_t *state)
{
	*state = *state * 6364136223846793005ull + 1442695040888963407ull;
	return *state >> 33;
}

/*
 * w for one class against the rest, on the texts with use[d]. Hsieh et al.,
 * "A dual coordinate descent method for large-scale linear SVM", algorithm 1,
 * with squared hinge loss.
 */
static double
train_class(struct fit *fit, const double *idf, uint32_t n_feature,
    const uint8_t *use, uint32_t class, double c_pos, double *w)
{
	uint32_t n = 0, *order = malloc(fit->n_doc * sizeof *order);
	double *alpha = calloc(fit->n_doc, sizeof *alpha), bias = 0;
	uint64_t seed = 20221018;

	memset(w, 0, n_feature * sizeof *w);
	for (uint32_t d = 0; d < fit->n_doc; d++)
		if (use[d])
			order[n++] = d;
	for (int epoch = 0; epoch < 60; epoch++) {
		double worst = 0;

		for (uint32_t i = n; i > 1; i--) {
			uint32_t k = (uint32_t)(next_random(&seed) % i);
			uint32_t o = order[i - 1];

			order[i - 1] = order[k];
			order[k] = o;
		}
		for (uint32_t i = 0; i < n; i++) {
			const struct doc *x = &fit->doc[order[i]];
			double y = x->class == class ? 1 : -1;
			double diag = 0.5 / (y > 0 ? c_pos : fit->opt.c);
			double g = fit->opt.bias * bias,
			       q = 1 + fit->opt.bias * fit->opt.bias + diag, pg,
			       a, step;

			for (uint32_t k = 0; k < x->n_feature; k++)
				g += w[x->feature[k]] * idf[x->feature[k]] /
				     (double)x->norm;
			g = y * g - 1 + diag * alpha[order[i]];
			a = alpha[order[i]];
			pg = a == 0 && g > 0 ? 0 : g;
			if (fabs(pg) > worst)
				worst = fabs(pg);
			if (pg == 0)
				continue;
			alpha[order[i]] = a - g / q > 0 ? a - g / q : 0;
			step = (alpha[order[i]] - a) * y;
			for (uint32_t k = 0; k < x->n_feature; k++)
				w[x->feature[k]] +=
				    step * idf[x->feature[k]] / (double)x->norm;
			bias += fit->opt.bias * step;
		}
		if (worst < 0.01)
			break;
	}
	free(order);
	free(alpha);
	return bias;
}

/* One model on the features with may[f]; df counts the texts in use. */
static struct model
train_once(struct fit *fit, const struct ruleset *rs, const uint8_t *use,
    const uint8_t *may, const uint32_t *df, uint32_t n_use,
    const uint32_t *count)
{
	uint32_t n_feature = rs->n_stem + rs->n_rule, n_present = 0;
	double *idf = malloc(n_feature * sizeof *idf), mean_norm = 0;
	struct model m = {n_feature, rs->n_class,
	    malloc((size_t)rs->n_class * n_feature * sizeof(double)),
	    calloc(rs->n_class, sizeof(double))};

	for (uint32_t f = 0; f < n_feature; f++) {
		idf[f] = pow(
		    log((1.0 + n_use) / (1.0 + df[f])) + 1, fit->opt.idf_power);
		if (f >= rs->n_stem)
			idf[f] *= fit->opt.set_scale;
		/* What this part of the corpus has too rarely says nothing. */
		if (df[f] < (uint32_t)fit->opt.min_df || !may[f])
			idf[f] = 0;
	}
	for (uint32_t d = 0; d < fit->n_doc; d++) {
		double sum = 1e-9;
		uint32_t n = 0;

		for (uint32_t k = 0; k < fit->doc[d].n_feature; k++) {
			double v = idf[fit->doc[d].feature[k]];

			sum += v * v;
			n += v != 0;
		}
		fit->doc[d].norm = (float)sqrt(sum);
		fit->doc[d].n_used = n;
		if (use[d])
			mean_norm += sqrt(sum) / sqrt(n + 1e-9) / n_use;
	}
	for (uint32_t c = 0; c < rs->n_class; c++)
		n_present += count[c] != 0;
	for (uint32_t c = 0; c < rs->n_class; c++) {
		double *w = m.w + (size_t)c * n_feature;

		memset(w, 0, n_feature * sizeof *w);
		if (count[c] == 0)
			continue;
		m.bias[c] = train_class(fit, idf, n_feature, use, c,
		    fit->opt.c * pow((double)n_use / (n_present * count[c]),
				     fit->opt.balance),
		    w);
		for (uint32_t f = 0; f < n_feature; f++)
			w[f] *= idf[f];
		m.bias[c] *= fit->opt.bias * mean_norm;
	}
	free(idf);
	return m;
}

static int
descending(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return x > y ? -1 : x < y;
}

/* Leaves the fit->opt.keep stems that matter most, and all sets and rules. */
static void
select_stems(struct fit *fit, const struct ruleset *rs, const struct model *m,
    const uint32_t *df, uint8_t *may)
{
	double *rank = malloc(rs->n_stem * sizeof *rank);
	double *sorted = malloc(rs->n_stem * sizeof *sorted), least;

	if (fit->opt.keep >= rs->n_stem)
		return;
	for (uint32_t f = 0; f < rs->n_stem; f++) {
		double most = 0;

		for (uint32_t c = 0; c < m->n_class; c++) {
			double w = fabs(m->w[(size_t)c * m->n_feature + f]);

			most = w > most ? w : most;
		}
		rank[f] = most * pow(df[f], fit->opt.df_power);
	}
	memcpy(sorted, rank, rs->n_stem * sizeof *rank);
	qsort(sorted, rs->n_stem, sizeof *sorted, descending);
	least = sorted[fit->opt.keep];
	for (uint32_t f = 0; f < rs->n_stem; f++)
		may[f] = rank[f] > least;
	free(rank);
	free(sorted);
}

struct model
train(struct fit *fit, const struct ruleset *rs, const uint8_t *use)
{
	uint32_t n_feature = rs->n_stem + rs->n_rule, n_use = 0;
	uint32_t *df = calloc(n_feature, sizeof *df);
	uint8_t *may = malloc(n_feature);
	uint32_t count[MAX_CLASSES] = {0};
	struct model m;

	memset(may, 1, n_feature);
	for (uint32_t d = 0; d < fit->n_doc; d++) {
		if (!use[d])
			continue;
		n_use++;
		count[fit->doc[d].class]++;
		for (uint32_t k = 0; k < fit->doc[d].n_feature; k++)
			df[fit->doc[d].feature[k]]++;
	}
	m = train_once(fit, rs, use, may, df, n_use, count);
	if (fit->opt.keep < rs->n_stem) {
		select_stems(fit, rs, &m, df, may);
		free(m.w);
		free(m.bias);
		m = train_once(fit, rs, use, may, df, n_use, count);
	}
	free(df);
	free(may);
	return m;
}

/* Integers relative to `none`; weights of pruned stems are 0. */
void
quantise(struct fit *fit, const struct ruleset *rs, struct model *m)
{
	uint32_t none = 0;

	for (uint32_t c = 0; c < rs->n_class; c++)
		if (rs->class[c].channel == 0)
			none = c;
	for (uint32_t f = 0; f < m->n_feature; f++) {
		double zero = m->w[(size_t)none * m->n_feature + f];
		double most = 0;

		for (uint32_t c = 0; c < m->n_class; c++) {
			double *w = &m->w[(size_t)c * m->n_feature + f];

			*w = round((*w - zero) * fit->opt.scale);
			if (*w > 100)
				*w = 100;
			if (*w < -100)
				*w = -100;
			if (fabs(*w) > most)
				most = fabs(*w);
		}
		if (most < fit->opt.prune)
			for (uint32_t c = 0; c < m->n_class; c++)
				m->w[(size_t)c * m->n_feature + f] = 0;
	}
	for (uint32_t c = 0; c < m->n_class; c++)
		if (c != none)
			m->bias[c] = round((m->bias[c] - m->bias[none]) *
					   fit->opt.scale) -
				     fit->opt.doubt;
	m->bias[none] = 0;
}

/* What score_base() makes of a base. */
static double
base_of(double base, uint32_t n)
{
	return trunc(base * floor(8 * sqrt((double)n)) / 8);
}

struct guess
predict(const struct ruleset *rs, const struct model *m, const struct doc *x)
{
	double sum[MAX_CLASSES], best[MAX_CHANNELS] = {0};
	struct guess g = {0, 0, 0, 0};
	uint32_t class[MAX_CHANNELS] = {0};

	for (uint32_t ch = 1; ch < rs->n_channel; ch++)
		best[ch] = -1e9;
	best[0] = rs->threshold - 1;
	for (uint32_t c = 0; c < m->n_class; c++) {
		uint32_t ch = rs->class[c].channel;

		sum[c] = base_of(m->bias[c], x->n_used);
		for (uint32_t k = 0; k < x->n_feature; k++)
			sum[c] +=
			    m->w[(size_t)c * m->n_feature + x->feature[k]];
		if (sum[c] > best[ch]) {
			best[ch] = sum[c];
			class[ch] = c;
		}
	}
	for (uint32_t ch = 1; ch < rs->n_channel; ch++)
		if (best[ch] > best[g.channel])
			g.channel = ch;
	g.second = g.channel == 0 ? 1 : 0;
	for (uint32_t ch = 0; ch < rs->n_channel; ch++)
		if (ch != g.channel && best[ch] > best[g.second])
			g.second = ch;
	g.margin = best[g.channel] - best[g.second];
	g.class = class[g.channel];
	return g;
}
