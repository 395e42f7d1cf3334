/* SPDX-License-Identifier: MIT */
/*
 * trial: --test. Inline cases and labelled complaints through the rules, what
 * went wrong and why, and how good the rules are. Nothing of a complaint is
 * printed unless asked for; the words of the rules are.
 */
#include "labelled.h"
#include "match.h"
#include "print.h"
#include "scan.h"
#include "tools.h"
#include "why.h"

enum { MAX_LABELLED = 64 << 20, N_REASONS = 6 };

struct trial {
	const struct options *o;
	const struct rules *rules;
	const struct ruleset *rs;
	FILE *out;
	struct arena *arena;
	struct arena scratch; /* for the reasons of one miss */
	struct router router;
	uint32_t n_ok, n_failed, n_todo, n_surprise;
	/* The built-in rules' own cases, where a layer changes the answer: an
	 * office may want that, so they do not fail. */
	bool is_layered;
	uint32_t n_changed;
	/* Labelled complaints: [expected][given], and paragraphs. */
	uint32_t table[MAX_CHANNELS][MAX_CHANNELS];
	uint32_t n_class, n_class_right;
	/* --coverage: what was ever hit. */
	uint8_t *keyword_hit, *rule_hit;
	struct text text;
	size_t room;
};

/* ---- coverage --------------------------------------------------------------------- */

static void
cover_keyword(void *context, const struct found *f)
{
	struct trial *t = context;

	if (keyword_fits(
		&t->rs->keyword[f->keyword], &t->text, f->begin, f->end))
		t->keyword_hit[f->keyword] = 1;
}

static void
cover(struct trial *t, const struct report *r)
{
	size_t room = norm_room(r->raw.len);

	if (!t->o->coverage)
		return;
	if (room > t->room) {
		t->room = 2 * room;
		t->text.sym = arena_alloc(t->arena, t->room, sizeof(uint16_t));
		t->text.gap = arena_alloc(t->arena, t->room, 1);
	}
	/* Once more from the bytes: masks have overwritten what they took
	 * out, which was hit all the same. */
	norm_text(&t->text, r->encoding, r->raw);
	scan_keywords(t->rs, &t->text, cover_keyword, t);
	for (uint32_t i = 0; i < r->tally.n_contribution; i++)
		if (!r->tally.contribution[i].is_stem)
			t->rule_hit[r->tally.contribution[i].id] = 1;
	for (uint32_t i = 0; i < r->tally.n_masked; i++)
		t->rule_hit[r->tally.masked[i].rule] = 1;
	for (uint32_t i = 0; i < r->tally.n_notice; i++)
		t->rule_hit[r->tally.notice[i]] = 1;
}

static void
put_coverage(struct trial *t)
{
	const struct ruleset *rs = t->rs;
	uint8_t *set_hit = arena_alloc(t->arena, rs->n_set + 1, 1);
	uint32_t n_stem = 0, n_cold = 0;

	if (!t->o->coverage)
		return;
	for (uint32_t i = 0; i < rs->n_keyword; i++)
		if (t->keyword_hit[i] && (rs->keyword[i].flags & KW_SET))
			set_hit[rs->keyword[i].target] = 1;
	for (uint32_t i = 0; i < rs->n_rule; i++)
		if (!t->rule_hit[i] && rs->rule[i].need != NEED_NEVER)
			fprintf(t->out, "never\trule\t%s\n",
			    pool_at(rs, rs->rule[i].id));
	for (uint32_t i = 0; i < rs->n_set; i++)
		if (!set_hit[i])
			fprintf(t->out, "never\tset\t%s\n",
			    pool_at(rs, rs->set[i].name));
	for (uint32_t i = 0; i < rs->n_keyword; i++) {
		const struct keyword *k = &rs->keyword[i];

		if ((k->flags & KW_STEM) && !(k->flags & KW_DEAD)) {
			n_stem++;
			n_cold += !t->keyword_hit[i];
		} else if ((k->flags & KW_SET) && !t->keyword_hit[i] &&
		    set_hit[k->target]) {
			fprintf(t->out, "never\tkeyword\t%s\t%s\n",
			    pool_at(rs, k->text),
			    pool_at(rs, rs->set[k->target].name));
		}
	}
	if (n_stem != 0)
		fprintf(t->out, "never\tstems\t%u of %u\n", n_cold, n_stem);
}

/* ---- one case --------------------------------------------------------------------- */

/* A channel and the class that speaks for it (n_class: none does). */
struct side {
	uint32_t channel, class;
};

static struct side
side_of(const struct trial *t, const struct report *r, uint32_t channel)
{
	return (struct side){channel,
	    why_class(t->rs, r, t->router.threshold, channel)};
}

static const char *
side_name(const struct trial *t, struct side s)
{
	return pool_at(t->rs,
	    s.class < t->rs->n_class ? t->rs->class[s.class].id
				     : t->rs->channel[s.channel].id);
}

/* What put the class that won before the one that should have; or, when it
 * should not have won, before the next one. */
static void
put_reasons(struct trial *t, const struct report *r, struct side wanted)
{
	struct side won = side_of(t, r, r->verdict.channel);
	struct addends a;

	if (wanted.class == t->rs->n_class)
		wanted = side_of(t, r, wanted.channel);
	if (wanted.channel == won.channel && wanted.class == won.class)
		wanted = side_of(t, r, r->verdict.runner_up);
	a = why_before(&t->scratch, t->rs, r, t->router.threshold, won.class,
	    wanted.class);
	fprintf(t->out, "  %s before %s by %d: ", side_name(t, won),
	    side_name(t, wanted), (int)a.sum);
	why_print(t->out, a, N_REASONS);
	fputc('\n', t->out);
	for (uint32_t i = 0; i < r->tally.n_masked; i++)
		fprintf(t->out, "  taken out by %s\n",
		    pool_at(t->rs, t->rs->rule[r->tally.masked[i].rule].id));
	arena_reset(&t->scratch);
}

static bool
is_met(const struct trial *t, const struct report *r, uint32_t channel,
    uint32_t class)
{
	return r->verdict.channel == channel &&
	    (class >= t->rs->n_class || r->verdict.class == class);
}

/* ---- inline cases --------------------------------------------------------------------- */

static void
try_case(struct trial *t, const struct statement *st)
{
	static const char *const verb[] = {"ok", "no", "todo"};
	struct report r;
	uint32_t channel, class, line, column;
	bool met, own;

	/* A case for what a later file has disabled says nothing. */
	if (!label_find(t->rs, st->id.at, &channel, &class))
		return;
	route(&t->router, st->text, &r);
	cover(t, &r);
	met = is_met(t, &r, channel, class) != (st->number == TEST_NO);
	own = !t->is_layered || !is_builtin_source(st->where.source);
	if (st->number == TEST_TODO) {
		t->n_todo++;
		t->n_surprise += met;
		if (!met)
			return;
	} else if (met) {
		t->n_ok++;
		return;
	} else if (own) {
		t->n_failed++;
	} else {
		t->n_changed++;
	}
	diag_position(st->where, &line, &column);
	fprintf(t->out, "minwon: %s:%u: %s: %s %.*s %.*s\n",
	    st->where.source->name, line,
	    met       ? "holds now, write ok"
		: own ? "failed"
		      : "changed",
	    verb[st->number],
	    (int)st->id.at.len, st->id.at.at, (int)st->text.len, st->text.at);
	if (!met)
		put_reasons(t, &r, (struct side){channel, class});
}

static int
try_inline(struct trial *t)
{
	uint32_t n;

	for (uint32_t i = 0; i < t->rules->n_source; i++)
		t->is_layered |= !is_builtin_source(&t->rules->source[i]);
	for (uint32_t i = 0; i < t->rules->n_source; i++)
		for (const struct statement *st = t->rules->file[i].first; st;
		     st = st->next)
			if (st->kind == ST_TEST)
				try_case(t, st);
	n = t->n_ok + t->n_failed + t->n_todo + t->n_changed;
	fprintf(t->out, "%u case%s: %u ok, %u failed, %u todo", n,
	    n == 1 ? "" : "s", t->n_ok, t->n_failed, t->n_todo);
	if (t->n_changed != 0)
		fprintf(t->out, ", %u built-in changed", t->n_changed);
	fputc('\n', t->out);
	put_coverage(t);
	return t->n_failed != 0;
}

/* ---- labelled complaints ----------------------------------------------------------- */

static void
put_miss(struct trial *t, const struct labelled *l, const struct report *r)
{
	fprintf(t->out, "%s:%u: %s, not %s\n", t->o->what, l->line,
	    pool_at(t->rs, t->rs->channel[r->verdict.channel].id),
	    pool_at(t->rs, t->rs->channel[l->channel].id));
	put_reasons(t, r, (struct side){l->channel, t->rs->n_class});
	if (t->o->explain) {
		fputs("  ", t->out);
		print_complaint(t->out, r);
		fputc('\n', t->out);
	}
}

static void
try_labelled(struct trial *t, const struct labelled *l)
{
	struct report r;
	bool met;

	route(&t->router, l->text, &r);
	cover(t, &r);
	met = r.verdict.channel == l->channel;
	if (l->is_todo) {
		t->n_todo++;
		t->n_surprise += met;
		if (met)
			fprintf(t->out, "%s:%u: holds now, drop todo\n",
			    t->o->what, l->line);
		return;
	}
	t->table[l->channel][r.verdict.channel]++;
	if (l->class < t->rs->n_class) {
		t->n_class++;
		t->n_class_right += r.verdict.class == l->class;
	}
	if (met) {
		t->n_ok++;
		return;
	}
	t->n_failed++;
	put_miss(t, l, &r);
}

/* Channels in the order of the rules, `none` last. */
static uint32_t
nth_channel(const struct ruleset *rs, uint32_t i)
{
	return (i + 1) % rs->n_channel;
}

static double
part(uint32_t of, uint32_t all)
{
	return all == 0 ? 0 : (double)of / all;
}

/* Precision, recall and F1 of a channel; false when nothing is of it. */
static bool
measure(const struct trial *t, uint32_t ch, double *precision, double *recall,
    double *f1)
{
	uint32_t given = 0, expected = 0, right = t->table[ch][ch];

	for (uint32_t i = 0; i < t->rs->n_channel; i++) {
		given += t->table[i][ch];
		expected += t->table[ch][i];
	}
	*precision = part(right, given);
	*recall = part(right, expected);
	*f1 = part(2 * right, given + expected);
	return given + expected != 0;
}

static void
put_confusion(const struct trial *t)
{
	const struct ruleset *rs = t->rs;

	fputs("\nexpected", t->out);
	for (uint32_t i = 0; i < rs->n_channel; i++)
		fprintf(t->out, "\t%s",
		    pool_at(rs, rs->channel[nth_channel(rs, i)].id));
	fputc('\n', t->out);
	for (uint32_t i = 0; i < rs->n_channel; i++) {
		uint32_t ch = nth_channel(rs, i);

		fputs(pool_at(rs, rs->channel[ch].id), t->out);
		for (uint32_t k = 0; k < rs->n_channel; k++)
			fprintf(t->out, "\t%u",
			    t->table[ch][nth_channel(rs, k)]);
		fputc('\n', t->out);
	}
}

static void
put_measures(const struct trial *t)
{
	double sum = 0;
	uint32_t n = 0;

	fputs("\nchannel\tprecision\trecall\tF1\n", t->out);
	for (uint32_t i = 0; i < t->rs->n_channel; i++) {
		uint32_t ch = nth_channel(t->rs, i);
		double precision, recall, f1;

		if (!measure(t, ch, &precision, &recall, &f1))
			continue;
		fprintf(t->out, "%s\t%.3f\t%.3f\t%.3f\n",
		    pool_at(t->rs, t->rs->channel[ch].id), precision, recall,
		    f1);
		sum += f1;
		n++;
	}
	fprintf(t->out, "\nmacro-F1\t%.3f\naccuracy\t%.3f\t%u of %u\n",
	    n == 0 ? 0 : sum / n, part(t->n_ok, t->n_ok + t->n_failed),
	    t->n_ok, t->n_ok + t->n_failed);
	if (t->n_class != 0)
		fprintf(t->out, "paragraph\t%.3f\t%u of %u\n",
		    part(t->n_class_right, t->n_class), t->n_class_right,
		    t->n_class);
	if (t->n_todo != 0)
		fprintf(t->out, "todo\t%u\t%u hold now\n", t->n_todo,
		    t->n_surprise);
}

static int
try_file(struct trial *t, FILE *err)
{
	struct labelled l = {.line = 0};
	uint32_t n_bad = 0;

	if (!read_whole_file(t->arena, t->o->what, MAX_LABELLED, &l.rest, err))
		return 4;
	while (labelled_next(t->rs, &l)) {
		if (l.has_label) {
			try_labelled(t, &l);
		} else if (n_bad++ < MAX_SHOWN) {
			/* Not echoed: it may be a complaint without label. */
			fprintf(err,
			    "minwon: %s:%u: no channel of these rules stands "
			    "before the first tab\n",
			    t->o->what, l.line);
		}
	}
	put_confusion(t);
	put_measures(t);
	put_coverage(t);
	return n_bad != 0 ? 4 : t->n_failed != 0;
}

int
tool_test(const struct options *o, struct arena *a, const struct rules *rules,
    FILE *out, FILE *err)
{
	struct trial *t = arena_alloc(a, 1, sizeof *t);
	int status;

	t->o = o;
	t->rules = rules;
	t->rs = rules->rs;
	t->out = out;
	t->arena = a;
	arena_init(&t->scratch, a->limit, a->oom);
	router_init(&t->router, a, rules->rs, o->encoding, true);
	if (o->has_threshold)
		t->router.threshold = o->threshold;
	t->keyword_hit = arena_alloc(a, t->rs->n_keyword + 1, 1);
	t->rule_hit = arena_alloc(a, t->rs->n_rule + 1, 1);
	status = o->what == NULL ? try_inline(t) : try_file(t, err);
	arena_free(&t->scratch);
	return status;
}
