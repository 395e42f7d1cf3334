/* SPDX-License-Identifier: MIT */
/*
 * norm: bytes become text, in one pass. Text is an array of symbols (16-bit
 * code units after folding) in which spelling habits that do not change the
 * meaning are gone:
 *
 *   - Hangul composed: conjoining jamo (NFD), half-width jamo, and letters
 *     typed apart (U+314B U+314F is read as one syllable);
 *   - full width, case, and repeated letters folded; zero-width dropped;
 *   - blanks dropped but remembered, except between Latin words and digits,
 *     where one SYM_BLANK stays;
 *   - punctuation reduced to SYM_CLAUSE and SYM_SENTENCE.
 *
 * Spellings that writers confuse (ae/e, wae/oe/we, ss/s) stay as they are in
 * the text; norm_fold() makes them one where symbols are compared.
 *
 * Keywords pass through the same function, so the two cannot diverge.
 */
#ifndef NORM_H
#define NORM_H

#include <stdint.h>

#include "decode.h"
#include "slice.h"

enum {
	SYM_CLAUSE = 1,   /* comma, bracket, colon ...: no keyword crosses it */
	SYM_SENTENCE = 2, /* full stop, question mark, line end ... */
	SYM_OTHER = 3,    /* a character without meaning for keywords */
	SYM_BLANK = 32
};

/*
 * Caller-owned arrays with room for `cap` symbols each; norm_room() says how
 * many a record can need. `begin` and `end` (offsets into the original bytes)
 * may be NULL when nobody will ask where a symbol came from.
 */
struct text {
	uint16_t *sym;
	uint8_t *gap; /* 1: a blank stood before this symbol */
	uint32_t *begin, *end;
	uint32_t n;       /* symbols */
	uint32_t n_bad;   /* broken sequences replaced */
	uint32_t n_latin_word; /* Latin words that begin with a letter */
	bool has_latin, has_hangul;
	bool has_other; /* a character that is neither ASCII nor Hangul */
};

/* Symbols that `len` bytes can become, two of padding included. */
size_t norm_room(size_t len);

/* Fills `t` from `raw`. The arrays must have norm_room(raw.len) elements. */
void norm_text(struct text *t, enum encoding enc, struct slice raw);

/*
 * Like norm_text(), with Latin words that spell Hangul on the two-set keyboard
 * layout turned into that Hangul (`zkxhr` is the word for KakaoTalk). Only
 * words that give whole syllables change. True when one did.
 */
bool norm_layout(struct text *t, enum encoding enc, struct slice raw);

/* Latin words of a text that begin with a letter, for one that has changed. */
uint32_t norm_latin_words(const struct text *t);

/*
 * The symbol that stands for all spellings writers confuse with `sym`. The
 * matcher pays nothing for it: the ruleset's table of classes is built over
 * it.
 */
uint16_t norm_fold(uint16_t sym);

/* Kinds of symbol, for word edges. */
static inline bool
sym_is_hangul(uint16_t sym) /* a syllable or a lone jamo */
{
	return (sym >= 0xAC00 && sym <= 0xD7A3) ||
	    (sym >= 0x3131 && sym <= 0x3163);
}

static inline bool
sym_is_latin(uint16_t sym) /* a letter or a digit, folded */
{
	return (uint16_t)(sym - 'a') < 26 || (uint16_t)(sym - '0') < 10;
}

#endif
