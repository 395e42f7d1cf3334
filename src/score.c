/* SPDX-License-Identifier: MIT */
/*
 * score: the stems found in the text fill the sums, the hits of sets tell which
 * rules may hold; then masks, and if one took something out all again for what
 * is left; then rules.
 */
#include "score.h"

#include "find.h"

enum { MAX_MASKED = 1024 };

/* The place that makes a rule hold, and the hit of its target. */
struct place {
	uint32_t begin, end, target;
	uint32_t sentence;
};

struct scorer {
	const struct ruleset *rs;
	bool explain;
	struct tally *tally;
	uint32_t epoch;      /* of this scan: stamps of older ones are stale */
	struct finds finds;
	struct hit *hit; /* those of finds */
	uint32_t *set_seen, *set_first, *set_last;
	uint32_t *set_hit; /* the sets found, in order of their first hit */
	uint32_t n_set_hit;
	uint32_t *rule_seen, *rule_met;
	uint32_t *ready; /* rules all of whose sets were found */
	uint32_t n_ready;
	uint32_t ready_flags; /* of any of them */
	uint32_t last_sentence;
	struct contribution *contribution;
	uint32_t n_contribution;
	struct place *mask_place; /* where one mask holds */
	struct masked *masked;
	uint32_t n_masked;
	uint32_t *notice;
	uint32_t n_notice;
	int32_t (*group_sum)[MAX_CLASSES];
};

struct scorer *
scorer_new(struct arena *a, const struct ruleset *rs, bool explain)
{
	struct scorer *sc = arena_alloc(a, 1, sizeof *sc);
	uint32_t n_set = rs->n_set + 1, n_rule = rs->n_rule + 1;

	sc->rs = rs;
	sc->explain = explain;
	/* The small arrays stand together, on few pages. */
	sc->set_seen = arena_alloc(a, n_set, sizeof(uint32_t));
	sc->set_first = arena_alloc(a, n_set, sizeof(uint32_t));
	sc->set_last = arena_alloc(a, n_set, sizeof(uint32_t));
	sc->set_hit = arena_alloc(a, n_set, sizeof(uint32_t));
	sc->rule_seen = arena_alloc(a, n_rule, sizeof(uint32_t));
	sc->rule_met = arena_alloc(a, n_rule, sizeof(uint32_t));
	sc->ready = arena_alloc(a, n_rule, sizeof(uint32_t));
	sc->notice = arena_alloc(a, n_rule, sizeof(uint32_t));
	sc->group_sum =
	    arena_alloc(a, rs->n_cap + 1, sizeof *sc->group_sum);
	finds_init(&sc->finds, a, rs, explain);
	sc->mask_place = arena_alloc(a, MAX_MASKED, sizeof *sc->mask_place);
	sc->masked = arena_alloc(a, MAX_MASKED, sizeof *sc->masked);
	if (explain)
		sc->contribution = arena_alloc(a,
		    (size_t)rs->n_stem + rs->n_rule + 1,
		    sizeof *sc->contribution);
	return sc;
}

/* ---- stems ----------------------------------------------------------------- */

/* Eight weights, and their sums, as one value each (gcc, clang). */
typedef uint8_t weights8 __attribute__((vector_size(8)));
typedef uint16_t sums8 __attribute__((vector_size(16)));

/* Weights are added as if each were 128 more: bytes without a sign widen in one
 * instruction. So many rows fit sums of 16 bits. */
enum { EXCESS = 128, ROWS_A_SUM = 256 };
_Static_assert(ROWS_A_SUM * 255 <= UINT16_MAX, "sums of stems could overflow");

/* The sum of the rows of `n` stems, for eight classes. */
static inline sums8
sum_rows(const uint32_t *stem, uint32_t n, const int8_t *row, uint32_t n_lane)
{
	sums8 sum = {0};

	for (uint32_t i = 0; i < n; i++) {
		weights8 w;

		memcpy(&w, row + (size_t)stem[i] * n_lane, sizeof w);
		sum += __builtin_convertvector(w ^ EXCESS, sums8);
	}
	return sum;
}

/*
 * The sums of the stems found. Stems were only collected by the scan: here
 * the loads of their rows do not wait for each other.
 */
static void
add_stems(struct scorer *sc)
{
	const struct ruleset *rs = sc->rs;
	const struct finds *f = &sc->finds;
	uint32_t n_lane = rs->n_stem_lane;

	for (uint32_t lane = 0; lane < n_lane; lane += 8)
		for (uint32_t i = 0; i < f->n_stem; i += ROWS_A_SUM) {
			uint32_t rest = f->n_stem - i;
			uint32_t n = rest < ROWS_A_SUM ? rest : ROWS_A_SUM;
			const int8_t *row = rs->stem_weight + lane;
			sums8 sum = n_lane == 8 /* and known to be so */
			    ? sum_rows(f->stem + i, n, row, 8)
			    : sum_rows(f->stem + i, n, row, n_lane);

			for (uint32_t k = 0; k < 8; k++)
				sc->tally->sum[lane + k] +=
				    sum[k] - EXCESS * (int32_t)n;
		}
	sc->tally->n_addend += f->n_stem;
	if (sc->explain)
		for (uint32_t i = 0; i < f->n_stem; i++)
			sc->contribution[sc->n_contribution++] =
			    (struct contribution){true, rs->stem[f->stem[i]],
				1, f->place[i].begin, f->place[i].end};
}

static uint32_t
count_latin_stems(const struct scorer *sc)
{
	const struct finds *f = &sc->finds;
	uint32_t n = 0;

	for (uint32_t i = 0; i < f->n_stem; i++)
		n += f->stem[i] >= sc->rs->latin_stem;
	return n;
}

/* ---- hits of sets ---------------------------------------------------------- */

/* Hits become lists by set, in the order of the text. */
static void
link_hits(struct scorer *sc, const struct text *text)
{
	sc->tally->n_evidence = sc->tally->n_addend; /* stems, so far */
	for (uint32_t i = 0; i < sc->finds.hits.n; i++) {
		struct hit *h = &sc->hit[i];

		if (h->is_hidden)
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

/* ---- sentences ------------------------------------------------------------------ */

/*
 * A sentence begins at symbol `i`. People end sentences without a full stop:
 * after a polite or formal ending and a blank a new one begins.
 */
static bool
begins_sentence(const struct text *text, uint32_t i)
{
	const uint16_t *at = text->sym + i;

	if (at[0] == SYM_SENTENCE)
		return true;
	return text->gap[i] && i >= 3 &&
	    (at[-1] == 0xC694 || at[-1] == 0xC8E0 || /* -yo, -jyo */
		(at[-2] == 0xB2C8 &&
		    (at[-1] == 0xB2E4 || at[-1] == 0xAE4C))); /* -nida, -nikka */
}

/* Tells each hit its sentence; only some rules ask for it. */
static void
number_sentences(struct scorer *sc, const struct text *text)
{
	uint32_t sentence = 0, k = 0;

	for (uint32_t i = 0; i < text->n; i++) {
		sentence += begins_sentence(text, i);
		for (; k < sc->finds.hits.n && sc->hit[k].begin == i; k++)
			sc->hit[k].sentence = sentence;
	}
	sc->last_sentence = sentence;
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
			if (++sc->rule_met[r] == rs->rule[r].need) {
				sc->ready[sc->n_ready++] = r;
				sc->ready_flags |= rs->rule[r].flags;
			}
		}
	}
}

static bool
same_scope(const struct rule *r, const struct hit *anchor, const struct hit *h)
{
	return !(r->flags & (RULE_SENTENCE | RULE_LAST | RULE_FIRST)) ||
	    h->sentence == anchor->sentence;
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

/*
 * Anchors come in the order of the text, and so do the hits of a set. So hits
 * that stand too far before an anchor do so for all later ones, and the first
 * that stands too far behind it ends the search: with `within`, `sentence` or
 * `nearest` the neighbours are looked at, however long the text.
 */
static bool
is_too_early(const struct rule *r, const struct hit *anchor, const struct hit *h)
{
	if (!same_scope(r, anchor, h))
		return h->sentence < anchor->sentence;
	if (r->flags & RULE_ORDERED)
		return h->begin < anchor->begin;
	/* Ends do not come in order, but no hit is longer than a keyword. */
	return r->within != WITHIN_ANY &&
	    h->begin + MAX_KEYWORD + r->within < anchor->begin;
}

static bool
is_too_late(const struct rule *r, const struct hit *anchor,
    const struct hit *before, const struct hit *h)
{
	const struct hit *from = r->flags & RULE_ORDERED ? before : anchor;

	if (!same_scope(r, anchor, h))
		return h->sentence > anchor->sentence;
	return h->begin > from->end && h->begin - from->end > r->within;
}

/* The nearest hits of one set on both sides of an anchor: where the one before
 * it begins, and the one behind it ends. */
struct fence {
	bool has_before, has_behind;
	uint32_t before, behind;
};

/* `from` is where the last anchor's search of the set's hits began. */
static struct fence
find_fence(
    const struct scorer *sc, const struct hit *anchor, uint32_t *from)
{
	struct fence f = {false, false, 0, 0};
	uint32_t i = *from;

	for (; i != NO_HIT && sc->hit[i].begin < anchor->end;
	     i = sc->hit[i].next)
		if (sc->hit[i].end <= anchor->begin) {
			f.has_before = true;
			f.before = sc->hit[i].begin;
			*from = i;
		}
	for (; i != NO_HIT && (!f.has_behind || sc->hit[i].begin < f.behind);
	     i = sc->hit[i].next)
		if (!f.has_behind || sc->hit[i].end < f.behind) {
			f.has_behind = true;
			f.behind = sc->hit[i].end;
		}
	return f;
}

/* A search for a rule, over anchors in the order of the text. */
struct search {
	uint32_t first; /* the anchors' term */
	uint32_t from[MAX_TERMS]; /* of each term the first hit not too early */
	/* If ordered: of each term the first hit behind symbol after_end[]. */
	uint32_t after[MAX_TERMS], after_end[MAX_TERMS];
	uint32_t fence_from;
};

static void
start_search(const struct scorer *sc, const struct rule *r, uint32_t first,
    struct search *s)
{
	const struct term *term = &sc->rs->term[r->term_at];

	s->first = first;
	for (uint32_t k = 0; k < r->n_term; k++) {
		s->from[k] = s->after[k] = first_hit(sc, term[k].set);
		s->after_end[k] = 0;
	}
	s->fence_from = first_hit(sc, term[r->target].set);
}

/* The first hit of term `k` that begins at symbol `end` or behind it; mostly
 * behind the last one that was asked for. */
static uint32_t
first_behind(
    const struct scorer *sc, struct search *s, uint32_t k, uint32_t end)
{
	uint32_t i = end >= s->after_end[k] ? s->after[k] : s->from[k];

	while (i != NO_HIT && sc->hit[i].begin < end)
		i = sc->hit[i].next;
	s->after[k] = i;
	s->after_end[k] = end;
	return i;
}

/* The first hit of term `k` that may stand beside the anchor, or NO_HIT. */
static uint32_t
partner(const struct scorer *sc, const struct rule *r, uint32_t k,
    struct search *s, const struct hit *anchor, const struct hit *before)
{
	struct fence fence = {false, false, 0, 0};
	uint32_t i = s->from[k];

	if (i != NO_HIT && (r->flags & RULE_NEAREST))
		fence = find_fence(sc, anchor, &s->fence_from);
	while (i != NO_HIT &&
	    (is_too_early(r, anchor, &sc->hit[i]) ||
		(fence.has_before && sc->hit[i].end <= fence.before)))
		i = sc->hit[i].next;
	s->from[k] = i;
	if (r->flags & RULE_ORDERED)
		i = first_behind(sc, s, k, before->end);
	for (; i != NO_HIT; i = sc->hit[i].next) {
		const struct hit *h = &sc->hit[i];

		if (is_too_late(r, anchor, before, h) ||
		    (fence.has_behind && h->begin >= fence.behind))
			return NO_HIT;
		if (h == anchor)
			continue;
		if (!(r->flags & RULE_ORDERED) && !is_near(r, anchor, h))
			continue;
		if (fence.has_before && h->end <= fence.before)
			continue;
		return i;
	}
	return NO_HIT;
}

/* True when the rule holds around the anchor, a hit of the search's term. */
static bool
holds_at(const struct scorer *sc, const struct rule *r, struct search *s,
    uint32_t anchor_at, struct place *out)
{
	const struct term *term = &sc->rs->term[r->term_at];
	const struct hit *anchor = &sc->hit[anchor_at], *before = anchor;
	bool any_wanted = false, any_found = term[s->first].kind == TERM_ANY;

	if ((r->flags & RULE_LAST) && anchor->sentence != sc->last_sentence)
		return false;
	if ((r->flags & RULE_FIRST) && anchor->sentence != 0)
		return false;
	*out = (struct place){
	    anchor->begin, anchor->end, anchor_at, anchor->sentence};
	for (uint32_t k = 0; k < r->n_term; k++) {
		uint32_t found;

		any_wanted |= term[k].kind == TERM_ANY;
		if (k == s->first || (term[k].kind == TERM_ANY && any_found))
			continue;
		found = partner(sc, r, k, s, anchor, before);
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

/* The hits around which the rule holds, up to `most`, into place[]. */
static uint32_t
holds(const struct scorer *sc, const struct rule *r, uint32_t most,
    struct place *place)
{
	const struct term *term = &sc->rs->term[r->term_at];
	uint32_t found = 0;

	if (r->gate != NO_SET && first_hit(sc, r->gate) == NO_HIT)
		return 0;
	/* Most rules ask for one set, anywhere, once: it was found. */
	if (r->n_term == 1 && most == 1 &&
	    !(r->flags & (RULE_LAST | RULE_FIRST))) {
		uint32_t at = first_hit(sc, term->set);
		const struct hit *h = &sc->hit[at];

		*place = (struct place){h->begin, h->end, at, h->sentence};
		return 1;
	}
	for (uint32_t k = 0; k < r->n_term && found < most; k++) {
		struct search s;
		struct place at;

		if (term[k].kind == TERM_NONE)
			continue;
		start_search(sc, r, k, &s);
		for (uint32_t i = s.from[k]; i != NO_HIT && found < most;
		     i = sc->hit[i].next)
			if (holds_at(sc, r, &s, i, &at))
				place[found++] = at;
		/* ALL terms hang on the first of them; each ANY term may be
		 * the one that is met. */
		if (term[k].kind == TERM_ALL)
			break;
	}
	return found;
}

/* ---- masks ---------------------------------------------------------------------- */

static void
mask_sentence(const struct text *text, struct masked *m, uint32_t sentence)
{
	uint32_t at = 0;

	m->begin = m->end = 0;
	for (uint32_t i = 0; i < text->n; i++) {
		if (begins_sentence(text, i)) {
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
	const struct place *place = sc->mask_place;
	uint32_t before = sc->n_masked;

	for (uint32_t i = 0; i < sc->n_ready; i++) {
		const struct rule *r = &sc->rs->rule[sc->ready[i]];
		uint32_t n;

		if (r->kind != RULE_MASK)
			continue;
		n = holds(sc, r, MAX_MASKED, sc->mask_place);
		for (uint32_t k = 0; k < n && sc->n_masked < MAX_MASKED; k++) {
			struct masked *m = &sc->masked[sc->n_masked++];

			m->rule = sc->ready[i];
			m->begin = sc->hit[place[k].target].begin;
			m->end = sc->hit[place[k].target].end;
			if (r->flags & RULE_WHOLE)
				mask_sentence(text, m, place[k].sentence);
		}
	}
	for (uint32_t i = before; i < sc->n_masked; i++)
		for (uint32_t k = sc->masked[i].begin; k < sc->masked[i].end;
		     k++)
			if (text->sym[k] != SYM_SENTENCE &&
			    text->sym[k] != SYM_CLAUSE)
				text->sym[k] = SYM_OTHER;
	if (sc->n_masked != before)
		text->n_latin_word = norm_latin_words(text);
	return sc->n_masked != before;
}

/* ---- rules ---------------------------------------------------------------------- */

/* Adds a rule's row to sums: eight lanes a turn, which processors add at once. */
static void
add_row(int32_t *sum, const int16_t *row, uint32_t n_lane, uint32_t times)
{
	for (; times != 0; times--) /* once, as a rule */
		for (uint32_t lane = 0; lane < n_lane; lane += 8)
			for (uint32_t k = lane; k < lane + 8; k++)
				sum[k] += row[k];
}

static void
weigh(struct scorer *sc, uint32_t id, uint32_t times, const struct place *place)
{
	const struct ruleset *rs = sc->rs;
	const struct rule *r = &rs->rule[id];
	const int16_t *row = rs->rule_weight + (size_t)id * rs->n_lane;

	add_row(sc->tally->sum, row, rs->n_lane, times);
	if (r->group != NO_GROUP)
		add_row(sc->group_sum[r->group], row, rs->n_lane, times);
	sc->tally->n_addend++;
	if (sc->explain)
		sc->contribution[sc->n_contribution++] = (struct contribution){
		    false, id, times, place->begin, place->end};
}

static void
apply_rules(struct scorer *sc)
{
	struct place place[MAX_TIMES];

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

/* Eight times the square root of n, rounded down, bit by bit. */
static uint32_t
eight_roots(uint32_t n)
{
	uint32_t root = 0, bit = 8;

	while (bit < 1u << 15 && bit * bit <= 64 * n)
		bit *= 2;
	for (; bit != 0; bit /= 2)
		if ((root + bit) * (root + bit) <= 64 * n)
			root += bit;
	return root;
}

int32_t
score_base(const struct ruleset *rs, uint32_t class, uint32_t n_addend)
{
	return rs->class[class].base * (int32_t)eight_roots(n_addend) / 8;
}

static void
apply_base(struct scorer *sc)
{
	int32_t root = (int32_t)eight_roots(sc->tally->n_addend);

	for (uint32_t i = 0; i < sc->rs->n_class; i++)
		sc->tally->sum[i] += sc->rs->class[i].base * root / 8;
}

static void
start(struct scorer *sc, struct tally *out)
{
	out->n_evidence = out->n_addend = out->n_latin = 0;
	memset(out->sum, 0, sizeof out->sum);
	memset(out->capped, 0, sizeof out->capped);
	sc->tally = out;
	sc->epoch++;
	sc->n_set_hit = sc->n_ready = 0;
	sc->n_contribution = 0;
	sc->ready_flags = 0;
	if (sc->epoch != 0)
		return;
	/* The stamps have come round: make all of them stale. */
	memset(sc->set_seen, 0, sc->rs->n_set * sizeof(uint32_t));
	memset(sc->rule_seen, 0, sc->rs->n_rule * sizeof(uint32_t));
	sc->epoch = 1;
}

/* Finds the keywords, and the rules that may hold. */
static void
read_text(struct scorer *sc, const struct text *text, struct tally *out)
{
	start(sc, out);
	find_keywords(&sc->finds, text);
	sc->hit = sc->finds.hits.at;
	add_stems(sc);
	if (text->n_latin_word != 0)
		out->n_latin = count_latin_stems(sc);
	link_hits(sc, text);
	collect_ready(sc);
	if (sc->ready_flags &
	    (RULE_SENTENCE | RULE_LAST | RULE_FIRST | RULE_WHOLE))
		number_sentences(sc, text);
}

void
score_text(struct scorer *sc, struct text *text, struct tally *out)
{
	sc->n_masked = sc->n_notice = 0;
	read_text(sc, text, out);
	if (apply_masks(sc, text))
		read_text(sc, text, out);
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
