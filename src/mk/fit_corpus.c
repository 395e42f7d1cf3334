/* SPDX-License-Identifier: MIT */
/* fit_corpus: tab-separated labelled complaints into memory. */
#include "fit.h"

#include <stdlib.h>

_Noreturn void
die(const char *what, const char *name)
{
	fprintf(stderr, "fit: %s: %s\n", name, what);
	exit(2);
}

struct slice
read_file(const char *name)
{
	FILE *f = fopen(name, "rb");
	size_t room = 1 << 16, n = 0, got;
	char *bytes = malloc(room);

	if (f == NULL || bytes == NULL)
		die("cannot be read", name);
	while ((got = fread(bytes + n, 1, room - n, f)) > 0) {
		n += got;
		if (n == room)
			bytes = realloc(bytes, room *= 2);
	}
	fclose(f);
	return (struct slice){bytes, n};
}

void
read_corpus(struct fit *fit, const char *name, const struct ruleset *rs)
{
	struct slice s = read_file(name);
	const char *at = s.at, *end = s.at + s.len;
	uint32_t room = fit->n_doc;
	uint32_t line = 0;

	fit->file_name[fit->n_file++] = name;
	while (at < end) {
		const char *stop = memchr(at, '\n', (size_t)(end - at));
		const char *field[5];
		size_t len[5];
		int n = 0;
		char id[64];

		line++;
		if (stop == NULL)
			stop = end;
		for (const char *p = at; n < 5; n++) {
			const char *tab =
			    n == 4 ? stop : memchr(p, '\t', (size_t)(stop - p));

			if (tab == NULL)
				break;
			field[n] = p;
			len[n] = (size_t)(tab - p);
			p = tab + 1;
		}
		at = stop + 1;
		if (n != 5) {
			fprintf(stderr, "fit: %s:%u: not five columns\n", name,
			    line);
			exit(2);
		}
		if (fit->n_doc == room) {
			room = fit->n_doc + 4096;
			fit->doc = realloc(fit->doc, room * sizeof *fit->doc);
		}
		snprintf(id, sizeof id, "%.*s.%.*s", (int)len[0], field[0],
		    (int)len[1], field[1]);
		fit->doc[fit->n_doc] = (struct doc){.file = fit->n_file - 1,
		    .class = rs->n_class,
		    .lang = field[3][0],
		    .text = arena_string(
			&fit->arena, (struct slice){field[4], len[4]})};
		for (uint32_t k = 0; k < rs->n_class; k++)
			if (strcmp(id, pool_at(rs, rs->class[k].id)) == 0) {
				fit->doc[fit->n_doc].class = k;
				fit->doc[fit->n_doc].channel =
				    rs->class[k].channel;
			}
		if (fit->doc[fit->n_doc].class == rs->n_class) {
			fprintf(stderr, "fit: %s:%u: no class '%s'\n", name,
			    line, id);
			exit(2);
		}
		fit->n_doc++;
	}
}
