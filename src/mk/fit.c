/* SPDX-License-Identifier: MIT */
/*
 * fit: labelled complaints into the fitted part of the rules.
 *
 *   fit -o OUT.rules HAND.rules ... -- CORPUS.tsv ...
 *   fit -x           HAND.rules ... -- CORPUS.tsv ...   (leave one file out)
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
#include <assert.h>
#include <ctype.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "../arena.h"
#include "../decide.h"
#include "../diag.h"
#include "../norm.h"
#include "../rule_compile.h"
#include "../score.h"

enum { MAX_FILES = 200, N_CLASS_MAX = MAX_CLASSES };

struct options {
	double bias;        /* value of the constant feature */
	double balance;     /* 1: rare classes weigh as much as common ones */
	double c;           /* SVM's C */
	double set_scale;   /* how much more a set or rule counts than a stem */
	double scale;       /* integer units of one */
	int min_df;         /* texts that must have a stem */
	double min_edge;    /* share of occurrences at a left edge */
	int prune;          /* drop stems with all weights below this */
	int max_gram, min_gram;
	int doubt;          /* taken from the base of every class but none */
	uint32_t keep;      /* stems to keep; they are weighed again alone */
	double idf_power;   /* rare stems count more: idf to this power */
	double df_power;    /* importance: weight times df to this power */
};

struct doc {
	uint32_t file, class, channel;
	const char *text;
	char lang;
	uint32_t *feature;
	uint32_t n_feature;
	uint32_t n_used; /* features that the model knows */
	float norm;
};

static struct options opt = {1.0, 1.0, 1.0, 1.0, 1.2, 2, 0.3, 1, 6, 1, 1, 30000, 1.5, 0.5};
static struct arena arena;
static struct doc *doc;
static uint32_t n_doc;
static const char *file_name[MAX_FILES];
static uint32_t n_file;

static void
die(const char *what, const char *name)
{
	fprintf(stderr, "fit: %s: %s\n", name, what);
	exit(2);
}

static void
oom(size_t want)
{
	fprintf(stderr, "fit: out of memory (%zu bytes)\n", want);
	exit(2);
}

static struct slice
read_file(const char *name)
{
	FILE *f = fopen(name, "rb");
	size_t room = 1 << 16, n = 0, got;
	char *bytes = malloc(room);

	if (f == NULL || bytes == NULL)
		die("cannot be read", name);
	while ((got = fread(bytes + n, 1, room - n, f)) > 0) {
		n += got;
		if (n == room)
			bytes = realloc(bytes, room *= 2);
	}
	fclose(f);
	return (struct slice){bytes, n};
}

/* ---- the corpus ------------------------------------------------------------ */

static void
read_corpus(const char *name, const struct ruleset *rs)
{
	struct slice s = read_file(name);
	const char *at = s.at, *end = s.at + s.len;
	static uint32_t room;
	uint32_t line = 0;

	file_name[n_file++] = name;
	while (at < end) {
		const char *stop = memchr(at, '\n', (size_t)(end - at));
		const char *field[5];
		size_t len[5];
		int n = 0;
		char id[64];

		line++;
		if (stop == NULL)
			stop = end;
		for (const char *p = at; n < 5; n++) {
			const char *tab = n == 4
			    ? stop
			    : memchr(p, '\t', (size_t)(stop - p));

			if (tab == NULL)
				break;
			field[n] = p;
			len[n] = (size_t)(tab - p);
			p = tab + 1;
		}
		at = stop + 1;
		if (n != 5) {
			fprintf(stderr, "fit: %s:%u: not five columns\n", name,
			    line);
			exit(2);
		}
		if (n_doc == room) {
			room = room ? 2 * room : 4096;
			doc = realloc(doc, room * sizeof *doc);
		}
		snprintf(id, sizeof id, "%.*s.%.*s", (int)len[0], field[0],
		    (int)len[1], field[1]);
		doc[n_doc] = (struct doc){.file = n_file - 1,
		    .class = rs->n_class, .lang = field[3][0],
		    .text = arena_string(
			&arena, (struct slice){field[4], len[4]})};
		for (uint32_t k = 0; k < rs->n_class; k++)
			if (strcmp(id, pool_at(rs, rs->class[k].id)) == 0) {
				doc[n_doc].class = k;
				doc[n_doc].channel = rs->class[k].channel;
			}
		if (doc[n_doc].class == rs->n_class) {
			fprintf(stderr, "fit: %s:%u: no class '%s'\n", name,
			    line, id);
			exit(2);
		}
		n_doc++;
	}
}

/* ---- candidates ------------------------------------------------------------- */

struct candidate {
	uint64_t hash; /* of symbols and kind; 0: free */
	const char *surface;
	uint32_t len;
	uint32_t votes; /* Boyer-Moore majority of surfaces */
	uint32_t total, at_edge, df, last_doc;
	bool prefix, latin;
};

static struct candidate *table;
static uint32_t n_table, room_table;

static uint64_t
hash_symbols(const uint16_t *sym, uint32_t n, bool prefix)
{
	uint64_t h = 1469598103934665603ull ^ (prefix ? 77 : 0);

	for (uint32_t i = 0; i < n; i++)
		h = (h ^ sym[i]) * 1099511628211ull;
	return h | 1;
}

static struct candidate *
cell_of(uint64_t hash)
{
	uint32_t i = (uint32_t)(hash >> 20) & (room_table - 1);

	while (table[i].hash != 0 && table[i].hash != hash)
		i = (i + 1) & (room_table - 1);
	return &table[i];
}

static void
add_candidate(const struct text *t, const char *raw, uint32_t begin,
    uint32_t end, bool prefix, bool at_edge, bool latin, uint32_t id)
{
	uint64_t hash = hash_symbols(t->sym + begin, end - begin, prefix);
	struct candidate *c;
	const char *s = raw + t->begin[begin];
	uint32_t len = t->end[end - 1] - t->begin[begin];

	if (2 * (n_table + 1) > room_table) {
		struct candidate *old = table;
		uint32_t n = room_table;

		room_table = n ? 2 * n : 1 << 20;
		table = calloc(room_table, sizeof *table);
		for (uint32_t i = 0; i < n; i++)
			if (old[i].hash != 0)
				*cell_of(old[i].hash) = old[i];
		free(old);
	}
	c = cell_of(hash);
	if (c->hash == 0) {
		*c = (struct candidate){.hash = hash, .last_doc = UINT32_MAX,
		    .prefix = prefix, .latin = latin};
		n_table++;
	}
	if (c->votes == 0) {
		c->surface = s;
		c->len = len;
	}
	if (c->len == len && memcmp(c->surface, s, len) == 0)
		c->votes++;
	else
		c->votes--;
	c->total++;
	c->at_edge += at_edge;
	if (c->last_doc != id) {
		c->df++;
		c->last_doc = id;
	}
}

static bool
is_letter(uint16_t s)
{
	return s >= 'a' && s <= 'z';
}

static void
latin_candidates(const struct text *t, const char *raw, uint32_t begin,
    uint32_t end, uint32_t id)
{
	uint32_t word[3] = {begin, begin, begin}, n = 0, at = end;

	add_candidate(t, raw, begin, end, false, true, true, id);
	for (uint32_t k = 3; k <= 6 && begin + k < end; k++)
		add_candidate(t, raw, begin, begin + k, true, true, true, id);
	/* This word and up to two before it, the last one open. */
	at = begin;
	while (n < 2 && at >= 2 && t->sym[at - 1] == SYM_BLANK &&
	    is_letter(t->sym[at - 2])) {
		uint32_t w = at - 1, stem = end;

		while (w > 0 && is_letter(t->sym[w - 1]))
			w--;
		word[n++] = w;
		at = w;
		if (stem - begin > 5)
			stem = begin + (stem - begin > 6 ? 5 : 4);
		if (end - w <= MAX_KEYWORD) {
			if (stem == end)
				add_candidate(t, raw, w, end, false, true,
				    true, id);
			else
				add_candidate(t, raw, w, stem, true, true,
				    true, id);
		}
	}
	(void)word;
}

static void
collect_candidates(uint32_t id)
{
	static struct text t;
	static size_t room;
	struct slice raw = slice_of(doc[id].text);
	size_t want = norm_room(raw.len);

	if (want > room) {
		room = 2 * want;
		t.sym = malloc(room * sizeof *t.sym);
		t.gap = malloc(room);
		t.begin = malloc(room * sizeof *t.begin);
		t.end = malloc(room * sizeof *t.end);
	}
	norm_text(&t, ENC_UTF8, raw);
	for (uint32_t i = 0; i < t.n; i++)
		t.sym[i] = norm_fold(t.sym[i]);
	for (uint32_t i = 0; i < t.n; i++) {
		if (is_letter(t.sym[i])) {
			uint32_t k = i;

			if (i > 0 && sym_is_latin(t.sym[i - 1]))
				continue;
			while (k < t.n && is_letter(t.sym[k]))
				k++;
			if (k == t.n || !sym_is_latin(t.sym[k]))
				latin_candidates(&t, raw.at, i, k, id);
			continue;
		}
		for (uint32_t k = i; k < t.n && k - i < (uint32_t)opt.max_gram &&
		     sym_is_hangul(t.sym[k]);
		     k++) {
			bool edge = i == 0 || t.gap[i] ||
			    !sym_is_hangul(t.sym[i - 1]);

			if (k + 1 - i >= (uint32_t)opt.min_gram)
				add_candidate(&t, raw.at, i, k + 1, false,
				    edge, false, id);
		}
	}
}

/* ---- the rules with all candidates -------------------------------------------- */

static char *
put_stem(char *p, const struct candidate *c)
{
	bool blank = false;

	*p++ = ' ';
	*p++ = ' ';
	for (uint32_t i = 0; i < c->len; i++) {
		char b = c->surface[i];

		if (b == ' ' || b == '\t') {
			blank = true;
			continue;
		}
		if (blank)
			*p++ = ' ';
		blank = false;
		*p++ = (char)(b >= 'A' && b <= 'Z' ? b + 'a' - 'A' : b);
	}
	if (c->prefix)
		*p++ = '*';
	return p;
}

/* Surfaces the rule language cannot hold, or whose reading differs. */
static bool
is_writable(const struct candidate *c)
{
	static uint16_t sym[4096];
	static uint8_t gap[4096];
	char buffer[512], *p;
	uint32_t n;

	if (c->len > 200)
		return false;
	for (uint32_t i = 0; i < c->len; i++)
		if (strchr("#|[]\"\n\r\t,;*", c->surface[i]) != NULL)
			return false;
	p = put_stem(buffer, c) - c->prefix;
	n = keyword_symbols(
	    (struct slice){buffer + 2, (size_t)(p - buffer - 2)}, sym, gap);
	return n != 0 && n <= MAX_KEYWORD &&
	    hash_symbols(sym, n, c->prefix) == c->hash;
}

static int
by_surface(const void *a, const void *b)
{
	const struct candidate *x = *(struct candidate *const *)a;
	const struct candidate *y = *(struct candidate *const *)b;
	uint32_t n = x->len < y->len ? x->len : y->len;
	int c = memcmp(x->surface, y->surface, n);

	if (c != 0)
		return c;
	if (x->len != y->len)
		return x->len < y->len ? -1 : 1;
	return x->hash < y->hash ? -1 : x->hash > y->hash;
}

static struct slice
candidate_rules(void)
{
	struct candidate **list = malloc(n_table * sizeof *list);
	uint32_t n = 0;
	size_t size = 64;
	char *text, *p;

	for (uint32_t i = 0; i < room_table; i++) {
		struct candidate *c = &table[i];

		if (c->hash == 0 || c->df < (uint32_t)opt.min_df ||
		    (double)c->at_edge < opt.min_edge * c->total ||
		    !is_writable(c))
			continue;
		list[n++] = c;
		size += c->len + 16;
	}
	qsort(list, n, sizeof *list, by_surface);
	p = text = malloc(size);
	p += sprintf(p, "rules 1\nstems none.R7\n");
	for (uint32_t i = 0; i < n; i++) {
		p = put_stem(p, list[i]);
		p += sprintf(p, " 0\n");
	}
	free(list);
	return (struct slice){text, (size_t)(p - text)};
}

/* ---- features -------------------------------------------------------------------- */

static void
extract_features(const struct ruleset *rs)
{
	struct scorer *sc = scorer_new(&arena, rs, true);
	struct text t;
	size_t room = 1 << 20;

	t.sym = malloc(room * sizeof *t.sym);
	t.gap = malloc(room);
	t.begin = t.end = NULL;
	for (uint32_t d = 0; d < n_doc; d++) {
		struct slice raw = slice_of(doc[d].text);
		struct tally tally;
		uint32_t *f;

		norm_text(&t, ENC_UTF8, raw);
		score_text(sc, &t, &tally);
		f = malloc((tally.n_contribution + 1) * sizeof *f);
		for (uint32_t i = 0; i < tally.n_contribution; i++) {
			const struct contribution *c = &tally.contribution[i];

			f[i] = c->is_stem ? rs->keyword[c->id].target
					  : rs->n_stem + c->id;
		}
		doc[d].feature = f;
		doc[d].n_feature = tally.n_contribution;
	}
}

/* ---- the learner ------------------------------------------------------------------ */

struct model {
	uint32_t n_feature, n_class;
	double *w;    /* n_class rows of n_feature, on raw features */
	double *bias; /* times the root of the number of features */
};

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
train_class(const double *idf, uint32_t n_feature, const uint8_t *use,
    uint32_t class, double c_pos, double *w)
{
	uint32_t n = 0, *order = malloc(n_doc * sizeof *order);
	double *alpha = calloc(n_doc, sizeof *alpha), bias = 0;
	uint64_t seed = 20221018;

	memset(w, 0, n_feature * sizeof *w);
	for (uint32_t d = 0; d < n_doc; d++)
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
			const struct doc *x = &doc[order[i]];
			double y = x->class == class ? 1 : -1;
			double diag = 0.5 / (y > 0 ? c_pos : opt.c);
			double g = opt.bias * bias, q = 1 + opt.bias * opt.bias + diag, pg, a, step;

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
				w[x->feature[k]] += step *
				    idf[x->feature[k]] / (double)x->norm;
			bias += opt.bias * step;
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
train_once(const struct ruleset *rs, const uint8_t *use, const uint8_t *may,
    const uint32_t *df, uint32_t n_use, const uint32_t *count)
{
	uint32_t n_feature = rs->n_stem + rs->n_rule, n_present = 0;
	double *idf = malloc(n_feature * sizeof *idf), mean_norm = 0;
	struct model m = {n_feature, rs->n_class,
	    malloc((size_t)rs->n_class * n_feature * sizeof(double)),
	    calloc(rs->n_class, sizeof(double))};

	for (uint32_t f = 0; f < n_feature; f++) {
		idf[f] = pow(
		    log((1.0 + n_use) / (1.0 + df[f])) + 1, opt.idf_power);
		if (f >= rs->n_stem)
			idf[f] *= opt.set_scale;
		/* What this part of the corpus has too rarely says nothing. */
		if (df[f] < (uint32_t)opt.min_df || !may[f])
			idf[f] = 0;
	}
	for (uint32_t d = 0; d < n_doc; d++) {
		double sum = 1e-9;
		uint32_t n = 0;

		for (uint32_t k = 0; k < doc[d].n_feature; k++) {
			double v = idf[doc[d].feature[k]];

			sum += v * v;
			n += v != 0;
		}
		doc[d].norm = (float)sqrt(sum);
		doc[d].n_used = n;
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
		m.bias[c] = train_class(idf, n_feature, use, c,
		    opt.c * pow((double)n_use / (n_present * count[c]),
			opt.balance),
		    w);
		for (uint32_t f = 0; f < n_feature; f++)
			w[f] *= idf[f];
		m.bias[c] *= opt.bias * mean_norm;
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

/* Leaves the opt.keep stems that matter most, and all sets and rules. */
static void
select_stems(const struct ruleset *rs, const struct model *m,
    const uint32_t *df, uint8_t *may)
{
	double *rank = malloc(rs->n_stem * sizeof *rank);
	double *sorted = malloc(rs->n_stem * sizeof *sorted), least;

	if (opt.keep >= rs->n_stem)
		return;
	for (uint32_t f = 0; f < rs->n_stem; f++) {
		double most = 0;

		for (uint32_t c = 0; c < m->n_class; c++) {
			double w = fabs(m->w[(size_t)c * m->n_feature + f]);

			most = w > most ? w : most;
		}
		rank[f] = most * pow(df[f], opt.df_power);
	}
	memcpy(sorted, rank, rs->n_stem * sizeof *rank);
	qsort(sorted, rs->n_stem, sizeof *sorted, descending);
	least = sorted[opt.keep];
	for (uint32_t f = 0; f < rs->n_stem; f++)
		may[f] = rank[f] > least;
	free(rank);
	free(sorted);
}

static struct model
train(const struct ruleset *rs, const uint8_t *use)
{
	uint32_t n_feature = rs->n_stem + rs->n_rule, n_use = 0;
	uint32_t *df = calloc(n_feature, sizeof *df);
	uint8_t *may = malloc(n_feature);
	uint32_t count[N_CLASS_MAX] = {0};
	struct model m;

	memset(may, 1, n_feature);
	for (uint32_t d = 0; d < n_doc; d++) {
		if (!use[d])
			continue;
		n_use++;
		count[doc[d].class]++;
		for (uint32_t k = 0; k < doc[d].n_feature; k++)
			df[doc[d].feature[k]]++;
	}
	m = train_once(rs, use, may, df, n_use, count);
	if (opt.keep < rs->n_stem) {
		select_stems(rs, &m, df, may);
		free(m.w);
		free(m.bias);
		m = train_once(rs, use, may, df, n_use, count);
	}
	free(df);
	free(may);
	return m;
}

/* Integers relative to `none`; weights of pruned stems are 0. */
static void
quantise(const struct ruleset *rs, struct model *m)
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

			*w = round((*w - zero) * opt.scale);
			if (*w > 100)
				*w = 100;
			if (*w < -100)
				*w = -100;
			if (fabs(*w) > most)
				most = fabs(*w);
		}
		if (most < opt.prune)
			for (uint32_t c = 0; c < m->n_class; c++)
				m->w[(size_t)c * m->n_feature + f] = 0;
	}
	for (uint32_t c = 0; c < m->n_class; c++)
		if (c != none)
			m->bias[c] =
			    round((m->bias[c] - m->bias[none]) * opt.scale) -
			    opt.doubt;
	m->bias[none] = 0;
}

/* What score_base() makes of a base. */
static double
base_of(double base, uint32_t n)
{
	return trunc(base * floor(8 * sqrt((double)n)) / 8);
}

struct guess {
	uint32_t channel, second, class;
	double margin, norm;
};

static struct guess
predict(const struct ruleset *rs, const struct model *m, const struct doc *x)
{
	double sum[N_CLASS_MAX], best[MAX_CHANNELS] = {0};
	struct guess g = {0, 0, 0, 0, (double)x->norm};
	uint32_t class[MAX_CHANNELS] = {0};

	for (uint32_t ch = 1; ch < rs->n_channel; ch++)
		best[ch] = -1e9;
	best[0] = rs->threshold - 1;
	for (uint32_t c = 0; c < m->n_class; c++) {
		uint32_t ch = rs->class[c].channel;

		sum[c] = base_of(m->bias[c], x->n_used);
		for (uint32_t k = 0; k < x->n_feature; k++)
			sum[c] += m->w[(size_t)c * m->n_feature +
			    x->feature[k]];
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

struct result {
	uint32_t doc;
	struct guess guess;
};

static int
by_margin(const void *a, const void *b)
{
	const struct result *x = a, *y = b;

	return x->guess.margin > y->guess.margin  ? -1
	    : x->guess.margin < y->guess.margin ? 1
						   : 0;
}

/* ---- floors: figures that a change must not push below ------------------- */

struct floor {
	char part[16], name[64]; /* "cross" or "fitted"; a file, channel, ... */
	double least;
	bool met;
};

struct floors {
	struct floor *floor;
	uint32_t n, n_low;
};

/* Lines of: part TAB name TAB least value. Others are comments. */
static struct floors
read_floors(const char *name)
{
	struct floors f = {NULL, 0, 0};
	FILE *in = name == NULL ? NULL : fopen(name, "r");
	char line[256];

	if (name != NULL && in == NULL)
		die("cannot be read", name);
	while (in != NULL && fgets(line, sizeof line, in) != NULL) {
		struct floor one = {.met = false};

		if (sscanf(line, "%15s %63s %lf", one.part, one.name,
			&one.least) != 3)
			continue;
		f.floor = realloc(f.floor, (f.n + 1) * sizeof one);
		f.floor[f.n++] = one;
	}
	if (in != NULL)
		fclose(in);
	return f;
}

/* One measured figure: complains when it is below its floor. */
static void
figure(struct floors *f, const char *part, const char *name, double value)
{
	for (uint32_t i = 0; i < f->n; i++) {
		struct floor *o = &f->floor[i];

		if (strcmp(o->part, part) != 0 || strcmp(o->name, name) != 0)
			continue;
		o->met = true;
		if (value >= o->least)
			continue;
		f->n_low++;
		printf("below the floor: %s %s is %.2f, not %.2f\n", part,
		    name, value, o->least);
	}
}

/* ---- reports -------------------------------------------------------------- */

struct tables {
	uint32_t confusion[MAX_CHANNELS][MAX_CHANNELS];
	uint32_t n, ok, two, lang[2], lang_ok[2];
	uint32_t file[MAX_FILES], file_ok[MAX_FILES];
	uint32_t class[N_CLASS_MAX], class_ok[N_CLASS_MAX];
};

static struct tables
count(const struct result *r, uint32_t n)
{
	struct tables t = {.n = n};

	for (uint32_t i = 0; i < n; i++) {
		const struct doc *x = &doc[r[i].doc];
		bool hit = r[i].guess.channel == x->channel;

		t.confusion[x->channel][r[i].guess.channel]++;
		t.ok += hit;
		t.two += hit || r[i].guess.second == x->channel;
		t.lang[x->lang == 'k']++;
		t.lang_ok[x->lang == 'k'] += hit;
		t.file[x->file]++;
		t.file_ok[x->file] += hit;
		t.class[x->class]++;
		t.class_ok[x->class] += hit;
	}
	return t;
}

static double
percent(uint32_t part, uint32_t whole)
{
	return whole == 0 ? 0 : 100.0 * part / whole;
}

static void
report_channels(const struct ruleset *rs, const struct tables *t,
    const char *part, struct floors *floors)
{
	double macro = 0;

	for (uint32_t a = 0; a < rs->n_channel; a++) {
		const char *id = pool_at(rs, rs->channel[a].id);
		uint32_t row = 0, col = 0, hit = t->confusion[a][a];
		double f1;

		printf("  %-10s", id);
		for (uint32_t b = 0; b < rs->n_channel; b++) {
			printf(" %6u", t->confusion[a][b]);
			row += t->confusion[a][b];
			col += t->confusion[b][a];
		}
		f1 = percent(2 * hit, row + col);
		macro += f1 / rs->n_channel;
		printf("   recall %.1f precision %.1f F1 %.1f\n",
		    percent(hit, row), percent(hit, col), f1);
		figure(floors, part, id, f1);
	}
	printf("  macro-F1 %.2f\n", macro);
	figure(floors, part, "macro-F1", macro);
}

/* How often the most certain answers are right. */
static void
report_margins(struct result *r, uint32_t n)
{
	printf("\n  by margin:");
	qsort(r, n, sizeof *r, by_margin);
	for (uint32_t pc = 50; pc <= 100; pc += 5) {
		uint32_t m = n * pc / 100, good = 0;

		for (uint32_t i = 0; i < m; i++)
			good += r[i].guess.channel == doc[r[i].doc].channel;
		printf(" %u%% %.1f (%.0f)", pc, percent(good, m),
		    m == 0 ? 0 : r[m - 1].guess.margin);
	}
	printf("\n");
}

static void
report(const struct ruleset *rs, struct result *r, uint32_t n,
    const char *part, struct floors *floors)
{
	struct tables t = count(r, n);

	printf("%s: accuracy %.2f of %u (ko %.2f, en %.2f), right first or "
	       "second %.2f\n",
	    part, percent(t.ok, n), n, percent(t.lang_ok[1], t.lang[1]),
	    percent(t.lang_ok[0], t.lang[0]), percent(t.two, n));
	figure(floors, part, "accuracy", percent(t.ok, n));
	figure(floors, part, "first-two", percent(t.two, n));
	report_channels(rs, &t, part, floors);
	printf(" ");
	for (uint32_t c = 0; c < rs->n_class; c++)
		if (t.class[c] != 0)
			printf(" %s %.1f", pool_at(rs, rs->class[c].id),
			    percent(t.class_ok[c], t.class[c]));
	printf("\n ");
	for (uint32_t f = 0; f < n_file; f++) {
		const char *base = strrchr(file_name[f], '/');

		base = base == NULL ? file_name[f] : base + 1;
		if (t.file[f] == 0)
			continue;
		printf(" %s %.1f", base, percent(t.file_ok[f], t.file[f]));
		figure(floors, part, base,
		    percent(t.file_ok[f], t.file[f]));
	}
	report_margins(r, n);
}

/* Each file scored by a model that has not seen it; two processes. */
static void
cross_validate(const struct ruleset *rs, struct floors *floors)
{
	int out[2][2];
	struct result *r = malloc(n_doc * sizeof *r);
	uint32_t n = 0;

	for (uint32_t half = 0; half < 2; half++) {
		if (pipe(out[half]) != 0)
			die("no pipe", "cross validation");
		if (fork() != 0) {
			close(out[half][1]);
			continue;
		}
		uint8_t *use = malloc(n_doc);

		for (uint32_t f = half; f < n_file; f += 2) {
			struct model m;

			for (uint32_t d = 0; d < n_doc; d++)
				use[d] = doc[d].file != f;
			m = train(rs, use);
			quantise(rs, &m);
			for (uint32_t d = 0; d < n_doc; d++) {
				struct result one = {d, {0}};

				if (use[d])
					continue;
				one.guess = predict(rs, &m, &doc[d]);
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
			if (r[i].guess.channel != doc[r[i].doc].channel)
				fprintf(f, "%s\t%s\t%.0f\t%s\t%s\n",
				    pool_at(rs,
					rs->class[doc[r[i].doc].class].id),
				    pool_at(rs,
					rs->class[r[i].guess.class].id),
				    r[i].guess.margin,
				    strrchr(file_name[doc[r[i].doc].file],
					'/') + 1,
				    doc[r[i].doc].text);
		fclose(f);
	}
	report(rs, r, n, "cross", floors);
	free(r);
}

/* ---- writing ------------------------------------------------------------------------- */

static void
put_weights(FILE *out, const struct ruleset *rs, const struct model *m,
    uint32_t f)
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
	    "# Written by `make fit` from tests/corpus: do not edit, fit again.\n"
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

/* A weights row for every set, so that each is a feature. */
static struct slice
set_rules(const struct ruleset *rs)
{
	size_t size = 64;
	char *text, *p;

	for (uint32_t i = 0; i < rs->n_set; i++)
		size += strlen(pool_at(rs, rs->set[i].name)) + 8;
	p = text = malloc(size);
	p += sprintf(p, "rules 1\nweights none.R7\n");
	for (uint32_t i = 0; i < rs->n_set; i++) {
		const char *name = pool_at(rs, rs->set[i].name);

		if (name[0] != '@' && strpbrk(name, " |[\"") == NULL)
			p += sprintf(p, "  @%s 0\n", name);
	}
	return (struct slice){text, (size_t)(p - text)};
}

int
main(int argc, char **argv)
{
	struct source source[64];
	uint32_t n_source = 0;
	struct diag d;
	struct ruleset hand, all;
	struct floors floors = {NULL, 0, 0};
	const char *out = NULL;
	bool cross = false;
	uint8_t *use;
	int i, o;

	arena_init(&arena, (size_t)8 << 30, oom);
	diag_init(&d, &arena);
	while ((o = getopt(argc, argv, "o:xb:B:c:s:q:d:e:p:g:l:k:w:i:F:u:")) != -1)
		switch (o) {
		case 'o': out = optarg; break;
		case 'x': cross = true; break;
		case 'B': opt.balance = atof(optarg); break;
		case 'b': opt.bias = atof(optarg); break;
		case 'c': opt.c = atof(optarg); break;
		case 's': opt.set_scale = atof(optarg); break;
		case 'q': opt.scale = atof(optarg); break;
		case 'd': opt.min_df = atoi(optarg); break;
		case 'e': opt.min_edge = atof(optarg); break;
		case 'p': opt.prune = atoi(optarg); break;
		case 'g': opt.max_gram = atoi(optarg); break;
		case 'l': opt.min_gram = atoi(optarg); break;
		case 'k': opt.keep = (uint32_t)atoi(optarg); break;
		case 'i': opt.idf_power = atof(optarg); break;
		case 'F': floors = read_floors(optarg); break;
		case 'u': opt.doubt = atoi(optarg); break;
		case 'w': opt.df_power = atof(optarg); break;
		default: return 2;
		}
	for (i = optind; i < argc && strstr(argv[i], ".rules") != NULL; i++)
		source[n_source++] =
		    (struct source){argv[i], read_file(argv[i])};
	if (!rule_load(&arena, source, n_source, &hand, &d)) {
		diag_print(&d, stderr, "fit", SEV_ERROR);
		return 3;
	}
	for (; i < argc; i++)
		if (strcmp(argv[i], "--") != 0)
			read_corpus(argv[i], &hand);
	for (uint32_t k = 0; k < n_doc; k++)
		collect_candidates(k);
	source[n_source++] = (struct source){"candidates", candidate_rules()};
	source[n_source++] = (struct source){"sets", set_rules(&hand)};
	if (!rule_load(&arena, source, n_source, &all, &d)) {
		diag_print(&d, stderr, "fit", SEV_ERROR);
		return 3;
	}
	printf("%u texts, %u stems, %u sets, %u rules, %u slots\n", n_doc,
	    all.n_stem, all.n_set, all.n_rule, all.n_slot);
	extract_features(&all);
	if (cross)
		cross_validate(&all, &floors);
	if (out != NULL) {
		struct model m;
		struct result *r = malloc(n_doc * sizeof *r);

		use = malloc(n_doc);
		memset(use, 1, n_doc);
		m = train(&all, use);
		quantise(&all, &m);
		for (uint32_t k = 0; k < n_doc; k++)
			r[k] = (struct result){k, predict(&all, &m, &doc[k])};
		report(&all, r, n_doc, "fitted", &floors);
		write_rules(out, &all, &m);
	}
	if (floors.n != 0)
		printf("%u passed, %u failed\n", floors.n - floors.n_low,
		    floors.n_low);
	return floors.n_low != 0;
}
