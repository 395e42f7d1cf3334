/* SPDX-License-Identifier: MIT */
/*
 * hyperscan: the peer's way to do the job of `minwon -l`: KEYWORDS compiled
 * into one database, each line of standard input scanned with a callback that
 * adds a weight for every hit, and the best channel printed. There is no
 * normalising, no validation and no rule in it: it has less to do.
 */
#include <hs/hs.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { MAX_KEYWORDS = 400000, CHUNK = 1 << 20 };

static int
take_hit(unsigned id, unsigned long long from, unsigned long long to,
    unsigned flags, void *context)
{
	int *sum = context;

	(void)from, (void)to, (void)flags;
	sum[id & 3] += (int)(id >> 2 & 7) + 1;
	return 0;
}

static hs_database_t *
compile(const char *path)
{
	const char **word = calloc(MAX_KEYWORDS, sizeof *word);
	unsigned *flags = calloc(MAX_KEYWORDS, sizeof *flags);
	unsigned *ids = calloc(MAX_KEYWORDS, sizeof *ids);
	size_t *len = calloc(MAX_KEYWORDS, sizeof *len), size = 0;
	hs_database_t *db = NULL;
	hs_compile_error_t *error;
	unsigned n = 0;
	char *line = NULL;
	FILE *f = fopen(path, "r");
	ssize_t got;

	if (f == NULL || word == NULL || flags == NULL || ids == NULL ||
	    len == NULL)
		return NULL;
	while (n < MAX_KEYWORDS && (got = getline(&line, &size, f)) > 1) {
		line[got - 1] = '\0';
		word[n] = strdup(line);
		len[n] = (size_t)got - 1;
		ids[n] = n;
		n++;
	}
	fclose(f);
	if (hs_compile_lit_multi(word, flags, ids, len, n, HS_MODE_BLOCK, NULL,
		&db, &error) != HS_SUCCESS)
		fprintf(stderr, "hyperscan: %s\n", error->message);
	return db;
}

int
main(int argc, char **argv)
{
	static char buffer[2 * CHUNK];
	static const char *const name[] = {"none", "kakao", "online365", "tdmc"};
	hs_database_t *db = argc == 2 ? compile(argv[1]) : NULL;
	hs_scratch_t *scratch = NULL;
	size_t have = 0;
	ssize_t got;

	if (db == NULL || hs_alloc_scratch(db, &scratch) != HS_SUCCESS)
		return 2;
	while ((got = read(0, buffer + have, CHUNK)) > 0) {
		char *at = buffer, *end;

		have += (size_t)got;
		while ((end = memchr(at, '\n',
			    have - (size_t)(at - buffer))) != NULL) {
			int sum[4] = {1, 0, 0, 0}, best = 0;

			hs_scan(db, at, (unsigned)(end - at), 0, scratch,
			    take_hit, sum);
			for (int i = 1; i < 4; i++)
				best = sum[i] > sum[best] ? i : best;
			puts(name[best]);
			at = end + 1;
		}
		have -= (size_t)(at - buffer);
		memmove(buffer, at, have);
		if (have > CHUNK)
			have = 0; /* no line of the benchmark is so long */
	}
	return 0;
}
