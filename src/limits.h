/* SPDX-License-Identifier: MIT */
/*
 * limits: every size limit with its reason. Test builds override the
 * block sizes, so that ordinary tests cross every boundary.
 */
#ifndef MINWON_LIMITS_H
#define MINWON_LIMITS_H

#include <stdint.h>

/* One read(2): big enough to amortise the call, small enough for the L2. */
#ifndef INPUT_CHUNK
#define INPUT_CHUNK 65536
#endif

/* The arena grows in steps of this many bytes: so many that C libraries get
 * them from the system, already zero, and only what is used costs memory. */
#ifndef ARENA_BLOCK
#define ARENA_BLOCK (1 << 20)
#endif

/* Symbols that are looked at together: what a scan of them needs stays in the
 * L1 cache. */
#ifndef SCAN_BLOCK
#define SCAN_BLOCK 256
#endif

enum {
	/* A complaint is read up to here; a longer one is cut and flagged.
	 * The longest petition seen in public archives is below 100 KB. */
	MAX_RECORD = 1 << 20,
	/* All bytes of one rules file: 20 times the built-in rules. */
	MAX_RULES_BYTES = 32 << 20,
	/* Everything that loading rules may allocate. */
	MAX_RULES_MEMORY = 512 << 20,
	/* A keyword, in normalised symbols; gaps are a 32-bit mask. */
	MAX_KEYWORD = 32,
	/* An identifier, so that every message fits a terminal line. */
	MAX_ID = 64,
	MAX_KEYWORDS = 400000,
	/* Statements of one file, tests among them. */
	MAX_STATEMENTS = 200000,
	MAX_SETS = 4096,
	MAX_RULES = 32768,
	MAX_TERMS = 16,    /* of one rule */
	MAX_CHANNELS = 32,
	MAX_CLASSES = 32,  /* a tally is this wide */
	MAX_WEIGHT = 100,  /* of one row of a table for one class; fits int8_t */
	/* Of one rule for one class; fits int16_t. Long letters reach sums of
	 * 1,000 with the built-in tables, and an office must be able to decide
	 * by one rule. */
	MAX_RULE_WEIGHT = 5000,
	MAX_WITHIN = 1000, /* syllables */
	MAX_TIMES = 100,   /* that a rule with `each` counts in one text */
	/* Mistakes shown for one rules file; the rest are counted. */
	MAX_SHOWN = 50,
	/* Hits of sets kept for one complaint: the longest letters seen have
	 * some hundreds. */
	MAX_HITS = 65536
};

#endif
