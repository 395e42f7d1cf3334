/* SPDX-License-Identifier: MIT */
#include "route.h"

static void
make_room(struct router *r, struct text *t, size_t *room, size_t len)
{
	size_t want = norm_room(len);

	if (want <= *room)
		return;
	if (want < 1024)
		want = 1024;
	else
		want += want / 2;
	*room = want;
	t->sym = arena_alloc(r->arena, want, sizeof *t->sym);
	t->gap = arena_alloc(r->arena, want, sizeof *t->gap);
	if (r->explain) {
		t->begin = arena_alloc(r->arena, want, sizeof *t->begin);
		t->end = arena_alloc(r->arena, want, sizeof *t->end);
	}
}

void
router_init(struct router *r, struct arena *a, const struct ruleset *rs,
    enum encoding encoding, bool explain)
{
	*r = (struct router){.rs = rs,
	    .encoding = encoding,
	    .threshold = rs->threshold,
	    .margin = rs->margin,
	    .explain = explain,
	    .arena = a};
	/* Before the scorer, whose first arrays are then near. */
	make_room(r, &r->text, &r->room, 0);
	r->scorer = scorer_new(a, rs, explain);
}

/*
 * A text most of whose Latin words say nothing (an English word is part of
 * several keywords, as a rule) may have been typed with the keyboard in the
 * wrong mode. The second reading counts when it says more than the first.
 */
static void
try_layout(struct router *r, struct report *out)
{
	struct tally tally;

	if (out->tally.n_latin >= out->text.n_latin_word)
		return;
	make_room(r, &r->retyped, &r->retyped_room, out->raw.len);
	if (!norm_layout(&r->retyped, out->encoding, out->raw))
		return;
	/* The first reading's lists stay, in its scorer. */
	if (r->second_scorer == NULL)
		r->second_scorer = scorer_new(r->arena, r->rs, r->explain);
	score_text(r->second_scorer, &r->retyped, &tally);
	if (tally.n_evidence > out->tally.n_evidence) {
		out->text = r->retyped;
		out->tally = tally;
		out->used_layout = true;
	}
}

void
route(struct router *r, struct slice raw, struct report *out)
{
	enum encoding enc = r->encoding == ENC_AUTO ? ENC_UTF8 : r->encoding;

	make_room(r, &r->text, &r->room, raw.len);
	norm_text(&r->text, enc, raw);
	/* Clean UTF-8 with Hangul in it, or ASCII, needs no second look. */
	if (r->encoding == ENC_AUTO &&
	    (r->text.n_bad != 0 ||
		(r->text.has_other && !r->text.has_hangul))) {
		enc = encoding_guess(raw);
		if (enc != ENC_UTF8)
			norm_text(&r->text, enc, raw);
	}
	out->raw = raw;
	out->text = r->text;
	out->encoding = enc;
	out->used_layout = out->truncated = false;
	out->n = 0;
	score_text(r->scorer, &out->text, &out->tally);
	try_layout(r, out);
	if (out->text.n == 0)
		out->verdict = (struct verdict){
		    .status = STATUS_EMPTY, .class = r->rs->n_class};
	else
		out->verdict =
		    decide(r->rs, &out->tally, r->threshold, r->margin);
}
