/* SPDX-License-Identifier: MIT */
#include "input.h"

#include <errno.h>
#include <unistd.h>

#include "limits.h"
#include "support.h"

/* `records` has a '|' behind each record. */
static const struct {
	const char *name, *bytes;
	size_t n;
	int end;
	const char *records;
} cases[] = {
    {"an empty file has no lines", "", 0, '\n', ""},
    {"one line", "abc\n", 4, '\n', "abc|"},
    {"the last line counts without its end", "abc\ndef", 7, '\n', "abc|def|"},
    {"an end mark is not one more line", "abc\ndef\n", 8, '\n', "abc|def|"},
    {"an empty line is a record", "\n\nx\n", 4, '\n', "||x|"},
    {"an empty last line is a record", "x\n\n", 3, '\n', "x||"},
    {"a line longer than a block", "0123456789\n", 11, '\n', "0123456789|"},
    {"lines as long as a block", "ab\ncde\nabc\n", 11, '\n', "ab|cde|abc|"},
    {"zero ends a record", "a\nb\0c\0", 6, '\0', "a\nb|c|"},
    {"two zeros hold an empty record", "a\0\0b", 4, '\0', "a||b|"},
    {"all bytes are one record", "a\nb\n", 4, -1, "a\nb\n|"},
    {"an empty file is one record when asked for as one", "", 0, -1, "|"},
};

static void
records_are_found(void **state)
{
	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		int fd = file_of(cases[i].bytes, cases[i].n);
		struct input in;
		struct record r;
		char got[64] = "";
		size_t n = 0;

		input_init(&in, "test", fd, cases[i].end);
		while (input_next(&in, &r)) {
			assert_false(r.truncated);
			memcpy(got + n, r.text.at, r.text.len);
			n += r.text.len;
			got[n++] = '|';
		}
		if (n != strlen(cases[i].records) ||
		    memcmp(got, cases[i].records, n) != 0)
			fail_msg("%s: %.*s", cases[i].name, (int)n, got);
		assert_int_equal(in.error, 0);
		input_free(&in);
		close(fd);
	}
}

static void
a_long_record_is_cut_and_the_next_one_is_whole(void **state)
{
	size_t over[] = {MAX_RECORD - 1, MAX_RECORD, MAX_RECORD + 1,
	    MAX_RECORD + 70000, 3 * MAX_RECORD};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(over); i++) {
		char *bytes = malloc(over[i] + 8);
		struct input in;
		struct record r;
		int fd;

		assert_non_null(bytes);
		memset(bytes, 'x', over[i]);
		memcpy(bytes + over[i], "\nnext\nz", 7);
		fd = file_of(bytes, over[i] + 7);
		input_init(&in, "test", fd, '\n');
		assert_true(input_next(&in, &r));
		assert_int_equal(r.truncated, over[i] > MAX_RECORD);
		assert_int_equal(r.text.len,
		    over[i] > MAX_RECORD ? MAX_RECORD : over[i]);
		assert_true(input_next(&in, &r));
		assert_true(slice_is(r.text, "next"));
		assert_false(r.truncated);
		assert_true(input_next(&in, &r));
		assert_true(slice_is(r.text, "z"));
		assert_false(input_next(&in, &r));
		input_free(&in);
		close(fd);
		free(bytes);
	}
}

static void
random_records_come_back_in_order(void **state)
{
	struct rng rng = {3};

	(void)state;
	for (int round = 0; round < 200; round++) {
		char bytes[600];
		size_t n = rng_below(&rng, sizeof bytes), at = 0;
		struct input in;
		struct record r;
		int fd;

		for (size_t i = 0; i < n; i++)
			bytes[i] = rng_below(&rng, 5) == 0 ? '\n' : 'a';
		fd = file_of(bytes, n);
		input_init(&in, "test", fd, '\n');
		while (input_next(&in, &r)) {
			assert_true(at + r.text.len <= n);
			assert_memory_equal(bytes + at, r.text.at, r.text.len);
			at += r.text.len;
			if (at < n)
				assert_int_equal(bytes[at++], '\n');
		}
		assert_int_equal(at, n);
		input_free(&in);
		close(fd);
	}
}

static int waited_for = -1;
static uint32_t times_waited;

static void
note_wait(int fd)
{
	waited_for = fd;
	times_waited++;
}

static void
whoever_waits_is_told_before_each_read(void **state)
{
	int fd = file_of("a\nb\n", 4);
	struct input in;
	struct record r;

	(void)state;
	input_init(&in, "test", fd, '\n');
	in.before_wait = note_wait;
	while (input_next(&in, &r))
		;
	assert_int_equal(waited_for, fd);
	assert_true(times_waited >= 2); /* the bytes, and the end */
	input_free(&in);
	close(fd);
}

static void
a_file_that_cannot_be_read_says_why(void **state)
{
	struct input in;
	struct record r;

	(void)state;
	input_init(&in, "test", 12345, '\n');
	assert_false(input_next(&in, &r));
	assert_int_equal(in.error, EBADF);
	input_free(&in);
	input_init(&in, "test", 12345, -1);
	assert_false(input_next(&in, &r));
	input_free(&in);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(records_are_found),
	    cmocka_unit_test(a_long_record_is_cut_and_the_next_one_is_whole),
	    cmocka_unit_test(random_records_come_back_in_order),
	    cmocka_unit_test(whoever_waits_is_told_before_each_read),
	    cmocka_unit_test(a_file_that_cannot_be_read_says_why),
	};

	return cmocka_run_group_tests_name("input", tests, NULL, NULL);
}
