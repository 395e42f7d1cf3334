/* SPDX-License-Identifier: MIT */
/*
 * arena: the only caller of malloc and free besides the input buffer. What an
 * arena hands out lives until the arena is reset or freed; nothing is freed
 * alone. When memory or
 * the arena's limit runs out, its `oom` function is called, which does not
 * return: no caller ever checks for NULL.
 */
#ifndef ARENA_H
#define ARENA_H

#include <stddef.h>

#include "slice.h"

struct arena_block;

struct arena {
	struct arena_block *head; /* newest block first */
	size_t used;              /* bytes handed out since the last reset */
	size_t limit;             /* bytes that may be handed out */
	void (*oom)(size_t want); /* must not return */
};

/* An empty arena that may hand out `limit` bytes. */
void arena_init(struct arena *a, size_t limit, void (*oom)(size_t want));

/*
 * Lends an empty arena `size` bytes (some hundreds at least) at `memory`, zero
 * and aligned for any type, to hand out first: for a program whose life may be
 * over before the system has mapped as much. They are the caller's, before and
 * after; a reset may forget them.
 */
void arena_lend(struct arena *a, void *memory, size_t size);

/* `count` objects of `size` bytes, zeroed and aligned for any type. */
void *arena_alloc(struct arena *a, size_t count, size_t size);

/*
 * An array grown to hold `count` objects: copies `old_count` objects of `old`
 * (which stays allocated until the arena is reset) and zeroes the rest.
 */
void *arena_grow(struct arena *a, const void *old, size_t old_count,
    size_t count, size_t size);

/* A NUL-terminated copy of `s`. */
char *arena_string(struct arena *a, struct slice s);

/* Forget everything handed out, keep the newest block for reuse. */
void arena_reset(struct arena *a);

/* Give all memory back. */
void arena_free(struct arena *a);

#endif
