/* SPDX-License-Identifier: MIT */
/*
 * compare: --diff. The same complaints through two sets of rules; for each
 * whose channel changes, what changed in the lead of the old channel over the
 * new one. The parts add up to the change.
 */
#include "labelled.h"
#include "print.h"
#include "tools.h"
#include "why.h"

enum { MAX_COMPARED = 64 << 20, N_REASONS = 6 };

struct comparison {
	const struct options *o;
	struct arena *arena;
	struct arena scratch; /* for one complaint */
	struct rules rules[2]; /* old, new */
	struct router router[2];
	FILE *out;
	uint32_t n, n_changed, n_better, n_worse;
};

static const char *
given(const struct comparison *c, int side, const struct report *r)
{
	return pool_at(c->rules[side].rs,
	    c->rules[side].rs->channel[r->verdict.channel].id);
}

static uint32_t
class_of_channel(const struct comparison *c, int side,
    const struct report *r, const char *id)
{
	const struct ruleset *rs = c->rules[side].rs;
	uint32_t channel, any;

	if (!label_find(rs, slice_of(id), &channel, &any))
		return WHY_UNKNOWN;
	return why_class(rs, r, c->router[side].threshold, channel);
}

/* How far the new rules' channel is before the old rules' one, by the rules
 * of one side. A channel that side does not know has nothing. */
static struct addends
lead(struct comparison *c, int side, const struct report *r,
    const char *winner, const char *loser)
{
	return why_before(&c->scratch, c->rules[side].rs, r,
	    c->router[side].threshold, class_of_channel(c, side, r, winner),
	    class_of_channel(c, side, r, loser));
}

static void
judge(struct comparison *c, const struct labelled *l, const char *was,
    const char *is)
{
	struct slice label = l->label;
	const char *dot;

	if (!l->has_label)
		return;
	dot = memchr(label.at, '.', label.len);
	if (dot != NULL) /* a class counts by its channel */
		label.len = (size_t)(dot - label.at);
	if (slice_is(label, is)) {
		c->n_better++;
		fputs("\tbetter", c->out);
	} else if (slice_is(label, was)) {
		c->n_worse++;
		fputs("\tworse", c->out);
	}
}

static void
compare_one(struct comparison *c, const struct labelled *l)
{
	struct report r[2];
	const char *id[2];
	struct addends before, after;

	for (int i = 0; i < 2; i++) {
		route(&c->router[i], l->text, &r[i]);
		id[i] = given(c, i, &r[i]);
	}
	c->n++;
	if (strcmp(id[0], id[1]) == 0)
		return;
	c->n_changed++;
	fprintf(c->out, "%s:%u:\t%s -> %s", c->o->what, l->line, id[0], id[1]);
	judge(c, l, id[0], id[1]);
	before = lead(c, 0, &r[0], id[1], id[0]);
	after = lead(c, 1, &r[1], id[1], id[0]);
	fprintf(c->out, "\n  lead of %s over %s: %d -> %d: ", id[1], id[0],
	    (int)before.sum, (int)after.sum);
	why_print(c->out, why_changed(&c->scratch, before, after), N_REASONS);
	fputc('\n', c->out);
	if (c->o->explain) {
		fputs("  ", c->out);
		print_complaint(c->out, &r[1]);
		fputc('\n', c->out);
	}
	arena_reset(&c->scratch);
}

static int
load_side(struct comparison *c, int side, FILE *err)
{
	struct rules *rules = &c->rules[side];
	int status = rules_load(
	    rules, c->arena, &c->o->rules[side], 1, false, err);

	if (status != 0) {
		diag_print(&rules->diag, err, "minwon", SEV_ERROR);
		return status;
	}
	router_init(&c->router[side], c->arena, rules->rs, c->o->encoding,
	    true);
	if (c->o->has_threshold)
		c->router[side].threshold = c->o->threshold;
	return 0;
}

int
tool_diff(const struct options *o, struct arena *a, FILE *out, FILE *err)
{
	struct comparison *c = arena_alloc(a, 1, sizeof *c);
	struct labelled l = {.line = 0};

	c->o = o;
	c->arena = a;
	c->out = out;
	for (int i = 0; i < 2; i++) {
		int status = load_side(c, i, err);

		if (status != 0)
			return status;
	}
	if (!read_whole_file(a, o->what, MAX_COMPARED, &l.rest, err))
		return 4;
	arena_init(&c->scratch, a->limit, a->oom);
	while (labelled_next(c->rules[1].rs, &l))
		compare_one(c, &l);
	fprintf(out, "%u of %u change", c->n_changed, c->n);
	if (c->n_better + c->n_worse != 0)
		fprintf(out, ": %u better, %u worse", c->n_better, c->n_worse);
	fputc('\n', out);
	arena_free(&c->scratch);
	return 0;
}
