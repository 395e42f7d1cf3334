/* SPDX-License-Identifier: MIT */
/* arena: blocks in a list; each request takes the next bytes of the newest. */
#include "arena.h"

#include <assert.h>
#include <stdint.h>
#include <stdlib.h>

#include "limits.h"

struct arena_block {
	struct arena_block *next;
	size_t size, used;
	size_t dirty; /* bytes that were ever handed out: the others are zero */
	bool is_lent; /* not from malloc */
	_Alignas(16) unsigned char bytes[];
};

void
arena_init(struct arena *a, size_t limit, void (*oom)(size_t want))
{
	*a = (struct arena){.head = NULL, .limit = limit, .oom = oom};
}

void
arena_lend(struct arena *a, void *memory, size_t size)
{
	struct arena_block *b = memory;

	assert(a->head == NULL && size > sizeof *b);
	b->size = size - sizeof *b;
	b->is_lent = true;
	a->head = b;
}

static void
block_free(struct arena_block *b)
{
	if (!b->is_lent)
		free(b);
}

static struct arena_block *
block_new(struct arena *a, size_t want)
{
	size_t size = want > ARENA_BLOCK ? want : ARENA_BLOCK;
	struct arena_block *b = calloc(1, sizeof *b + size);

	if (b == NULL) {
		a->oom(want);
		abort(); /* oom returned: a bug of the caller */
	}
	b->size = size;
	if (a->head != NULL && want > ARENA_BLOCK) {
		/* It will be full: the newest block stays in use. */
		b->next = a->head->next;
		a->head->next = b;
	} else {
		b->next = a->head;
		a->head = b;
	}
	return b;
}

void *
arena_alloc(struct arena *a, size_t count, size_t size)
{
	struct arena_block *b = a->head;
	size_t want;
	void *p;

	if (size != 0 && count > (SIZE_MAX - 32) / size) {
		a->oom(SIZE_MAX);
		abort();
	}
	want = (count * size + 15) & ~(size_t)15;
	if (want > a->limit - a->used) {
		a->oom(want);
		abort();
	}
	if (b == NULL || want > b->size - b->used)
		b = block_new(a, want);
	p = b->bytes + b->used;
	/* Fresh pages are zero, and cost nothing until somebody writes. */
	if (b->used < b->dirty)
		memset(p, 0,
		    want < b->dirty - b->used ? want : b->dirty - b->used);
	b->used += want;
	if (b->dirty < b->used)
		b->dirty = b->used;
	a->used += want;
	return p;
}

void *
arena_grow(struct arena *a, const void *old, size_t old_count, size_t count,
    size_t size)
{
	void *p = arena_alloc(a, count, size);

	if (old_count != 0)
		memcpy(p, old, old_count * size);
	return p;
}

char *
arena_string(struct arena *a, struct slice s)
{
	char *p = arena_alloc(a, s.len + 1, 1);

	if (s.len != 0)
		memcpy(p, s.at, s.len);
	return p;
}

void
arena_reset(struct arena *a)
{
	struct arena_block *b = a->head;

	while (b != NULL && b->next != NULL) {
		struct arena_block *next = b->next->next;

		block_free(b->next);
		b->next = next;
	}
	if (b != NULL)
		b->used = 0;
	a->used = 0;
}

void
arena_free(struct arena *a)
{
	arena_reset(a);
	if (a->head != NULL)
		block_free(a->head);
	a->head = NULL;
}
