/* SPDX-License-Identifier: MIT */
/* names: open addressing, linear probing, at most half full. */
#include "names.h"

uint32_t
hash_bytes(uint32_t h, struct slice s)
{
	for (size_t i = 0; i < s.len; i++)
		h = (h ^ (unsigned char)s.at[i]) * 16777619u;
	return h;
}

/* The last bytes of a key move only the low bits of FNV: mix the high ones
 * in, which pick the cell of similar names apart. */
static uint32_t
first_cell(const struct names *t, struct slice key)
{
	uint32_t h = hash_bytes(HASH_START, key);

	h ^= h >> 16;
	h *= 0x85EBCA6Bu;
	return (h ^ h >> 13) & (t->room - 1);
}

static struct name *
names_cell(const struct names *t, struct slice key)
{
	uint32_t i = first_cell(t, key);

	while (t->cell[i].key.at != NULL && !slice_eq(t->cell[i].key, key))
		i = (i + 1) & (t->room - 1);
	return &t->cell[i];
}

struct name *
names_find(const struct names *t, struct slice key)
{
	struct name *c = t->room == 0 ? NULL : names_cell(t, key);

	return c == NULL || c->key.at == NULL ? NULL : c;
}

struct name *
names_add(struct arena *a, struct names *t, struct slice key)
{
	struct name *c;

	if (2 * (t->n + 1) > t->room) {
		struct names old = *t;

		t->room = old.room == 0 ? 64 : 2 * old.room;
		t->cell = arena_alloc(a, t->room, sizeof *t->cell);
		for (uint32_t i = 0; i < old.room; i++)
			if (old.cell[i].key.at != NULL)
				*names_cell(t, old.cell[i].key) = old.cell[i];
	}
	c = names_cell(t, key);
	if (c->key.at == NULL) {
		c->key = key;
		t->n++;
	}
	return c;
}
