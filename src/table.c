/* SPDX-License-Identifier: MIT */
#include "table.h"

#include <stdlib.h>

#include "limits.h"

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

static bool
has_open_quote(struct slice s)
{
	bool open = false;

	for (size_t i = 0; i < s.len; i++)
		open ^= s.at[i] == '"';
	return open;
}

/* One row: a line, and for CSV the lines that a quoted field runs over. */
static bool
read_row(struct table *t, struct row *out)
{
	struct record r;

	*out = (struct row){.line_end = "\n"};
	t->len = 0;
	if (!input_next(t->in, &r))
		return false;
	append(t, r.text);
	out->truncated = r.truncated;
	while (t->is_csv && t->len < MAX_RECORD &&
	    has_open_quote((struct slice){t->row, t->len}) &&
	    input_next(t->in, &r)) {
		append(t, (struct slice){"\n", 1});
		append(t, r.text);
		out->truncated |= r.truncated;
	}
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
	for (uint32_t i = 0; take_field(t, header->bytes, i, &name); i++) {
		if (i == 0 && name.len >= 3 &&
		    memcmp(name.at, "\xEF\xBB\xBF", 3) == 0)
			name = (struct slice){name.at + 3, name.len - 3};
		if (slice_is(name, column)) {
			t->column = i;
			return NULL;
		}
	}
	if (*end != '\0' || number == 0 || number > 10000)
		return "no column has this name";
	t->column = (uint32_t)number - 1;
	if (!take_field(t, header->bytes, t->column, &name))
		return "there are fewer columns";
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
	return true;
}
