/* SPDX-License-Identifier: MIT */
#include "diag.h"

#include <stdarg.h>
#include <stdlib.h>

#include "limits.h"
#include "utf8.h"

struct slice
source_text(const struct source *source)
{
	struct slice s = source->text;

	if (s.len >= 3 && memcmp(s.at, "\xEF\xBB\xBF", 3) == 0) {
		s.at += 3;
		s.len -= 3;
	}
	return s;
}

bool
source_ends_line(const struct source *source)
{
	struct slice s = source_text(source);

	return s.len == 0 || s.at[s.len - 1] == '\n';
}

void
diag_init(struct diag *d, struct arena *arena)
{
	*d = (struct diag){.arena = arena};
}

bool
diag_add(struct diag *d, enum severity severity, struct where where,
    const char *cure, const char *format, ...)
{
	char message[512];
	va_list ap;

	d->n_error += severity == SEV_ERROR;
	d->n_warning += severity == SEV_WARNING;
	/* A hostile file has one mistake a line: keep a bounded number. */
	if (d->n >= 64 * MAX_SHOWN)
		return false;
	if (d->n == d->room) {
		d->room = d->room == 0 ? 16 : 2 * d->room;
		d->item = arena_grow(
		    d->arena, d->item, d->n, d->room, sizeof *d->item);
	}
	va_start(ap, format);
	vsnprintf(message, sizeof message, format, ap);
	va_end(ap);
	d->item[d->n] = (struct diag_item){severity, where,
	    arena_string(d->arena, slice_of(message)),
	    cure == NULL ? NULL : arena_string(d->arena, slice_of(cure)), d->n};
	d->n++;
	return false;
}

static struct slice
line_of(struct where where)
{
	const char *start = where.source->text.at;
	const char *stop = start + where.source->text.len;
	const char *begin = where.at.at, *end = where.at.at;

	while (begin > start && begin[-1] != '\n')
		begin--;
	while (end < stop && *end != '\n' && *end != '\r')
		end++;
	return (struct slice){begin, (size_t)(end - begin)};
}

void
diag_position(struct where where, uint32_t *line, uint32_t *column)
{
	const char *p = where.source->text.at;
	struct slice whole = line_of(where);

	*line = 1;
	for (; p < whole.at; p++)
		*line += *p == '\n';
	*column = 1;
	for (p = whole.at; p < where.at.at; p++)
		*column += ((unsigned char)*p & 0xC0) != 0x80;
}

static int
by_place(const void *a, const void *b)
{
	const struct diag_item *x = a, *y = b;

	/* Sources stand in one array, in the order of the layers. */
	if (x->where.source != y->where.source)
		return x->where.source < y->where.source ? -1 : 1;
	if (x->where.at.at != y->where.at.at)
		return x->where.at.at < y->where.at.at ? -1 : 1;
	return x->order < y->order ? -1 : x->order > y->order;
}

/* Blanks, or carets, for each column of `s`; tabs stay tabs. */
static void
put_columns(FILE *out, struct slice s, char mark)
{
	size_t i = 0;
	uint32_t cp;

	while (i < s.len) {
		i += utf8_decode(
		    (const unsigned char *)s.at + i, s.len - i, &cp);
		if (cp == '\t' && mark == ' ') {
			fputc('\t', out);
			continue;
		}
		for (int w = utf8_width(cp); w > 0; w--)
			fputc(mark, out);
	}
}

/* Text for a terminal: nothing of it steers the terminal. */
static void
put_line(FILE *out, struct slice line)
{
	size_t i = 0;
	uint32_t cp;

	while (i < line.len) {
		size_t n = utf8_decode((const unsigned char *)line.at + i,
		    line.len - i, &cp);

		if (utf8_is_unsafe(cp) && cp != '\t')
			fputc('?', out);
		else
			fwrite(line.at + i, 1, n, out);
		i += n;
	}
}

static bool
is_inside_character(char c)
{
	return ((unsigned char)c & 0xC0) == 0x80;
}

/* The part of a long line around `mark`, cut between characters. */
static struct slice
window_of(struct slice line, struct slice mark, struct slice *shown_mark)
{
	enum { BEFORE = 60, MARKED = 80, AFTER = 40 };
	size_t at = (size_t)(mark.at - line.at), begin = 0, end;

	*shown_mark = mark;
	if (shown_mark->len > MARKED)
		shown_mark->len = MARKED;
	if (shown_mark->len > line.len - at)
		shown_mark->len = line.len - at;
	while (shown_mark->len > 0 && at + shown_mark->len < line.len &&
	    is_inside_character(line.at[at + shown_mark->len]))
		shown_mark->len--;
	if (at > BEFORE + AFTER)
		begin = at - BEFORE;
	while (begin < at && is_inside_character(line.at[begin]))
		begin++;
	end = at + shown_mark->len + AFTER;
	if (end > line.len)
		end = line.len;
	while (end < line.len && is_inside_character(line.at[end]))
		end++;
	return (struct slice){line.at + begin, end - begin};
}

static void
print_item(FILE *out, const char *program, const struct diag_item *item)
{
	static const char *const name[] = {"note", "warning", "error"};
	struct slice line = line_of(item->where);
	struct slice mark, shown = window_of(line, item->where.at, &mark);
	struct slice before = {
	    shown.at, (size_t)(item->where.at.at - shown.at)};
	bool is_cut = shown.at != line.at;
	uint32_t row, column;

	diag_position(item->where, &row, &column);
	fprintf(out, "%s: %s:%u:%u: %s: ", program,
	    item->where.source->name, row, column, name[item->severity]);
	put_line(out, slice_of(item->message));
	fputc('\n', out);
	fputs(is_cut ? "  ..." : "  ", out);
	put_line(out, shown);
	fputs(shown.at + shown.len < line.at + line.len ? "...\n  " : "\n  ",
	    out);
	fputs(is_cut ? "   " : "", out);
	put_columns(out, before, ' ');
	if (mark.len == 0)
		fputc('^', out);
	put_columns(out, mark, '^');
	fputc('\n', out);
	if (item->cure != NULL)
		fprintf(out, "  cure: %s\n", item->cure);
}

void
diag_print(
    struct diag *d, FILE *out, const char *program, enum severity least)
{
	const struct source *source = NULL;
	uint32_t shown = 0, hidden = 0;

	if (d->n != 0)
		qsort(d->item, d->n, sizeof *d->item, by_place);
	for (uint32_t i = 0; i < d->n; i++) {
		if (d->item[i].severity < least)
			continue;
		/* One file's many mistakes do not hide another's. */
		if (d->item[i].where.source != source) {
			source = d->item[i].where.source;
			shown = 0;
		}
		if (shown == MAX_SHOWN) {
			hidden++;
			continue;
		}
		print_item(out, program, &d->item[i]);
		shown++;
	}
	if (hidden != 0)
		fprintf(out, "%s: and %u more\n", program, hidden);
}
