/* SPDX-License-Identifier: MIT */
/* trie_build: keywords into the constant tables that match.c walks. */
#ifndef TRIE_BUILD_H
#define TRIE_BUILD_H

#include "arena.h"
#include "ruleset.h"

/* A keyword's symbols, and its index in the ruleset. */
struct trie_word {
	const uint16_t *sym;
	uint32_t len; /* 1 or more */
	uint32_t keyword;
};

/*
 * `rs` has its keywords, n_stem and latin_inside already. Fills symbol_class,
 * slot, posting and root of `rs` from `n` words, which it sorts.
 * Words may be equal: their keywords share one posting, in the order of their
 * indexes. Tables live in `a`. The result depends on the words alone, not on
 * their order.
 */
void trie_build(
    struct arena *a, struct trie_word *word, uint32_t n, struct ruleset *rs);

#endif
