/* SPDX-License-Identifier: MIT */
/*
 * fit_stems: what may become a stem, and which of it stands in each complaint.
 * Candidates are kept in a hash table by their folded symbols.
 */
#include "fit.h"

#include <stdlib.h>

#include "../norm.h"
#include "../rule_compile.h"
#include "../score.h"

struct candidate {
	uint64_t hash; /* of symbols and kind; 0: free */
	const char *surface;
	uint32_t len;
	uint32_t votes; /* Boyer-Moore majority of surfaces */
	uint32_t total, at_edge, df, last_doc;
	bool prefix;
};

struct stems {
	struct candidate *cell;
	uint32_t n, room;
};

static uint64_t
hash_symbols(const uint16_t *sym, uint32_t n, bool prefix)
{
	uint64_t h = 1469598103934665603ull ^ (prefix ? 77 : 0);

	for (uint32_t i = 0; i < n; i++)
		h = (h ^ sym[i]) * 1099511628211ull;
	return h | 1;
}

static struct candidate *
cell_of(struct stems *stems, uint64_t hash)
{
	uint32_t i = (uint32_t)(hash >> 20) & (stems->room - 1);

	while (stems->cell[i].hash != 0 && stems->cell[i].hash != hash)
		i = (i + 1) & (stems->room - 1);
	return &stems->cell[i];
}

static void
add_candidate(struct stems *stems, const struct text *t, const char *raw,
    uint32_t begin, uint32_t end, bool prefix, bool at_edge, uint32_t id)
{
	uint64_t hash = hash_symbols(t->sym + begin, end - begin, prefix);
	struct candidate *c;
	const char *s = raw + t->begin[begin];
	uint32_t len = t->end[end - 1] - t->begin[begin];

	if (2 * (stems->n + 1) > stems->room) {
		struct candidate *old = stems->cell;
		uint32_t n = stems->room;

		stems->room = n ? 2 * n : 1 << 20;
		stems->cell = calloc(stems->room, sizeof *stems->cell);
		for (uint32_t i = 0; i < n; i++)
			if (old[i].hash != 0)
				*cell_of(stems, old[i].hash) = old[i];
		free(old);
	}
	c = cell_of(stems, hash);
	if (c->hash == 0) {
		*c = (struct candidate){
		    .hash = hash, .last_doc = UINT32_MAX, .prefix = prefix};
		stems->n++;
	}
	if (c->votes == 0) {
		c->surface = s;
		c->len = len;
	}
	if (c->len == len && memcmp(c->surface, s, len) == 0)
		c->votes++;
	else
		c->votes--;
	c->total++;
	c->at_edge += at_edge;
	if (c->last_doc != id) {
		c->df++;
		c->last_doc = id;
	}
}

static bool
is_letter(uint16_t s)
{
	return s >= 'a' && s <= 'z';
}

static void
latin_candidates(struct stems *stems, const struct text *t, const char *raw,
    uint32_t begin, uint32_t end, uint32_t id)
{
	uint32_t at = begin;

	add_candidate(stems, t, raw, begin, end, false, true, id);
	for (uint32_t k = 3; k <= 6 && begin + k < end; k++)
		add_candidate(
		    stems, t, raw, begin, begin + k, true, true, id);
	/* This word and up to two before it, the last one open. */
	for (int n = 0; n < 2 && at >= 2 && t->sym[at - 1] == SYM_BLANK &&
			is_letter(t->sym[at - 2]);
	     n++) {
		uint32_t w = at - 1, stem = end;

		while (w > 0 && is_letter(t->sym[w - 1]))
			w--;
		at = w;
		if (stem - begin > 5)
			stem = begin + (stem - begin > 6 ? 5 : 4);
		if (end - w <= MAX_KEYWORD) {
			if (stem == end)
				add_candidate(
				    stems, t, raw, w, end, false, true, id);
			else
				add_candidate(
				    stems, t, raw, w, stem, true, true, id);
		}
	}
}

static void
collect_candidates(struct fit *fit, struct stems *stems, uint32_t id)
{
	static struct text t;
	static size_t room;
	struct slice raw = slice_of(fit->doc[id].text);
	size_t want = norm_room(raw.len);

	if (want > room) {
		room = 2 * want;
		t.sym = malloc(room * sizeof *t.sym);
		t.gap = malloc(room);
		t.begin = malloc(room * sizeof *t.begin);
		t.end = malloc(room * sizeof *t.end);
	}
	norm_text(&t, ENC_UTF8, raw);
	for (uint32_t i = 0; i < t.n; i++)
		t.sym[i] = norm_fold(t.sym[i]);
	for (uint32_t i = 0; i < t.n; i++) {
		if (is_letter(t.sym[i])) {
			uint32_t k = i;

			if (i > 0 && sym_is_latin(t.sym[i - 1]))
				continue;
			while (k < t.n && is_letter(t.sym[k]))
				k++;
			if (k == t.n || !sym_is_latin(t.sym[k]))
				latin_candidates(stems, &t, raw.at, i, k, id);
			continue;
		}
		for (uint32_t k = i;
		     k < t.n && k - i < (uint32_t)fit->opt.max_gram &&
		     sym_is_hangul(t.sym[k]);
		     k++) {
			bool edge =
			    i == 0 || t.gap[i] || !sym_is_hangul(t.sym[i - 1]);

			if (k + 1 - i >= (uint32_t)fit->opt.min_gram)
				add_candidate(stems, &t, raw.at, i, k + 1,
				    false, edge, id);
		}
	}
}

static char *
put_stem(char *p, const struct candidate *c)
{
	bool blank = false;

	*p++ = ' ';
	*p++ = ' ';
	for (uint32_t i = 0; i < c->len; i++) {
		char b = c->surface[i];

		if (b == ' ' || b == '\t') {
			blank = true;
			continue;
		}
		if (blank)
			*p++ = ' ';
		blank = false;
		*p++ = (char)(b >= 'A' && b <= 'Z' ? b + 'a' - 'A' : b);
	}
	if (c->prefix)
		*p++ = '*';
	return p;
}

/* Surfaces the rule language cannot hold, or whose reading differs. */
static bool
is_writable(const struct candidate *c)
{
	static uint16_t sym[4096];
	static uint8_t gap[4096];
	char buffer[512], *p;
	uint32_t n;

	if (c->len > 200)
		return false;
	for (uint32_t i = 0; i < c->len; i++)
		if (strchr("#|[]\"\n\r\t,;*", c->surface[i]) != NULL)
			return false;
	p = put_stem(buffer, c) - c->prefix;
	n = keyword_symbols(
	    (struct slice){buffer + 2, (size_t)(p - buffer - 2)}, sym, gap);
	return n != 0 && n <= MAX_KEYWORD &&
	       hash_symbols(sym, n, c->prefix) == c->hash;
}

static int
by_surface(const void *a, const void *b)
{
	const struct candidate *x = *(struct candidate *const *)a;
	const struct candidate *y = *(struct candidate *const *)b;
	uint32_t n = x->len < y->len ? x->len : y->len;
	int c = memcmp(x->surface, y->surface, n);

	if (c != 0)
		return c;
	if (x->len != y->len)
		return x->len < y->len ? -1 : 1;
	return x->hash < y->hash ? -1 : x->hash > y->hash;
}

struct slice
candidate_rules(struct fit *fit)
{
	struct stems table = {NULL, 0, 0}, *stems = &table;
	struct candidate **list;
	uint32_t n = 0;
	size_t size = 64;
	char *text, *p;

	for (uint32_t d = 0; d < fit->n_doc; d++)
		collect_candidates(fit, stems, d);
	list = malloc(stems->n * sizeof *list);
	for (uint32_t i = 0; i < stems->room; i++) {
		struct candidate *c = &stems->cell[i];

		if (c->hash == 0 || c->df < (uint32_t)fit->opt.min_df ||
		    (double)c->at_edge < fit->opt.min_edge * c->total ||
		    !is_writable(c))
			continue;
		list[n++] = c;
		size += c->len + 16;
	}
	qsort(list, n, sizeof *list, by_surface);
	p = text = malloc(size);
	p += sprintf(p, "rules 1\nstems none.R7\n");
	for (uint32_t i = 0; i < n; i++) {
		p = put_stem(p, list[i]);
		p += sprintf(p, " 0\n");
	}
	free(list);
	return (struct slice){text, (size_t)(p - text)};
}

/* A weights row for every set, so that each is a feature. */
struct slice
set_rules(const struct ruleset *rs)
{
	size_t size = 64;
	char *text, *p;

	for (uint32_t i = 0; i < rs->n_set; i++)
		size += strlen(pool_at(rs, rs->set[i].name)) + 8;
	p = text = malloc(size);
	p += sprintf(p, "rules 1\nweights none.R7\n");
	for (uint32_t i = 0; i < rs->n_set; i++) {
		const char *name = pool_at(rs, rs->set[i].name);

		if (name[0] != '@' && strpbrk(name, " |[\"") == NULL)
			p += sprintf(p, "  @%s 0\n", name);
	}
	return (struct slice){text, (size_t)(p - text)};
}

void
extract_features(struct fit *fit, const struct ruleset *rs)
{
	struct scorer *sc = scorer_new(&fit->arena, rs, true);
	struct text t;
	size_t room = 1 << 20;

	t.sym = malloc(room * sizeof *t.sym);
	t.gap = malloc(room);
	t.begin = t.end = NULL;
	for (uint32_t d = 0; d < fit->n_doc; d++) {
		struct slice raw = slice_of(fit->doc[d].text);
		struct tally tally;
		uint32_t *f;

		norm_text(&t, ENC_UTF8, raw);
		score_text(sc, &t, &tally);
		f = malloc((tally.n_contribution + 1) * sizeof *f);
		for (uint32_t i = 0; i < tally.n_contribution; i++) {
			const struct contribution *c = &tally.contribution[i];

			f[i] = c->is_stem ? rs->keyword[c->id].target
					  : rs->n_stem + c->id;
		}
		fit->doc[d].feature = f;
		fit->doc[d].n_feature = tally.n_contribution;
	}
}
