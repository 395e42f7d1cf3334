/* SPDX-License-Identifier: MIT */
/*
 * score: one scan over the text fills the sums with the weights of stems and
 * keeps the hits of sets; then masks, and if one took something out a second
 * scan of what is left; then rules.
 */
#include "score.h"

#include <assert.h>

#include "match.h"

struct scorer {
	const struct ruleset *rs;
	struct arena *arena;
	bool explain;
	uint16_t *class; /* of each symbol of the text, and 0 behind them */
	size_t room_class;
	uint8_t stem_epoch; /* stamps of stems are bytes, to stay in cache */
	struct tally *tally;
	uint32_t epoch;      /* of this scan: stamps of older ones are stale */
	uint8_t *stem_seen; /* the epoch in which a stem was last found */
	struct hit *hit;
	uint32_t n_hit;
	struct hit *exception; /* places that longer words hide */
	uint32_t n_exception;
	uint32_t *set_seen, *set_first, *set_last;
	uint32_t *set_hit; /* the sets found, in order of their first hit */
	uint32_t n_set_hit;
	uint32_t *rule_seen, *rule_met;
	uint32_t *ready; /* rules all of whose sets were found */
	uint32_t n_ready;
	uint32_t last_sentence;
	struct contribution *contribution;
	uint32_t n_contribution;
	struct masked *masked;
	uint32_t n_masked;
	uint32_t *notice;
	uint32_t n_notice;
	int32_t (*group_sum)[MAX_CLASSES];
};

enum { MAX_EXCEPTIONS = 4096, MAX_MASKED = 1024 };

struct scorer *
scorer_new(struct arena *a, const struct ruleset *rs, bool explain)
{
	struct scorer *sc = arena_alloc(a, 1, sizeof *sc);
	uint32_t n_set = rs->n_set + 1, n_rule = rs->n_rule + 1;

	sc->rs = rs;
	sc->arena = a;
	sc->explain = explain;
	sc->stem_seen = arena_alloc(a, rs->n_stem + 1, 1);
	sc->hit = arena_alloc(a, MAX_HITS, sizeof *sc->hit);
	sc->exception = arena_alloc(a, MAX_EXCEPTIONS, sizeof *sc->exception);
	sc->set_seen = arena_alloc(a, n_set, sizeof(uint32_t));
	sc->set_first = arena_alloc(a, n_set, sizeof(uint32_t));
	sc->set_last = arena_alloc(a, n_set, sizeof(uint32_t));
	sc->set_hit = arena_alloc(a, n_set, sizeof(uint32_t));
	sc->rule_seen = arena_alloc(a, n_rule, sizeof(uint32_t));
	sc->rule_met = arena_alloc(a, n_rule, sizeof(uint32_t));
	sc->ready = arena_alloc(a, n_rule, sizeof(uint32_t));
	sc->masked = arena_alloc(a, MAX_MASKED, sizeof *sc->masked);
	sc->notice = arena_alloc(a, n_rule, sizeof(uint32_t));
	sc->group_sum =
	    arena_alloc(a, rs->n_cap + 1, sizeof *sc->group_sum);
	if (explain)
		sc->contribution = arena_alloc(a,
		    (size_t)rs->n_stem + rs->n_rule + 1,
		    sizeof *sc->contribution);
	return sc;
}

/* ---- finding keywords ------------------------------------------------------ */

/* Eight lanes at a time: compilers make one vector addition of it. */
static inline void
add_row(int32_t *sum, const int8_t *row, uint32_t n_lane)
{
	for (uint32_t i = 0; i < n_lane; i += 8)
		for (uint32_t k = 0; k < 8; k++)
			sum[i + k] += row[i + k];
}

/* A stem found at symbols [begin, end): it counts once. */
static inline void
take_stem(struct scorer *sc, const struct text *text, uint32_t stem,
    uint32_t begin, uint32_t end)
{
	const struct ruleset *rs = sc->rs;

	if (sc->stem_seen[stem] == sc->stem_epoch)
		return;
	sc->stem_seen[stem] = sc->stem_epoch;
	add_row(sc->tally->sum,
	    rs->stem_weight + (size_t)stem * rs->n_stem_lane, rs->n_stem_lane);
	sc->tally->n_addend++;
	sc->tally->n_latin += text->sym[begin] < 0x80;
	if (sc->explain)
		sc->contribution[sc->n_contribution++] = (struct contribution){
		    true, rs->stem[stem], 1, begin, end};
}

static void
take_keyword(struct scorer *sc, const struct text *text, uint32_t id,
    uint32_t begin, uint32_t end, uint32_t sentence)
{
	const struct keyword *k = &sc->rs->keyword[id];

	if (!keyword_fits(k, text, begin, end))
		return;
	if (k->flags & KW_STEM) {
		take_stem(sc, text, k->target, begin, end);
	} else if (k->flags & KW_SET) {
		if (sc->n_hit < MAX_HITS)
			sc->hit[sc->n_hit++] = (struct hit){
			    id, k->target, begin, end, sentence, NO_HIT};
	} else if (sc->n_exception < MAX_EXCEPTIONS) {
		sc->exception[sc->n_exception++] = (struct hit){
		    k->target, 0, begin, end, sentence, NO_HIT};
	}
}

static void
take_posting(struct scorer *sc, const struct text *text, uint32_t at,
    uint32_t begin, uint32_t end, uint32_t sentence)
{
	uint32_t id;

	do {
		id = sc->rs->posting[at++];
		take_keyword(
		    sc, text, id & ~POSTING_LAST, begin, end, sentence);
	} while (!(id & POSTING_LAST));
}

/*
 * People end sentences without a full stop: after a polite or formal ending
 * and a blank a new one begins.
 */
static bool
is_soft_end(const struct text *t, uint32_t i)
{
	uint16_t last, before;

	if (i < 3 || !t->gap[i])
		return false;
	last = t->sym[i - 1];
	before = t->sym[i - 2];
	return last == 0xC694 || last == 0xC8E0 || /* -yo, -jyo */
	    (last == 0xB2E4 && before == 0xB2C8) || /* -nida */
	    (last == 0xAE4C && before == 0xB2C8);   /* -nikka */
}

/* Classes of all symbols first: walks look at each several times. */
static const uint16_t *
find_classes(struct scorer *sc, const struct text *text)
{
	const struct ruleset *rs = sc->rs;

	if (text->n + 1 > sc->room_class) {
		sc->room_class = 2 * (size_t)text->n + 1024;
		sc->class = arena_alloc(
		    sc->arena, sc->room_class, sizeof *sc->class);
	}
	for (uint32_t i = 0; i < text->n; i++)
		sc->class[i] = (uint16_t)class_of(rs, text->sym[i]);
	sc->class[text->n] = 0;
	return sc->class;
}

static void
scan(struct scorer *sc, const struct text *text)
{
	const struct ruleset *rs = sc->rs;
	const uint64_t *slots = rs->slot;
	const uint16_t *class = find_classes(sc, text);
	uint32_t sentence = 0, n = text->n;
	bool in_latin = false;

	for (uint32_t i = 0; i < n; i++) {
		uint16_t sym = text->sym[i];
		uint32_t base = rs->root, k = i;
		bool was_latin = in_latin;

		if (sym == SYM_SENTENCE || (text->gap[i] && is_soft_end(text, i)))
			sentence++;
		in_latin = sym_is_latin(sym);
		if (in_latin && was_latin && !rs->latin_inside)
			continue;
		/* Class 0, also that behind the text, is no slot's class. */
		do {
			uint64_t slot = slots[base + class[k]];
			uint32_t out = slot_out(slot);

			if (slot_class(slot) != class[k] || class[k] == 0)
				break;
			k++;
			if (out != 0 && out <= rs->n_stem)
				take_stem(sc, text, out - 1, i, k);
			else if (out != 0)
				take_posting(sc, text, out - rs->n_stem - 1, i,
				    k, sentence);
			base = slot_base(slot);
		} while (base != 0);
	}
	sc->last_sentence = sentence;
}

static bool
is_hidden(const struct scorer *sc, const struct hit *h)
{
	for (uint32_t i = 0; i < sc->n_exception; i++) {
		const struct hit *e = &sc->exception[i];

		if (e->keyword == h->keyword && e->begin <= h->begin &&
		    e->end >= h->end)
			return true;
	}
	return false;
}

/* Hits become lists by set, in the order of the text. */
static void
link_hits(struct scorer *sc, const struct text *text)
{
	sc->tally->n_evidence = sc->tally->n_addend; /* stems, so far */
	for (uint32_t i = 0; i < sc->n_hit; i++) {
		struct hit *h = &sc->hit[i];

		if ((sc->rs->keyword[h->keyword].flags & KW_HAS_EXCEPTION) &&
		    is_hidden(sc, h))
			continue;
		sc->tally->n_evidence++;
		sc->tally->n_latin += sym_is_latin(text->sym[h->begin]);
		if (sc->set_seen[h->set] != sc->epoch) {
			sc->set_seen[h->set] = sc->epoch;
			sc->set_first[h->set] = i;
			sc->set_hit[sc->n_set_hit++] = h->set;
		} else {
			sc->hit[sc->set_last[h->set]].next = i;
		}
		sc->set_last[h->set] = i;
	}
}

static uint32_t
first_hit(const struct scorer *sc, uint32_t set)
{
	return sc->set_seen[set] == sc->epoch ? sc->set_first[set] : NO_HIT;
}

/* ---- conditions --------------------------------------------------------------- */

/* Rules whose ALL sets, and one of whose ANY sets, have hits. */
static void
collect_ready(struct scorer *sc)
{
	const struct ruleset *rs = sc->rs;

	for (uint32_t i = 0; i < sc->n_set_hit; i++) {
		const struct set *s = &rs->set[sc->set_hit[i]];

		for (uint32_t k = 0; k < s->n_trigger; k++) {
			uint32_t r = rs->trigger[s->trigger_at + k];

			if (sc->rule_seen[r] != sc->epoch) {
				sc->rule_seen[r] = sc->epoch;
				sc->rule_met[r] = 0;
			}
			/* ANY sets are looked at again by holds(). */
			if (++sc->rule_met[r] == rs->rule[r].need)
				sc->ready[sc->n_ready++] = r;
		}
	}
}

/* The place that makes a rule hold, and the hit of its target. */
struct place {
	uint32_t begin, end, target;
	uint32_t sentence;
};

static bool
same_scope(const struct rule *r, const struct hit *anchor, const struct hit *h)
{
	return !(r->flags & (RULE_SENTENCE | RULE_LAST | RULE_FIRST)) ||
	    h->sentence == anchor->sentence;
}

static bool
other_between(const struct scorer *sc, uint32_t set, const struct hit *a,
    const struct hit *b)
{
	uint32_t low = a->end < b->end ? a->end : b->end;
	uint32_t high = a->begin > b->begin ? a->begin : b->begin;

	for (uint32_t i = first_hit(sc, set); i != NO_HIT;
	     i = sc->hit[i].next)
		if (sc->hit[i].begin >= low && sc->hit[i].end <= high)
			return true;
	return false;
}

static bool
is_near(const struct rule *r, const struct hit *a, const struct hit *b)
{
	uint32_t distance = 0;

	if (b->begin > a->end)
		distance = b->begin - a->end;
	else if (a->begin > b->end)
		distance = a->begin - b->end;
	return distance <= r->within;
}

/* The first hit of `set` that may stand beside the anchor, or NO_HIT. */
static uint32_t
partner(const struct scorer *sc, const struct rule *r, uint32_t set,
    const struct hit *anchor, const struct hit *before)
{
	uint32_t first_set = sc->rs->term[r->term_at + r->target].set;

	for (uint32_t i = first_hit(sc, set); i != NO_HIT;
	     i = sc->hit[i].next) {
		const struct hit *h = &sc->hit[i];

		if (h == anchor || !same_scope(r, anchor, h))
			continue;
		if (r->flags & RULE_ORDERED) {
			if (h->begin < before->end ||
			    h->begin - before->end > r->within)
				continue;
		} else if (!is_near(r, anchor, h)) {
			continue;
		}
		if ((r->flags & RULE_NEAREST) &&
		    other_between(sc, first_set, anchor, h))
			continue;
		return i;
	}
	return NO_HIT;
}

/* True when the rule holds around the hit `anchor` of its term `first`. */
static bool
holds_at(const struct scorer *sc, const struct rule *r, uint32_t first,
    uint32_t anchor_at, struct place *out)
{
	const struct term *term = &sc->rs->term[r->term_at];
	const struct hit *anchor = &sc->hit[anchor_at], *before = anchor;
	bool any_wanted = false, any_found = term[first].kind == TERM_ANY;

	if ((r->flags & RULE_LAST) && anchor->sentence != sc->last_sentence)
		return false;
	if ((r->flags & RULE_FIRST) && anchor->sentence != 0)
		return false;
	*out = (struct place){
	    anchor->begin, anchor->end, anchor_at, anchor->sentence};
	for (uint32_t k = 0; k < r->n_term; k++) {
		uint32_t found;

		any_wanted |= term[k].kind == TERM_ANY;
		if (k == first || (term[k].kind == TERM_ANY && any_found))
			continue;
		found = partner(sc, r, term[k].set, anchor, before);
		if (term[k].kind == TERM_NONE) {
			/* A scope that was not asked for is the whole text. */
			if (found != NO_HIT)
				return false;
			continue;
		}
		if (found == NO_HIT) {
			if (term[k].kind == TERM_ALL)
				return false;
			continue;
		}
		any_found |= term[k].kind == TERM_ANY;
		before = &sc->hit[found];
		if (before->begin < out->begin)
			out->begin = before->begin;
		if (before->end > out->end)
			out->end = before->end;
		if (k == r->target)
			out->target = found;
	}
	return any_found || !any_wanted;
}

/* Calls `take` for each hit around which the rule holds, up to `most`. */
static uint32_t
holds(const struct scorer *sc, const struct rule *r, uint32_t most,
    struct place *place)
{
	const struct term *term = &sc->rs->term[r->term_at];
	uint32_t found = 0;

	if (r->gate != NO_SET && first_hit(sc, r->gate) == NO_HIT)
		return 0;
	for (uint32_t k = 0; k < r->n_term && found < most; k++) {
		if (term[k].kind == TERM_NONE)
			continue;
		for (uint32_t i = first_hit(sc, term[k].set);
		     i != NO_HIT && found < most; i = sc->hit[i].next)
			found += holds_at(sc, r, k, i, &place[found]);
		/* ALL terms hang on the first of them; each ANY term may be
		 * the one that is met. */
		if (term[k].kind == TERM_ALL)
			break;
	}
	return found;
}

/* ---- masks ---------------------------------------------------------------------- */

static void
mask_sentence(
    const struct scorer *sc, const struct text *text, struct masked *m,
    uint32_t sentence)
{
	uint32_t at = 0;

	(void)sc;
	m->begin = m->end = 0;
	for (uint32_t i = 0; i < text->n; i++) {
		if (text->sym[i] == SYM_SENTENCE || is_soft_end(text, i)) {
			if (at == sentence)
				break;
			at++;
			m->begin = i;
		}
		m->end = i + 1;
	}
}

/* Overwrites what masks take out; true when there was something. */
static bool
apply_masks(struct scorer *sc, struct text *text)
{
	struct place place[32];
	uint32_t before = sc->n_masked;

	for (uint32_t i = 0; i < sc->n_ready; i++) {
		const struct rule *r = &sc->rs->rule[sc->ready[i]];
		uint32_t n;

		if (r->kind != RULE_MASK)
			continue;
		n = holds(sc, r, ARRAY_LEN(place), place);
		for (uint32_t k = 0; k < n && sc->n_masked < MAX_MASKED; k++) {
			struct masked *m = &sc->masked[sc->n_masked++];

			m->rule = sc->ready[i];
			m->begin = sc->hit[place[k].target].begin;
			m->end = sc->hit[place[k].target].end;
			if (r->flags & RULE_WHOLE)
				mask_sentence(sc, text, m, place[k].sentence);
		}
	}
	for (uint32_t i = before; i < sc->n_masked; i++)
		for (uint32_t k = sc->masked[i].begin; k < sc->masked[i].end;
		     k++)
			if (text->sym[k] != SYM_SENTENCE &&
			    text->sym[k] != SYM_CLAUSE)
				text->sym[k] = SYM_OTHER;
	return sc->n_masked != before;
}

/* ---- rules ---------------------------------------------------------------------- */

static void
weigh(struct scorer *sc, uint32_t id, uint32_t times, const struct place *place)
{
	const struct ruleset *rs = sc->rs;
	const struct rule *r = &rs->rule[id];
	const int16_t *row = rs->rule_weight + (size_t)id * rs->n_lane;

	for (uint32_t i = 0; i < rs->n_lane; i++) {
		int32_t w = row[i] * (int32_t)times;

		sc->tally->sum[i] += w;
		if (r->group != NO_GROUP)
			sc->group_sum[r->group][i] += w;
	}
	sc->tally->n_addend++;
	if (sc->explain)
		sc->contribution[sc->n_contribution++] = (struct contribution){
		    false, id, times, place->begin, place->end};
}

static void
apply_rules(struct scorer *sc)
{
	struct place place[100]; /* the most that max= allows */

	for (uint32_t i = 0; i < sc->n_ready; i++) {
		uint32_t id = sc->ready[i], n;
		const struct rule *r = &sc->rs->rule[id];

		if (r->kind == RULE_MASK)
			continue;
		n = holds(sc, r, r->flags & RULE_EACH ? r->max : 1, place);
		if (n == 0)
			continue;
		if (r->kind == RULE_NOTICE)
			sc->notice[sc->n_notice++] = id;
		else
			weigh(sc, id, n, &place[0]);
	}
}

/* A group of synonyms counts up to its cap, in both directions. */
static void
apply_caps(struct scorer *sc)
{
	for (uint32_t g = 0; g < sc->rs->n_cap; g++) {
		int32_t limit = sc->rs->cap[g].limit;

		for (uint32_t i = 0; i < sc->rs->n_class && limit != 0; i++) {
			int32_t sum = sc->group_sum[g][i], over = 0;

			if (sum > limit)
				over = sum - limit;
			else if (sum < -limit)
				over = sum + limit;
			sc->tally->sum[i] -= over;
			sc->tally->capped[i] -= over;
		}
		memset(sc->group_sum[g], 0, sizeof sc->group_sum[g]);
	}
}

int32_t
score_base(const struct ruleset *rs, uint32_t class, uint32_t n_addend)
{
	uint32_t n = 64 * n_addend, root = 0;

	/* Eight times the square root, bit by bit. */
	for (uint32_t bit = 1u << 15; bit != 0; bit >>= 1)
		if ((root + bit) * (root + bit) <= n)
			root += bit;
	return rs->class[class].base * (int32_t)root / 8;
}

static void
apply_base(struct scorer *sc)
{
	for (uint32_t i = 0; i < sc->rs->n_class; i++)
		sc->tally->sum[i] +=
		    score_base(sc->rs, i, sc->tally->n_addend);
}

static void
start(struct scorer *sc, struct tally *out)
{
	*out = (struct tally){.sum = {0}};
	sc->tally = out;
	sc->epoch++;
	if (++sc->stem_epoch == 0) {
		memset(sc->stem_seen, 0, sc->rs->n_stem);
		sc->stem_epoch = 1;
	}
	sc->n_hit = sc->n_exception = sc->n_set_hit = sc->n_ready = 0;
	sc->n_contribution = 0;
	if (sc->epoch != 0)
		return;
	/* The stamps have come round: make all of them stale. */
	memset(sc->set_seen, 0, sc->rs->n_set * sizeof(uint32_t));
	memset(sc->rule_seen, 0, sc->rs->n_rule * sizeof(uint32_t));
	sc->epoch = 1;
}

void
score_text(struct scorer *sc, struct text *text, struct tally *out)
{
	sc->n_masked = sc->n_notice = 0;
	start(sc, out);
	scan(sc, text);
	link_hits(sc, text);
	collect_ready(sc);
	if (apply_masks(sc, text)) {
		start(sc, out);
		scan(sc, text);
		link_hits(sc, text);
		collect_ready(sc);
	}
	apply_rules(sc);
	apply_caps(sc);
	apply_base(sc);
	out->contribution = sc->contribution;
	out->n_contribution = sc->n_contribution;
	out->masked = sc->masked;
	out->n_masked = sc->n_masked;
	out->notice = sc->notice;
	out->n_notice = sc->n_notice;
}
