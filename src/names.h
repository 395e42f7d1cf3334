/* SPDX-License-Identifier: MIT */
/* names: a hash table from byte strings to numbers or things, in an arena. */
#ifndef NAMES_H
#define NAMES_H

#include <stdint.h>

#include "arena.h"
#include "slice.h"

/* What the table knows of a key; the fields beside it are the caller's. */
struct name {
	struct slice key; /* borrowed */
	uint32_t value, extra;
	const void *item;
};

/* All zero: an empty table. */
struct names {
	struct name *cell;
	uint32_t n, room; /* room: a power of two, more than n */
};

/* FNV-1a (Fowler, Noll and Vo) of `s`, going on from `h`. */
#define HASH_START 2166136261u
uint32_t hash_bytes(uint32_t h, struct slice s);

/* The entry of `key`, or NULL. */
struct name *names_find(const struct names *t, struct slice key);

/* The entry of `key`, made with zeros when it is new. Entries may move when
 * another one is added. */
struct name *names_add(struct arena *a, struct names *t, struct slice key);

#endif
