/* SPDX-License-Identifier: MIT */
/* fit_report: how often the answers are right, and whether often enough. */
#include "fit.h"

#include <stdlib.h>

static int
by_margin(const void *a, const void *b)
{
	const struct result *x = a, *y = b;

	return x->guess.margin > y->guess.margin   ? -1
	       : x->guess.margin < y->guess.margin ? 1
						   : 0;
}

/* ---- floors: figures that a change must not push below ------------------- */

struct floor {
	char part[16], name[64]; /* "cross" or "fitted"; a file, channel, ... */
	double least;
	bool met;
};

/* Lines of: part TAB name TAB least value. Others are comments. */
struct floors
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
		printf("below the floor: %s %s is %.2f, not %.2f\n", part, name,
		    value, o->least);
	}
}

/* ---- reports --------------------------------------------------------------
 */

struct tables {
	uint32_t confusion[MAX_CHANNELS][MAX_CHANNELS];
	uint32_t n, ok, two, lang[2], lang_ok[2];
	uint32_t file[MAX_FILES], file_ok[MAX_FILES];
	uint32_t class[MAX_CLASSES], class_ok[MAX_CLASSES];
};

static struct tables
count(struct fit *fit, const struct result *r, uint32_t n)
{
	struct tables t = {.n = n};

	for (uint32_t i = 0; i < n; i++) {
		const struct doc *x = &fit->doc[r[i].doc];
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
report_margins(struct fit *fit, struct result *r, uint32_t n)
{
	printf("\n  by margin:");
	qsort(r, n, sizeof *r, by_margin);
	for (uint32_t pc = 50; pc <= 100; pc += 5) {
		uint32_t m = n * pc / 100, good = 0;

		for (uint32_t i = 0; i < m; i++)
			good +=
			    r[i].guess.channel == fit->doc[r[i].doc].channel;
		printf(" %u%% %.1f (%.0f)", pc, percent(good, m),
		    m == 0 ? 0 : r[m - 1].guess.margin);
	}
	printf("\n");
}

void
report(struct fit *fit, const struct ruleset *rs, struct result *r, uint32_t n,
    const char *part, struct floors *floors)
{
	struct tables t = count(fit, r, n);

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
	for (uint32_t f = 0; f < fit->n_file; f++) {
		const char *base = strrchr(fit->file_name[f], '/');

		base = base == NULL ? fit->file_name[f] : base + 1;
		if (t.file[f] == 0)
			continue;
		printf(" %s %.1f", base, percent(t.file_ok[f], t.file[f]));
		figure(floors, part, base, percent(t.file_ok[f], t.file[f]));
	}
	report_margins(fit, r, n);
}
