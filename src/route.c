/* SPDX-License-Identifier: MIT */
#include "route.h"

void
router_init(struct router *r, struct arena *a, const struct ruleset *rs,
    enum encoding encoding, bool explain)
{
	*r = (struct router){.rs = rs,
	    .scorer = scorer_new(a, rs, explain),
	    .encoding = encoding,
	    .threshold = rs->threshold,
	    .margin = rs->margin,
	    .explain = explain,
	    .arena = a};
}

static void
make_room(struct router *r, size_t len)
{
	size_t want = norm_room(len);

	if (want <= r->room)
		return;
	if (want < 1024)
		want = 1024;
	else
		want += want / 2;
	r->room = want;
	r->text.sym = arena_alloc(r->arena, want, sizeof(uint16_t));
	r->text.gap = arena_alloc(r->arena, want, 1);
	if (r->explain) {
		r->text.begin = arena_alloc(r->arena, want, sizeof(uint32_t));
		r->text.end = arena_alloc(r->arena, want, sizeof(uint32_t));
	}
}

/*
 * A text most of whose Latin words say nothing (an English word is part of
 * several keywords, as a rule) may have been typed with the keyboard in the
 * wrong mode. The second reading counts when it says more than the first.
 */
static void
try_layout(struct router *r, struct report *out)
{
	uint32_t evidence = out->tally.n_evidence;
	struct text again = r->text;

	if (out->tally.n_latin >= out->text.n_latin_word)
		return;
	if (norm_layout(&again, out->encoding, out->raw)) {
		score_text(r->scorer, &again, &out->tally);
		if (out->tally.n_evidence > evidence) {
			out->text = again;
			out->used_layout = true;
			return;
		}
	}
	/* Back to the first reading: it is made again, for this is rare. */
	norm_text(&r->text, out->encoding, out->raw);
	out->text = r->text;
	score_text(r->scorer, &out->text, &out->tally);
}

void
route(struct router *r, struct slice raw, struct report *out)
{
	enum encoding enc = r->encoding == ENC_AUTO ? ENC_UTF8 : r->encoding;

	make_room(r, raw.len);
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
