/* SPDX-License-Identifier: MIT */
#include "why.h"

#include <stdlib.h>

#include "decide.h"

static uint32_t
weight_size(const struct addend *a)
{
	return a->weight < 0 ? 0 - (uint32_t)a->weight : (uint32_t)a->weight;
}

static int
by_name(const void *p, const void *q)
{
	const struct addend *a = p, *b = q;

	return a->is_stem != b->is_stem ? a->is_stem - b->is_stem
					: strcmp(a->name, b->name);
}

static int
by_size(const void *p, const void *q)
{
	const struct addend *a = p, *b = q;

	if (weight_size(a) != weight_size(b))
		return weight_size(a) > weight_size(b) ? -1 : 1;
	return by_name(p, q);
}

static void
add(struct addends *list, const char *name, bool is_stem, int32_t weight)
{
	if (weight == 0)
		return;
	list->item[list->n++] = (struct addend){name, is_stem, weight};
	list->sum += weight;
}

/* Joins addends of one name and puts the heaviest first. */
static void
arrange(struct addends *list)
{
	uint32_t n = 0;

	qsort(list->item, list->n, sizeof *list->item, by_name);
	for (uint32_t i = 0; i < list->n; i++) {
		if (n != 0 && by_name(&list->item[n - 1], &list->item[i]) == 0)
			list->item[n - 1].weight += list->item[i].weight;
		else
			list->item[n++] = list->item[i];
		if (list->item[n - 1].weight == 0)
			n--;
	}
	list->n = n;
	qsort(list->item, n, sizeof *list->item, by_size);
}

/* What an addend of the report is worth for a class; 0 for no class. */
static int32_t
worth(const struct ruleset *rs, const struct contribution *c, uint32_t class)
{
	return class < rs->n_class ? contribution_weight(rs, c, class) : 0;
}

struct addends
why_before(struct arena *arena, const struct ruleset *rs,
    const struct report *r, int32_t threshold, uint32_t a, uint32_t b)
{
	const struct tally *t = &r->tally;
	struct addends list = {arena_alloc(arena,
				   (size_t)t->n_contribution + 6,
				   sizeof *list.item),
	    0, 0};

	for (uint32_t i = 0; i < t->n_contribution; i++) {
		const struct contribution *c = &t->contribution[i];

		add(&list,
		    pool_at(rs,
			c->is_stem ? rs->keyword[c->id].text
				   : rs->rule[c->id].id),
		    c->is_stem, worth(rs, c, a) - worth(rs, c, b));
	}
	for (int side = 0; side < 2; side++) {
		uint32_t class = side == 0 ? a : b;
		int32_t sign = side == 0 ? 1 : -1;

		if (class < rs->n_class) {
			add(&list, "base", false,
			    sign * score_base(rs, class, t->n_addend));
			add(&list, "cap", false, sign * t->capped[class]);
		} else if (class == rs->n_class) {
			add(&list, "threshold", false, sign * (threshold - 1));
		}
	}
	arrange(&list);
	return list;
}

struct addends
why_changed(struct arena *arena, struct addends x, struct addends y)
{
	struct addends list = {
	    arena_alloc(arena, (size_t)x.n + y.n + 1, sizeof *list.item), 0,
	    0};

	for (uint32_t i = 0; i < x.n; i++)
		add(&list, x.item[i].name, x.item[i].is_stem,
		    -x.item[i].weight);
	for (uint32_t i = 0; i < y.n; i++)
		add(&list, y.item[i].name, y.item[i].is_stem,
		    y.item[i].weight);
	arrange(&list);
	return list;
}

uint32_t
why_class(const struct ruleset *rs, const struct report *r, int32_t threshold,
    uint32_t channel)
{
	struct rank rank[MAX_CHANNELS];
	uint32_t n = decide_ranks(rs, &r->tally, threshold, rank);

	for (uint32_t i = 0; i < n; i++) {
		if (rank[i].channel != channel)
			continue;
		/* A class of `none` below the threshold is not what counts. */
		if (channel == 0 && rank[i].class < rs->n_class &&
		    r->tally.sum[rank[i].class] < rank[i].score)
			return rs->n_class;
		return rank[i].class;
	}
	return rs->n_class;
}

void
why_print(FILE *out, struct addends a, uint32_t most)
{
	int32_t rest = a.sum;

	if (a.n == 0)
		fputs("no evidence", out);
	for (uint32_t i = 0; i < a.n && i < most; i++) {
		const char *quote = a.item[i].is_stem ? "'" : "";

		rest -= a.item[i].weight;
		fprintf(out, "%s%+d %s%s%s", i == 0 ? "" : ", ",
		    (int)a.item[i].weight, quote, a.item[i].name, quote);
	}
	if (a.n > most)
		fprintf(out, ", and %u more (%+d)", a.n - most, (int)rest);
}
