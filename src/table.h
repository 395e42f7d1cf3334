/* SPDX-License-Identifier: MIT */
/*
 * table: CSV (RFC 4180) and tab-separated rows in, the same bytes out with
 * the answer's columns appended.
 */
#ifndef TABLE_H
#define TABLE_H

#include "arena.h"
#include "input.h"

struct table {
	struct input *in;
	struct arena *arena; /* for rows over several lines and unquoted text */
	bool is_csv;
	uint32_t column;   /* from 0 */
	uint32_t n_column; /* of the header */
	char *row;       /* the row's bytes, and then its unquoted text */
	size_t room, len;
	char *cell;
	size_t cell_room;
};

struct row {
	struct slice bytes;   /* the row as it stood, without its line end */
	struct slice text;    /* the chosen column, unquoted */
	const char *line_end; /* "\n" or "\r\n" */
	uint32_t n_field;
	uint32_t n_missing; /* fields fewer than the header has */
	bool truncated;
	bool has_column; /* false: the row is too short */
	bool is_open;    /* a quoted field has no end */
	bool is_blank;   /* an empty line, which is no row */
};

/*
 * Reads the header row and finds `column` in it: a name, or a number from 1.
 * Returns NULL, or what is wrong (a constant string).
 */
const char *table_open(struct table *t, struct arena *a, struct input *in,
    bool is_csv, const char *column, struct row *header);

/* The next row; false at the end of the file. */
bool table_next(struct table *t, struct row *out);

#endif
