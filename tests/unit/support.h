/* SPDX-License-Identifier: MIT */
/*
 * support: what unit tests share. A test's name is a sentence, so that the
 * name of a failing one says what does not hold.
 */
#ifndef SUPPORT_H
#define SUPPORT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* cmocka wants the four above before it. */
#include <cmocka.h>

#include "arena.h"
#include "builtin.h"
#include "norm.h"
#include "rule_compile.h"
#include "utf8.h"

/* ---- memory ------------------------------------------------------------- */

static inline void
test_oom(size_t want)
{
	fail_msg("out of memory: %zu bytes", want);
	abort();
}

static inline struct arena
test_arena(void)
{
	struct arena a;

	arena_init(&a, (size_t)1 << 30, test_oom);
	return a;
}

/* ---- files --------------------------------------------------------------- */

/* An open file that holds these bytes, at its beginning. */
static inline int
file_of(const char *bytes, size_t n)
{
	FILE *f = tmpfile();
	int fd;

	assert_non_null(f);
	assert_int_equal(fwrite(bytes, 1, n, f), n);
	assert_int_equal(fflush(f), 0);
	fd = dup(fileno(f));
	assert_true(fd >= 0);
	assert_int_equal(lseek(fd, 0, SEEK_SET), 0);
	fclose(f);
	return fd;
}

/* ---- random numbers of our own, the same everywhere ------------------------ */

struct rng {
	uint64_t state;
};

static inline uint32_t
rng_next(struct rng *r)
{
	uint64_t z = r->state += 0x9E3779B97F4A7C15u;

	z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9u;
	z = (z ^ z >> 27) * 0x94D049BB133111EBu;
	return (uint32_t)(z >> 32);
}

/* 0 .. n-1 */
static inline uint32_t
rng_below(struct rng *r, uint32_t n)
{
	return rng_next(r) % n;
}

/* ---- text ------------------------------------------------------------------- */

static inline struct text
test_text(struct arena *a, enum encoding enc, struct slice raw)
{
	size_t room = norm_room(raw.len);
	struct text t = {.sym = arena_alloc(a, room, sizeof(uint16_t)),
	    .gap = arena_alloc(a, room, 1),
	    .begin = arena_alloc(a, room, sizeof(uint32_t)),
	    .end = arena_alloc(a, room, sizeof(uint32_t))};

	norm_text(&t, enc, raw);
	assert_true(t.n <= room);
	return t;
}

/*
 * A text as a reader sees it: a gap as a blank, a clause's end as '/', a
 * sentence's as '|', the blank between Latin words as '_'.
 */
static inline const char *
test_render(struct arena *a, const struct text *t)
{
	char *out = arena_alloc(a, 4 * (size_t)t->n + 1, 1);
	size_t n = 0;

	for (uint32_t i = 0; i < t->n; i++) {
		uint16_t s = t->sym[i];
		bool plain = s != SYM_CLAUSE && s != SYM_SENTENCE &&
		    s != SYM_BLANK;

		if (plain && t->gap[i] && i > 0 &&
		    t->sym[i - 1] != SYM_CLAUSE &&
		    t->sym[i - 1] != SYM_SENTENCE &&
		    t->sym[i - 1] != SYM_BLANK)
			out[n++] = ' ';
		n += utf8_encode(s == SYM_CLAUSE ? '/'
			: s == SYM_SENTENCE      ? '|'
			: s == SYM_BLANK         ? '_'
			: s == SYM_OTHER         ? '#'
						 : s,
		    out + n);
	}
	return out;
}

/* ---- rules ------------------------------------------------------------------- */

static inline struct ruleset
test_rules(struct arena *a, const char *text)
{
	struct source *source = arena_alloc(a, 1, sizeof *source);
	struct ruleset rs;
	struct diag d;

	*source = (struct source){"test.rules", slice_of(text)};
	diag_init(&d, a);
	if (!rule_load(a, source, 1, &rs, &d)) {
		diag_print(&d, stderr, "test", SEV_ERROR);
		fail_msg("the rules of this test do not compile");
	}
	return rs;
}

/* ---- the corpus ---------------------------------------------------------------- */

/* Calls `take` with the text of every `step`-th labelled complaint. */
static inline void
test_each_complaint(
    uint32_t step, void (*take)(void *state, struct slice text), void *state)
{
	static const char *const name[] = {"tests/corpus/dev-ko.tsv",
	    "tests/corpus/dev-english.tsv", "tests/corpus/dev-mixed.tsv",
	    "tests/corpus/dev-hard.tsv", "tests/corpus/dev3-letters.tsv"};
	uint32_t n = 0;

	for (size_t i = 0; i < ARRAY_LEN(name); i++) {
		FILE *f = fopen(name[i], "r");
		char *line = NULL;
		size_t room = 0;
		ssize_t got;

		if (f == NULL)
			fail_msg("%s is not there: run in the top folder",
			    name[i]);
		while ((got = getline(&line, &room, f)) > 0) {
			const char *text = strrchr(line, '\t');

			if (text == NULL || n++ % step != 0)
				continue;
			take(state,
			    (struct slice){text + 1, strcspn(text + 1, "\n")});
		}
		free(line);
		fclose(f);
	}
	assert_true(n > 500);
}

#endif
