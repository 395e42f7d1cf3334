/* SPDX-License-Identifier: MIT */
/*
 * trie_build: sorted words are a trie already: the words that share the first
 * k symbols stand together, and the runs of equal (k+1)-th symbols among them
 * are the children of that state. Each state gets the first base at which all
 * its children find free slots (Aoe's double array, first fit over a list of
 * free slots); bases are never used twice, so that the class of an edge
 * proves its parent.
 */
#include "trie_build.h"

#include <assert.h>
#include <stdlib.h>

#include "limits.h"
#include "norm.h"

/* Sets have names or stand inside rules. */
_Static_assert(
    MAX_SETS + MAX_RULES <= 1 << 16, "a set fits a word of a posting");

struct builder {
	struct arena *arena;
	const struct trie_word *word;
	const uint16_t *class_of; /* by symbol */
	const struct ruleset *rs;
	uint64_t *slot;
	uint32_t *next_free; /* the next free slot after this free one */
	uint8_t *base_used;
	uint32_t n_slot, room;
	uint32_t first_free; /* in list order; room when none */
	uint32_t *posting;
	uint32_t n_posting;
};

/* A state whose children are to be placed: of words [begin, end), which share
 * `depth` symbols. */
struct task {
	uint32_t begin, end;
	uint32_t child; /* the first of n_child tasks */
	uint32_t slot;
	uint16_t n_child;
	uint16_t class; /* of its last symbol */
	uint8_t depth;
};

static int
by_symbols(const void *a, const void *b)
{
	const struct trie_word *x = a, *y = b;
	uint32_t n = x->len < y->len ? x->len : y->len;

	for (uint32_t i = 0; i < n; i++)
		if (x->sym[i] != y->sym[i])
			return x->sym[i] < y->sym[i] ? -1 : 1;
	if (x->len != y->len)
		return x->len < y->len ? -1 : 1;
	return x->keyword < y->keyword ? -1 : x->keyword > y->keyword;
}

/* Numbers the symbols in use from 1: letters and digits, then the others, the
 * most frequent first: classes near each other pack the array more densely. */
struct symbol_count {
	uint32_t count, sym;
};

static int
by_count(const void *a, const void *b)
{
	const struct symbol_count *x = a, *y = b;
	bool latin = sym_is_latin((uint16_t)x->sym);

	if (latin != sym_is_latin((uint16_t)y->sym))
		return latin ? -1 : 1;
	if (x->count != y->count)
		return x->count > y->count ? -1 : 1;
	return x->sym < y->sym ? -1 : x->sym > y->sym;
}

static uint16_t *
number_classes(struct arena *a, const struct trie_word *word, uint32_t n,
    struct ruleset *rs)
{
	struct symbol_count *count = arena_alloc(a, N_SYMBOL, sizeof *count);
	uint16_t *class_of = arena_alloc(a, N_SYMBOL, sizeof *class_of);
	uint16_t *folded = arena_alloc(a, N_SYMBOL, sizeof *folded);
	uint32_t n_used = 0, n_latin = 0;

	for (uint32_t s = 0; s < N_SYMBOL; s++)
		count[s].sym = s;
	for (uint32_t i = 0; i < n; i++)
		for (uint32_t k = 0; k < word[i].len; k++)
			count[word[i].sym[k]].count++;
	/* Most symbols stand in no word: sort only those that do. */
	for (uint32_t s = 0; s < N_SYMBOL; s++) {
		bool latin = sym_is_latin((uint16_t)s);

		n_latin += latin;
		if (count[s].count != 0 || latin)
			count[n_used++] = count[s];
	}
	assert(n_latin <= N_LATIN_CLASS);
	qsort(count, n_used, sizeof *count, by_count);
	for (uint32_t i = 0; i < n_used; i++)
		class_of[count[i].sym] = (uint16_t)(
		    i + 1 + (i < n_latin ? 0 : N_LATIN_CLASS - n_latin));
	/* A fresh page costs nothing until it is written. */
	for (uint32_t s = 0; s < N_SYMBOL; s++)
		if (class_of[norm_fold((uint16_t)s)] != 0)
			folded[s] = class_of[norm_fold((uint16_t)s)];
	rs->symbol_class = folded;
	return class_of;
}

static void
make_room(struct builder *b, uint32_t want)
{
	uint32_t room = b->room;

	if (want <= room)
		return;
	while (room < want)
		room += room / 2 + 1024;
	b->slot = arena_grow(b->arena, b->slot, b->room, room, sizeof *b->slot);
	b->next_free = arena_grow(
	    b->arena, b->next_free, b->room, room, sizeof *b->next_free);
	b->base_used = arena_grow(b->arena, b->base_used, b->room, room, 1);
	for (uint32_t i = b->room; i < room; i++) {
		b->next_free[i] = i + 1;
	}
	b->room = room;
}

/* The next free slot at or after `i`, with the list shortened on the way. */
static uint32_t
free_from(struct builder *b, uint32_t i)
{
	uint32_t found = i;

	while (found < b->room && b->slot[found] != 0)
		found = b->next_free[found];
	while (i < found && i < b->room) {
		uint32_t next = b->next_free[i];

		b->next_free[i] = found;
		i = next;
	}
	return found;
}

/* A base at which the ascending classes are all free. */
static uint32_t
find_base(struct builder *b, const uint16_t *class, uint32_t n)
{
	uint32_t low = class[0], high = class[0], at;

	for (uint32_t i = 1; i < n; i++) {
		low = class[i] < low ? class[i] : low;
		high = class[i] > high ? class[i] : high;
	}
	/* A wide state looks near the end: searching the crowded front for it
	 * would cost more than the slots it could save. */
	at = n > 8 && b->n_slot > 4096 ? b->n_slot - 4096 : 1;
	if (at <= low)
		at = low + 1;
	for (;; at++) {
		uint32_t base, i;

		make_room(b, at + high + 2);
		at = free_from(b, at);
		make_room(b, at + high + 2);
		base = at - low;
		if (b->base_used[base])
			continue;
		for (i = 0; i < n; i++)
			if (b->slot[base + class[i]] != 0)
				break;
		if (i == n)
			return base;
	}
}

/*
 * What stands for a keyword in a posting, and for a stem also in a slot. A
 * stem is plain when it matches wherever its symbols stand, whole or not. A
 * Latin one starts a word, but so does every walk, unless some keyword wants
 * to begin inside words.
 */
static uint32_t
out_of(const struct ruleset *rs, uint32_t keyword)
{
	const struct keyword *k = &rs->keyword[keyword];
	uint32_t edges = KW_LATIN_START | KW_LATIN_END;

	if ((k->flags & ~edges) != (KW_STEM | KW_GAPS) ||
	    ((k->flags & KW_LATIN_START) && rs->latin_inside))
		return OUT_KEYWORD | keyword;
	return (k->flags & KW_LATIN_END ? OUT_WHOLE : 0) | (k->target + 1);
}

/* What the words of this state that end here become: a slot's `out`. */
static uint32_t
put_out(struct builder *b, struct task *t)
{
	uint32_t at = b->n_posting, last = at, out = 0;

	while (t->begin < t->end && b->word[t->begin].len == t->depth) {
		uint32_t id = b->word[t->begin++].keyword;
		const struct keyword *k = &b->rs->keyword[id];

		out = out_of(b->rs, id);
		last = b->n_posting;
		b->posting[b->n_posting++] = out;
		if (out & OUT_KEYWORD)
			b->posting[b->n_posting++] = k->flags |
			    (k->flags & KW_SET ? k->target << 16 : 0);
	}
	if (b->n_posting == at)
		return 0;
	if (b->n_posting == at + 1 && out < OUT_WHOLE) {
		b->n_posting = at;
		return out;
	}
	b->posting[last] |= POSTING_LAST;
	return OUT_POSTING | at;
}

/* How many states sorted words have: one for each new beginning, and the root. */
static uint32_t
count_states(const struct trie_word *word, uint32_t n)
{
	uint32_t states = 1;

	for (uint32_t i = 0; i < n; i++) {
		uint32_t same = 0;

		while (i > 0 && same < word[i].len && same < word[i - 1].len &&
		    word[i].sym[same] == word[i - 1].sym[same])
			same++;
		states += word[i].len - same;
	}
	return states;
}

/* All states, each before its children. Returns their number. */
static uint32_t
list_states(const struct builder *b, uint32_t n_word, struct task *task)
{
	uint32_t n = 1;

	task[0] = (struct task){.end = n_word};
	for (uint32_t k = 0; k < n; k++) {
		struct task *t = &task[k];
		uint32_t i = t->begin;

		t->child = n;
		while (i < t->end && b->word[i].len == t->depth)
			i++;
		while (i < t->end) {
			uint16_t sym = b->word[i].sym[t->depth];
			struct task *child = &task[n++];

			*child = (struct task){.begin = i,
			    .depth = (uint8_t)(t->depth + 1),
			    .class = b->class_of[sym]};
			while (i < t->end && b->word[i].sym[t->depth] == sym)
				i++;
			child->end = i;
		}
		t->n_child = (uint16_t)(n - t->child);
	}
	return n;
}

/*
 * States by the number of words below them, most first, parents before
 * children: what texts often come to stands on few pages and cache lines.
 */
static uint32_t *
order_states(
    struct arena *a, const struct task *task, uint32_t n_task, uint32_t n_word)
{
	uint32_t *at = arena_alloc(a, (size_t)n_word + 2, sizeof *at);
	uint32_t *order = arena_alloc(a, n_task, sizeof *order);

	for (uint32_t k = 0; k < n_task; k++)
		at[n_word - (task[k].end - task[k].begin) + 1]++;
	for (uint32_t i = 1; i < n_word + 2; i++)
		at[i] += at[i - 1];
	for (uint32_t k = 0; k < n_task; k++)
		order[at[n_word - (task[k].end - task[k].begin)]++] = k;
	return order;
}

void
trie_build(
    struct arena *a, struct trie_word *word, uint32_t n, struct ruleset *rs)
{
	struct builder b = {.arena = a, .word = word, .rs = rs};
	struct task *task;
	uint16_t *class;
	uint32_t *order, n_task, symbols;

	if (n != 0)
		qsort(word, n, sizeof *word, by_symbols);
	b.class_of = number_classes(a, word, n, rs);
	b.posting = arena_alloc(a, 2 * (size_t)n + 1, sizeof *b.posting);
	make_room(&b, 1024);
	b.slot[0] = SLOT_UNUSED; /* never a child: bases start at 1 */
	task = arena_alloc(a, count_states(word, n), sizeof *task);
	class = arena_alloc(a, N_SYMBOL, sizeof *class);
	n_task = list_states(&b, n, task);
	order = order_states(a, task, n_task, n);
	for (uint32_t k = 0; k < n_task; k++) {
		struct task *t = &task[order[k]];
		uint32_t base, out = t->depth == 0 ? 0 : put_out(&b, t);

		if (t->depth != 0)
			b.slot[t->slot] |= slot_make(0, 0, out);
		if (t->n_child == 0)
			continue;
		for (uint32_t i = 0; i < t->n_child; i++)
			class[i] = task[t->child + i].class;
		base = find_base(&b, class, t->n_child);
		b.base_used[base] = 1;
		if (t->depth == 0)
			rs->root = base;
		else
			b.slot[t->slot] |= slot_make(0, base, 0);
		for (uint32_t i = 0; i < t->n_child; i++) {
			uint32_t s = base + class[i];

			b.slot[s] = slot_make(class[i], 0, 0);
			task[t->child + i].slot = s;
			if (s >= b.n_slot)
				b.n_slot = s + 1;
		}
	}
	/* A walk may look one alphabet beyond the last used slot. */
	symbols = 1;
	for (uint32_t s = 0; s < N_SYMBOL; s++)
		if (b.class_of[s] > symbols)
			symbols = b.class_of[s];
	make_room(&b, b.n_slot + symbols + 1);
	b.n_slot += symbols + 1;
	for (uint32_t i = 0; i < b.n_slot; i++)
		if (b.slot[i] == 0)
			b.slot[i] = SLOT_UNUSED;
	rs->slot = b.slot;
	rs->n_slot = b.n_slot;
	rs->posting = b.posting;
	rs->n_posting = b.n_posting;
}
