/* SPDX-License-Identifier: MIT */
#include "route.h"

static void
make_room(const struct router *r, struct reading *to, size_t len)
{
	struct text *t = &to->text;
	size_t want = norm_room(len);

	if (want <= to->room)
		return;
	want = want < 1024 ? 1024 : want + want / 2;
	to->room = want;
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
	make_room(r, &r->first, 0);
	r->first.scorer = scorer_new(a, rs, explain);
}

/*
 * A text most of whose Latin words say nothing (an English word is part of
 * several keywords, as a rule) may have been typed with the keyboard in the
 * wrong mode. The second reading counts when it says more than the first.
 */
static void
try_layout(struct router *r, struct report *out)
{
	struct reading *second = &r->second;
	struct tally tally;

	if (out->tally.n_latin >= out->text.n_latin_word)
		return;
	make_room(r, second, out->raw.len);
	if (!norm_layout(&second->text, out->encoding, out->raw))
		return;
	/* The first reading's lists stay, in its scorer. */
	if (second->scorer == NULL)
		second->scorer = scorer_new(r->arena, r->rs, r->explain);
	score_text(second->scorer, &second->text, &tally);
	if (tally.n_evidence > out->tally.n_evidence) {
		out->text = second->text;
		out->tally = tally;
		out->used_layout = true;
	}
}

void
route(struct router *r, struct slice raw, struct report *out)
{
	enum encoding enc = r->encoding == ENC_AUTO ? ENC_UTF8 : r->encoding;
	struct text *text = &r->first.text;

	make_room(r, &r->first, raw.len);
	norm_text(text, enc, raw);
	/* Clean UTF-8 with Hangul in it, or ASCII, needs no second look. */
	if (r->encoding == ENC_AUTO &&
	    (text->n_bad != 0 || (text->has_other && !text->has_hangul))) {
		enc = encoding_guess(raw);
		if (enc != ENC_UTF8)
			norm_text(text, enc, raw);
	}
	out->raw = raw;
	out->text = *text;
	out->encoding = enc;
	out->used_layout = out->truncated = false;
	out->n = 0;
	score_text(r->first.scorer, &out->text, &out->tally);
	try_layout(r, out);
	if (out->text.n == 0)
		out->verdict = (struct verdict){
		    .status = STATUS_EMPTY, .class = r->rs->n_class};
	else
		out->verdict =
		    decide(r->rs, &out->tally, r->threshold, r->margin);
}
