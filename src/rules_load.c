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

bool
is_builtin_source(const struct source *source)
{
	/* mkrules names them so. */
	return strncmp(source->name, "builtin/", 8) == 0;
}

static bool
add_named(struct rules *r, struct arena *a, const char *name, FILE *err)
{
	struct slice text;

	if (strcmp(name, "builtin") == 0)
		return add_builtin(r, err);
	return read_whole_file(a, name, MAX_RULES_BYTES, &text, err) &&
	    add_source(r, name, text, err);
}

/* One name, or several with colons between; a file that is called so wins. */
static bool
add_path(struct rules *r, struct arena *a, const char *path, FILE *err)
{
	if (strchr(path, ':') == NULL || access(path, R_OK) == 0)
		return add_named(r, a, path, err);
	while (*path != '\0') {
		size_t n = strcspn(path, ":");

		if (n != 0 &&
		    !add_named(r, a,
			arena_string(a, (struct slice){path, n}), err))
			return false;
		path += n + (path[n] == ':');
	}
	return true;
}

int
rules_load(struct rules *out, struct arena *a, const char *const *name,
    uint32_t n, bool compile, FILE *err)
{
	*out = (struct rules){.rs = &builtin_ruleset};
	diag_init(&out->diag, a);
	for (uint32_t i = 0; i < n; i++)
		if (!add_path(out, a, name[i], err))
			return 3;
	if (n == 0 && !add_builtin(out, err))
		return 3;
	if (n == 0 && !compile)
		return 0;
	out->file = arena_alloc(a, out->n_source, sizeof *out->file);
	if (!rule_load_files(a, out->source, out->n_source, out->file,
		&out->loaded, &out->diag))
		return 3;
	out->rs = &out->loaded;
	return 0;
}
