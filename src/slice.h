/* SPDX-License-Identifier: MIT */
/*
 * slice: borrowed bytes. Never freed, not NUL-terminated; whoever hands one
 * out says how long the bytes live.
 */
#ifndef SLICE_H
#define SLICE_H

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

struct slice {
	const char *at;
	size_t len;
};

/* For functions whose constant arguments are to make code of their own (gcc,
 * clang). */
#define ALWAYS_INLINE inline __attribute__((always_inline))

#define ARRAY_LEN(a) (sizeof(a) / sizeof((a)[0]))

/* The bytes of a NUL-terminated string, which the caller keeps alive. */
static inline struct slice
slice_of(const char *s)
{
	return (struct slice){s, strlen(s)};
}

/* True when both hold the same bytes. */
static inline bool
slice_eq(struct slice a, struct slice b)
{
	return a.len == b.len &&
	    (a.len == 0 || memcmp(a.at, b.at, a.len) == 0);
}

/* True when `s` holds exactly the bytes of the string `lit`. */
static inline bool
slice_is(struct slice s, const char *lit)
{
	return slice_eq(s, slice_of(lit));
}

#endif
