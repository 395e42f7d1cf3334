/* SPDX-License-Identifier: MIT */
#include "table.h"

#include <unistd.h>

#include "limits.h"
#include "support.h"

/* The column of each row with a '|' behind it; '!' where it is missing, '~'
 * where a quote has no end, '-' for a blank line, '+' for a missing field. */
static const struct {
	const char *name, *bytes, *column;
	bool is_csv;
	const char *want;
} cases[] = {
    {"plain fields", "a,b\n1,2\n3,4\n", "b", true, "2|4|"},
    {"a column by number", "a,b\n1,2\n", "1", true, "1|"},
    {"a name before a number", "2,1\nx,y\n", "1", true, "y|"},
    {"a quoted field", "a,b\n\"x,y\",2\n", "a", true, "x,y|"},
    {"a doubled quote", "a\n\"say \"\"no\"\"\"\n", "a", true, "say \"no\"|"},
    {"a line end in a quoted field", "a,b\n\"x\ny\",2\nz,3\n", "b", true,
	"2|3|"},
    {"a comma behind a doubled quote", "a,b\n\"x\"\",y\",2\n", "b", true, "2|"},
    {"a line end behind a doubled quote", "a,b\n\"x\"\"\ny\",2\n", "b", true,
	"2|"},
    {"empty quotes", "a,b\n\"\",2\n", "a", true, "|"},
    {"a quote in the middle is a character", "a,b\n5\" tv,2\n7\" tv,3\n", "a",
	true, "5\" tv|7\" tv|"},
    {"a quoted name", "\"a b\",c\n1,2\n", "a b", true, "1|"},
    {"a byte order mark before the name", "\xEF\xBB\xBF""a,b\n1,2\n", "a",
	true, "1|"},
    {"a name in CP949", "x,\xB3\xBB\xBF\xEB\n1,2\n", "내용", true, "2|"},
    {"carriage returns", "a,b\r\n1,2\r\n", "b", true, "2|"},
    {"a row that is too short", "a,b,c\n1\n1,2,3\n", "b", true, "++!|2|"},
    {"a row without its last field", "a,b,c\n1,2\n", "b", true, "+2|"},
    {"a row that is too long", "a,b\n1,2,3\n", "b", true, "2|"},
    {"a blank line", "a,b\n\n1,2\n", "b", true, "-2|"},
    {"a blank line of a single column", "a\n\nx\n", "a", true, "|x|"},
    {"a quote without an end", "a,b\n1,\"x\ny\n", "b", true, "~x\ny|"},
    {"tabs", "a\tb\n1\t2\n", "b", false, "2|"},
    {"quotes mean nothing between tabs", "a\tb\n\"1\t2\n3\t4\n", "b", false,
	"2|4|"},
    {"commas mean nothing between tabs", "a\tb\n1\t2,3\n", "b", false, "2,3|"},
    {"no rows", "a,b\n", "b", true, ""},
};

static void
the_column_is_found(void **state)
{
	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		int fd = file_of(cases[i].bytes, strlen(cases[i].bytes));
		struct arena a = test_arena();
		struct input in;
		struct table t;
		struct row row;
		const char *wrong;
		char got[128] = "";
		size_t n = 0;

		input_init(&in, "test", fd, '\n');
		wrong = table_open(&t, &a, &in, cases[i].is_csv,
		    cases[i].column, &row);
		if (wrong != NULL)
			fail_msg("%s: %s", cases[i].name, wrong);
		while (table_next(&t, &row)) {
			if (row.is_blank) {
				got[n++] = '-';
				continue;
			}
			for (uint32_t k = 0; k < row.n_missing; k++)
				got[n++] = '+';
			if (!row.has_column)
				got[n++] = '!';
			if (row.is_open)
				got[n++] = '~';
			memcpy(got + n, row.text.at, row.text.len);
			n += row.text.len;
			got[n++] = '|';
		}
		if (strcmp(got, cases[i].want) != 0)
			fail_msg("%s: %s", cases[i].name, got);
		input_free(&in);
		arena_free(&a);
		close(fd);
	}
}

static const struct {
	const char *bytes, *column, *wrong;
} bad[] = {
    {"", "a", "there is no header row"},
    {"a,b\n", "c", "no column has this name"},
    {"a,b\n", "0", "no column has this name"},
    {"a,b\n", "-1", "no column has this name"},
    {"a,b\n", "2x", "no column has this name"},
    {"a,b\n", "", "no column has this name"},
    {"a,b\n", "3", "there are fewer columns"},
    {"a,b\n", "99999999999999999999", "no column has this name"},
};

static void
a_column_that_is_not_there_is_told(void **state)
{
	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(bad); i++) {
		int fd = file_of(bad[i].bytes, strlen(bad[i].bytes));
		struct arena a = test_arena();
		struct input in;
		struct table t;
		struct row row;
		const char *wrong;

		input_init(&in, "test", fd, '\n');
		wrong = table_open(&t, &a, &in, true, bad[i].column, &row);
		assert_non_null(wrong);
		assert_string_equal(wrong, bad[i].wrong);
		input_free(&in);
		arena_free(&a);
		close(fd);
	}
}

static void
rows_are_handed_on_byte_by_byte(void **state)
{
	static const char bytes[] =
	    "a,b\n\"x\ny\", 2 \n\xFF\xFE,\"3\"\"\"\r\nlast,row";
	int fd = file_of(bytes, sizeof bytes - 1);
	struct arena a = test_arena();
	struct input in;
	struct table t;
	struct row row;
	char got[100] = "";

	(void)state;
	input_init(&in, "test", fd, '\n');
	assert_null(table_open(&t, &a, &in, true, "b", &row));
	do {
		strncat(got, row.bytes.at, row.bytes.len);
		strcat(got, row.line_end);
	} while (table_next(&t, &row));
	assert_memory_equal(got, bytes, sizeof bytes - 1);
	input_free(&in);
	arena_free(&a);
	close(fd);
}

/* A quote that is never closed must neither eat all memory nor take a time
 * that grows with the square of the file. */
static void
an_endless_quote_ends_at_the_record_limit(void **state)
{
	size_t n = 3 * (size_t)MAX_RECORD;
	char *bytes = malloc(n);
	struct arena a = test_arena();
	struct input in;
	struct table t;
	struct row row;
	int fd;

	(void)state;
	assert_non_null(bytes);
	for (size_t i = 0; i < n; i++)
		bytes[i] = i % 2 ? '\n' : 'x';
	memcpy(bytes, "a\n\"", 3);
	fd = file_of(bytes, n);
	input_init(&in, "test", fd, '\n');
	assert_null(table_open(&t, &a, &in, true, "a", &row));
	assert_true(table_next(&t, &row));
	assert_true(row.is_open);
	assert_true(row.bytes.len <= MAX_RECORD + 2);
	input_free(&in);
	arena_free(&a);
	close(fd);
	free(bytes);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(the_column_is_found),
	    cmocka_unit_test(a_column_that_is_not_there_is_told),
	    cmocka_unit_test(rows_are_handed_on_byte_by_byte),
	    cmocka_unit_test(an_endless_quote_ends_at_the_record_limit),
	};

	return cmocka_run_group_tests_name("table", tests, NULL, NULL);
}
