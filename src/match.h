/* SPDX-License-Identifier: MIT */
/*
 * match: every keyword in a text. From each symbol the trie is walked as far
 * as it goes; keywords are short, so this is linear in the text, and unlike
 * an automaton with failure links the walks do not depend on each other.
 */
#ifndef MATCH_H
#define MATCH_H

#include "norm.h"
#include "ruleset.h"

/*
 * A keyword's own conditions: edges and blanks. `text` has the keyword's
 * symbols at [begin, end).
 */
bool keyword_fits(const struct keyword *k, const struct text *text,
    uint32_t begin, uint32_t end);

#endif
