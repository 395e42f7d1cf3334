/* SPDX-License-Identifier: MIT */
#include "table.h"

#include <stdlib.h>

#include "decode.h"
#include "limits.h"
#include "utf8.h"

static void
append(struct table *t, struct slice s)
{
	if (t->len + s.len + 1 > t->room) {
		size_t room = 2 * (t->len + s.len + 1) + 256;

		t->row = arena_grow(t->arena, t->row, t->len, room, 1);
		t->room = room;
	}
	memcpy(t->row + t->len, s.at, s.len);
	t->len += s.len;
}

/* Where in a row a byte stands. A quote means something at the start of a
 * field only: 5" is five inches. */
enum { AT_START, IN_PLAIN, IN_QUOTES, AFTER_QUOTE };

/* Goes over the bytes of a row, counting its separators. */
static int
scan(const struct table *t, int state, struct slice s, uint32_t *n)
{
	char separator = t->is_csv ? ',' : '\t';

	for (size_t i = 0; i < s.len; i++) {
		bool quote = t->is_csv && s.at[i] == '"';

		if (state == IN_QUOTES) {
			state = quote ? AFTER_QUOTE : IN_QUOTES;
		} else if (s.at[i] == separator) {
			state = AT_START;
			(*n)++;
		} else {
			state = quote && state != IN_PLAIN ? IN_QUOTES
							   : IN_PLAIN;
		}
	}
	return state;
}

/* One row: a line, and for CSV the lines that a quoted field runs over. */
static bool
read_row(struct table *t, struct row *out)
{
	struct slice newline = {"\n", 1};
	struct record r;
	int state;

	*out = (struct row){.line_end = "\n", .n_field = 1};
	t->len = 0;
	if (!input_next(t->in, &r))
		return false;
	append(t, r.text);
	out->truncated = r.truncated;
	state = scan(t, AT_START, r.text, &out->n_field);
	while (state == IN_QUOTES && t->len < MAX_RECORD &&
	    input_next(t->in, &r)) {
		append(t, newline);
		append(t, r.text);
		out->truncated |= r.truncated;
		state = scan(t, state, r.text, &out->n_field);
	}
	out->is_open = state == IN_QUOTES;
	if (t->len > 0 && t->row[t->len - 1] == '\r') {
		t->len--;
		out->line_end = "\r\n";
	}
	out->bytes = (struct slice){t->row, t->len};
	return true;
}

/* Field `index` of the row, unquoted into t->cell. */
static bool
take_field(struct table *t, struct slice row, uint32_t index, struct slice *out)
{
	char separator = t->is_csv ? ',' : '\t';
	size_t i = 0, n = 0;

	if (row.len + 1 > t->cell_room) {
		t->cell_room = 2 * row.len + 256;
		t->cell = arena_alloc(t->arena, t->cell_room, 1);
	}
	for (uint32_t field = 0;; field++) {
		n = 0;
		if (t->is_csv && i < row.len && row.at[i] == '"') {
			for (i++; i < row.len; i++) {
				if (row.at[i] == '"') {
					if (i + 1 == row.len ||
					    row.at[i + 1] != '"')
						break;
					i++;
				}
				t->cell[n++] = row.at[i];
			}
			i += i < row.len;
		}
		while (i < row.len && row.at[i] != separator)
			t->cell[n++] = row.at[i++];
		if (field == index) {
			*out = (struct slice){t->cell, n};
			return true;
		}
		if (i >= row.len)
			return false;
		i++;
	}
}

/* True when a field, in whatever encoding, is the name. */
static bool
is_name(struct slice field, const char *name)
{
	enum encoding enc = encoding_guess(field);
	size_t i = 0, n;
	char utf8[4];
	uint32_t cp;

	if (field.len >= 3 && memcmp(field.at, "\xEF\xBB\xBF", 3) == 0)
		i = 3;
	while (i < field.len) {
		i += decode_next(enc, (const unsigned char *)field.at + i,
		    field.len - i, &cp);
		n = cp == UTF8_BAD || cp == 0 ? 0 : utf8_encode(cp, utf8);
		if (n == 0 || strncmp(name, utf8, n) != 0)
			return false;
		name += n;
	}
	return *name == '\0';
}

const char *
table_open(struct table *t, struct arena *a, struct input *in, bool is_csv,
    const char *column, struct row *header)
{
	char *end;
	unsigned long number = strtoul(column, &end, 10);
	struct slice name;

	*t = (struct table){.in = in, .arena = a, .is_csv = is_csv};
	if (!read_row(t, header))
		return "there is no header row";
	if (is_utf16(header->bytes))
		return UTF16_CURE;
	t->n_column = header->n_field;
	for (uint32_t i = 0; take_field(t, header->bytes, i, &name); i++)
		if (is_name(name, column)) {
			t->column = i;
			return NULL;
		}
	if (*end != '\0' || number == 0 || number > 10000)
		return "no column has this name";
	if (number > t->n_column)
		return "there are fewer columns";
	t->column = (uint32_t)number - 1;
	return NULL;
}

bool
table_next(struct table *t, struct row *out)
{
	if (!read_row(t, out))
		return false;
	out->has_column =
	    take_field(t, out->bytes, t->column, &out->text);
	if (!out->has_column)
		out->text = (struct slice){"", 0};
	out->is_blank = out->bytes.len == 0 && t->n_column > 1;
	out->n_missing =
	    out->n_field < t->n_column ? t->n_column - out->n_field : 0;
	return true;
}
