/* SPDX-License-Identifier: MIT */
/*
 * mkrules: compiles rules files with the product's own parser and compiler
 * and writes them as C.   mkrules FILE.rules ... > builtin.c
 */
#include <stdio.h>
#include <stdlib.h>

#include "../rule_compile.h"
#include "rule_emit.h"

enum { MAX_SOURCES = 64 };

static void
oom(size_t want)
{
	fprintf(stderr, "mkrules: out of memory (%zu bytes)\n", want);
	exit(1);
}

static struct slice
read_file(struct arena *a, const char *name)
{
	FILE *f = fopen(name, "rb");
	char *bytes;
	long size;

	if (f == NULL || fseek(f, 0, SEEK_END) != 0 || (size = ftell(f)) < 0) {
		perror(name);
		exit(1);
	}
	rewind(f);
	bytes = arena_alloc(a, (size_t)size + 1, 1);
	if (fread(bytes, 1, (size_t)size, f) != (size_t)size) {
		perror(name);
		exit(1);
	}
	fclose(f);
	return (struct slice){bytes, (size_t)size};
}

int
main(int argc, char **argv)
{
	struct source source[MAX_SOURCES];
	struct arena arena;
	struct ruleset rs;
	struct diag d;
	uint32_t n = 0;
	bool ok;

	arena_init(&arena, (size_t)1 << 30, oom);
	diag_init(&d, &arena);
	for (int i = 1; i < argc && n < MAX_SOURCES; i++)
		source[n++] =
		    (struct source){argv[i], read_file(&arena, argv[i])};
	ok = rule_load(&arena, source, n, &rs, &d);
	diag_print(&d, stderr, "mkrules", SEV_WARNING);
	if (ok)
		rule_emit(stdout, &rs, source, n);
	arena_free(&arena);
	return !ok || fflush(stdout) != 0;
}
