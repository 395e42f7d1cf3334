/* SPDX-License-Identifier: MIT */
/*
 * fit_keywords: what is wrong with the keywords of sets, for their authors.
 * Words inside other words show themselves by speaking for another channel
 * than the rest of their set does.
 */
#include "fit.h"

#include <stdlib.h>

#include "../match.h"
#include "../norm.h"
#include "../scan.h"

/* In how many texts of each channel a keyword, or a set, stands. */
struct tally_row {
	uint32_t n, channel[MAX_CHANNELS];
	uint32_t last_doc; /* plus one, so that 0 is none */
};

struct survey {
	const struct ruleset *rs;
	const struct text *text;
	struct tally_row *keyword, *set;
	uint32_t doc, channel;
};

static void
count_once(struct tally_row *row, const struct survey *s)
{
	if (row->last_doc == s->doc + 1)
		return;
	row->last_doc = s->doc + 1;
	row->n++;
	row->channel[s->channel]++;
}

static void
take_found(void *context, const struct found *f)
{
	struct survey *s = context;
	const struct keyword *k = &s->rs->keyword[f->keyword];

	if (!(k->flags & KW_SET) || !keyword_fits(k, s->text, f->begin, f->end))
		return;
	count_once(&s->keyword[f->keyword], s);
	count_once(&s->set[k->target], s);
}

static double
share(const struct tally_row *row, uint32_t channel)
{
	return row->n == 0 ? 0 : (double)row->channel[channel] / row->n;
}

/* The channel that a row speaks for most, against its share of all texts. */
static uint32_t
spoken_for(const struct ruleset *rs, const struct tally_row *row,
    const struct tally_row *all)
{
	uint32_t best = 0;

	for (uint32_t c = 1; c < rs->n_channel; c++)
		if (share(row, c) * share(all, best) >
		    share(row, best) * share(all, c))
			best = c;
	return best;
}

/* What to say of a keyword: NULL for nothing. */
static const char *
verdict_on(const struct ruleset *rs, const struct tally_row *keyword,
    const struct tally_row *set, const struct tally_row *all)
{
	uint32_t own = spoken_for(rs, set, all);

	if (keyword->n == 0)
		return "never hit";
	if (keyword->n == 1)
		return "one text";
	/* Against its set: it has the set's channel more rarely than texts at
	 * large have, though the set as a whole has it more often. */
	if (keyword->n >= 8 && share(set, own) > 1.2 * share(all, own) &&
	    share(keyword, own) < 0.8 * share(all, own))
		return "against its set";
	return NULL;
}

void
report_keywords(struct fit *fit, const struct ruleset *rs)
{
	struct tally_row all = {0};
	struct survey s = {.rs = rs,
	    .keyword = calloc(rs->n_keyword + 1, sizeof *s.keyword),
	    .set = calloc(rs->n_set + 1, sizeof *s.set)};
	struct text t = {.sym = NULL};
	size_t room = 0;

	for (uint32_t d = 0; d < fit->n_doc; d++) {
		struct slice raw = slice_of(fit->doc[d].text);

		if (norm_room(raw.len) > room) {
			room = 2 * norm_room(raw.len);
			t.sym = realloc(t.sym, room * sizeof *t.sym);
			t.gap = realloc(t.gap, room);
		}
		norm_text(&t, ENC_UTF8, raw);
		s.text = &t;
		s.doc = d;
		s.channel = fit->doc[d].channel;
		count_once(&all, &s);
		scan_keywords(rs, &t, take_found, &s);
	}
	for (uint32_t k = 0; k < rs->n_keyword; k++) {
		const struct keyword *w = &rs->keyword[k];
		const struct tally_row *row = &s.keyword[k];
		const char *what;
		uint32_t own;

		if (!(w->flags & KW_SET))
			continue;
		what = verdict_on(rs, row, &s.set[w->target], &all);
		own = spoken_for(rs, &s.set[w->target], &all);
		if (what != NULL)
			printf(
			    "%s\t%s\t%s\t%u texts\t%s %.0f %%, set %.0f %%\n",
			    what, pool_at(rs, rs->set[w->target].name),
			    pool_at(rs, w->text), row->n,
			    pool_at(rs, rs->channel[own].id),
			    100 * share(row, own),
			    100 * share(&s.set[w->target], own));
	}
	free(s.keyword);
	free(s.set);
	free(t.sym);
	free(t.gap);
}
