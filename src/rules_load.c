/* SPDX-License-Identifier: MIT */
#include "rules_load.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#include "builtin.h"
#include "rule_compile.h"

bool
read_whole_file(struct arena *a, const char *name, size_t most,
    struct slice *out, FILE *err)
{
	int fd = strcmp(name, "-") == 0 ? STDIN_FILENO : open(name, O_RDONLY);
	char *bytes = NULL;
	size_t room = 0, n = 0;
	ssize_t got = 0;

	if (fd < 0) {
		fprintf(err, "minwon: %s: %s\n", name, strerror(errno));
		return false;
	}
	do {
		n += (size_t)got;
		if (n > most) {
			fprintf(err,
			    "minwon: %s: larger than %zu MiB; this is no "
			    "file for this purpose\n",
			    name, most >> 20);
			if (fd != STDIN_FILENO)
				close(fd);
			return false;
		}
		if (n == room) {
			size_t grown = room == 0 ? 65536 : 4 * room;

			bytes = arena_grow(a, bytes, n, grown, 1);
			room = grown;
		}
		do
			got = read(fd, bytes + n, room - n);
		while (got < 0 && errno == EINTR);
	} while (got > 0);
	if (got < 0)
		fprintf(err, "minwon: %s: %s\n", name, strerror(errno));
	if (fd != STDIN_FILENO)
		close(fd);
	*out = (struct slice){bytes, n};
	return got == 0;
}

static bool
add_source(struct rules *r, const char *name, struct slice text, FILE *err)
{
	if (r->n_source == MAX_SOURCES) {
		fprintf(err, "minwon: more than %d rules files\n",
		    MAX_SOURCES);
		return false;
	}
	r->source[r->n_source++] = (struct source){name, text};
	return true;
}

static bool
add_builtin(struct rules *r, FILE *err)
{
	for (uint32_t i = 0; i < n_builtin_source; i++)
		if (!add_source(r, builtin_source[i].name,
			(struct slice){
			    builtin_source[i].text, builtin_source[i].len},
			err))
			return false;
	return true;
}

int
rules_load(struct rules *out, struct arena *a, const char *const *name,
    uint32_t n, bool compile, FILE *err)
{
	*out = (struct rules){.rs = &builtin_ruleset};
	diag_init(&out->diag, a);
	for (uint32_t i = 0; i < n; i++) {
		struct slice text;

		if (strcmp(name[i], "builtin") == 0) {
			if (!add_builtin(out, err))
				return 3;
		} else if (!read_whole_file(
			       a, name[i], MAX_RULES_BYTES, &text, err) ||
		    !add_source(out, name[i], text, err)) {
			return 3;
		}
	}
	if (n == 0) {
		if (!add_builtin(out, err))
			return 3;
		if (!compile)
			return 0;
	}
	if (!rule_load(
		a, out->source, out->n_source, &out->loaded, &out->diag))
		return 3;
	out->rs = &out->loaded;
	return 0;
}
