/* SPDX-License-Identifier: MIT */
/*
 * ruleset: compiled rules as constant data. Arrays hold indexes and offsets,
 * never pointers, so that two rulesets can be compared with memcmp and the
 * built-in one needs no work at start. The matcher cannot tell a ruleset that
 * was compiled into the binary from one that was loaded from a file.
 *
 *   symbol --class--> trie (double array) --posting--> keyword
 *   keyword --target--> stem (weights added at once)
 *                   or  set  (a hit kept) --trigger--> rule --> weights
 */
#ifndef RULESET_H
#define RULESET_H

#include <stdbool.h>
#include <stdint.h>

/*
 * One slot of the trie's double array, 64 bits so that a step is one load:
 *
 *   63    40 39     16 15     0
 *  |  out   |   base  |  class |
 *
 * A state is known by its base: the child for class c is slot[base + c], if
 * that slot's class is c. Every state has a base of its own, so the class
 * alone proves the parent. Base 0: no children; what would be its children are
 * of other classes. A slot has a base or an out, or both.
 *
 * out says which keywords end here. 0: none. OUT_POSTING with i: posting[i]
 * and those behind it. Else one stem s, as s + 1, which has no conditions
 * beside its symbols: most ends are so.
 *
 * In a posting stands for each keyword: a stem s without conditions, as s + 1;
 * or one with OUT_WHOLE, behind which no Latin letter or digit may follow; or
 * OUT_KEYWORD with the index of a keyword, and in the next word what matching
 * asks of it, so that the keyword itself is seldom looked at: its flags, and
 * above them its set, if it is of one.
 */
#define SLOT_UNUSED 0xFFFFu /* a class that no symbol has */
#define OUT_WHOLE 0x400000u
#define OUT_POSTING 0x800000u
#define OUT_KEYWORD 0x40000000u
#define POSTING_LAST 0x80000000u /* set on the last of a posting */

static inline uint32_t
posting_flags(uint32_t word)
{
	return word & 0xFFFF;
}

static inline uint32_t
posting_set(uint32_t word)
{
	return word >> 16;
}

static inline uint64_t
slot_make(uint32_t class, uint32_t base, uint32_t out)
{
	return (uint64_t)out << 40 | (uint64_t)base << 16 | class;
}

static inline uint32_t
slot_class(uint64_t slot)
{
	return (uint16_t)slot;
}

static inline uint32_t
slot_base(uint64_t slot)
{
	return (uint32_t)(slot >> 16) & 0xFFFFFF;
}

static inline uint32_t
slot_out(uint64_t slot)
{
	return (uint32_t)(slot >> 40);
}

static inline bool
slot_has_out(uint64_t slot)
{
	return slot >= (uint64_t)1 << 40;
}

enum keyword_flag {
	KW_STEM = 1,       /* target is a stem: its weights count once */
	KW_SET = 2,        /* target is a set */
	KW_EXCEPTION = 4,  /* target is a keyword that this longer word hides */
	KW_START = 8,      /* no Hangul before it in the same word */
	KW_END = 16,       /* a word edge after it */
	KW_WORD = 32,      /* an edge, or a particle and an edge, after it */
	KW_LATIN_START = 64, /* begins with a Latin word or number */
	KW_LATIN_END = 128,  /* ends with one, which must be whole */
	KW_GAPS = 256,       /* blanks may stand anywhere inside */
	KW_HAS_EXCEPTION = 512,
	KW_DEAD = 1024 /* disabled: stands in no posting */
};

struct keyword {
	uint32_t text;   /* offset into the pool, as the author wrote it */
	uint32_t gaps;   /* bit i: a blank may stand before symbol i */
	uint32_t target; /* stem, set or keyword, by flag */
	uint16_t len;    /* symbols */
	uint16_t flags;
};

struct set {
	uint32_t name;       /* offset into the pool */
	uint32_t trigger_at; /* rules that name it positively: trigger[] */
	uint32_t n_trigger;
	uint32_t place; /* byte offset in its file */
};

enum term_kind { TERM_ALL, TERM_ANY, TERM_NONE };

struct term {
	uint32_t set;
	uint32_t kind;
};

enum rule_kind { RULE_WEIGHT, RULE_MASK, RULE_NOTICE };

enum rule_flag {
	RULE_SENTENCE = 1, /* all hits in one sentence */
	RULE_LAST = 2,     /* in the last sentence */
	RULE_ORDERED = 4,  /* one after the other, as written */
	RULE_NEAREST = 8,  /* no other hit of the first set in between */
	RULE_EACH = 16,    /* counts for every hit of its first set */
	RULE_WHOLE = 32,   /* mask: takes out the whole sentence */
	RULE_FIRST = 64    /* in the first sentence */
};

#define WITHIN_ANY 0xFFFFFFFFu
#define NO_SET 0xFFFFFFFFu
#define NO_GROUP 0xFFFFFFFFu
#define NEED_NEVER 0xFFFFFFFFu /* a disabled row: no text meets it */

struct rule {
	uint32_t id;     /* offset into the pool */
	uint32_t kind;   /* enum rule_kind */
	uint32_t flags;  /* enum rule_flag */
	uint32_t within; /* symbols between neighbouring hits, or WITHIN_ANY */
	uint32_t max;    /* RULE_EACH: counts at most so often */
	uint32_t gate;   /* a set that must be hit somewhere, or NO_SET */
	uint32_t group;  /* whose sum is capped, or NO_GROUP */
	uint32_t target; /* mask: index into its terms of the name taken out */
	uint32_t term_at, n_term;
	uint32_t need;   /* ALL terms, plus one when there are ANY terms */
	uint32_t text_ko, text_en; /* notice: what the card says */
	uint32_t place; /* byte offset in its file */
};

struct cap {
	uint32_t name;
	int32_t limit; /* a group's weights for one class stay in -limit..limit */
};

/* Offsets into the pool; 0 is the empty string. */
struct channel {
	uint32_t id, name_ko, name_en;
	uint32_t phone, email, web;
	uint32_t hours_ko, hours_en;
	uint32_t source_ko, source_en, checked;
	uint32_t have_ko, have_en, next_ko, next_en;
	uint32_t place; /* byte offset in its file */
};

struct class {
	uint32_t id;      /* "tdmc.R3" */
	uint32_t channel; /* index */
	uint32_t why_ko, why_en;
	int32_t base;     /* before any evidence; see score_base() */
	uint32_t place; /* byte offset in its file */
};

enum test_kind { TEST_OK, TEST_NO, TEST_TODO };

struct test {
	uint32_t kind;
	uint32_t channel, class; /* class: index, or n_class for any */
	uint32_t text;           /* offset into the pool */
	uint32_t place; /* byte offset in its file */
};

struct ruleset {
	const uint16_t *symbol_class; /* N_SYMBOL; 0: stands in no keyword */
	const uint64_t *slot;
	const uint32_t *posting;
	const struct keyword *keyword;
	/* n_stem: the keyword of each. Those from latin_stem on begin with a
	 * Latin letter or digit, the others do not. */
	const uint32_t *stem;
	const int8_t *stem_weight; /* n_stem rows of n_stem_lane */
	const struct set *set;
	const uint32_t *trigger;
	const struct rule *rule;
	const struct term *term;
	const int16_t *rule_weight; /* n_rule rows of n_lane */
	const struct cap *cap;
	const struct channel *channel; /* 0 is `none` */
	const struct class *class;
	const struct test *test;
	const char *pool;

	uint32_t n_slot, n_posting, n_keyword, n_stem, latin_stem, n_set, n_trigger,
	    n_rule, n_term, n_cap, n_channel, n_class, n_test, n_pool;
	uint32_t n_lane;    /* n_class rounded up to 8: width of a rule's row */
	uint32_t n_stem_lane; /* likewise of the classes that stems speak for */
	uint32_t root;      /* base of the trie's root */
	int32_t threshold;  /* a best score below it is `none` */
	int32_t margin;     /* a lead below it is flagged `close` */
	uint32_t version;   /* offset into the pool */
	uint32_t latin_inside; /* some Latin keyword may start inside a word */
	char digest[9];     /* of the rules' text: 8 hexadecimal digits */
};

/* Symbols are numbers of 16 bits. */
enum { N_SYMBOL = 65536 };

/* Letters and digits, folded, have the first classes, in every ruleset; so
 * many are set aside for them that one bit tells. */
enum { N_LATIN_CLASS = 64 };

static inline bool
class_is_latin(uint32_t class)
{
	return class - 1 < N_LATIN_CLASS;
}

static inline const char *
pool_at(const struct ruleset *rs, uint32_t offset)
{
	return rs->pool + offset;
}

#endif
