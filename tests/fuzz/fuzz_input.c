/* SPDX-License-Identifier: MIT */
/* Reaches input and table through a pipe: no byte is lost, none is added. */
#include <unistd.h>

#include "fuzz.h"
#include "input.h"
#include "table.h"

static void
oom(size_t want)
{
	(void)want;
	abort();
}

static int
pipe_of(const uint8_t *data, size_t n)
{
	int fd[2];

	CLAIM(pipe(fd) == 0);
	CLAIM(n == 0 || write(fd[1], data, n) == (ssize_t)n);
	close(fd[1]);
	return fd[0];
}

static void
read_records(const uint8_t *data, size_t n, int end)
{
	struct input in;
	struct record r;
	size_t at = 0;
	int fd = pipe_of(data, n);

	input_init(&in, "fuzz", fd, end);
	while (input_next(&in, &r)) {
		CLAIM(r.text.len <= n - at);
		CLAIM(r.text.len == 0 ||
		    memcmp(r.text.at, data + at, r.text.len) == 0);
		at += r.text.len;
		if (at < n)
			CLAIM(data[at++] == (uint8_t)end);
	}
	CLAIM(at == n && in.error == 0);
	input_free(&in);
	close(fd);
}

static void
read_rows(const uint8_t *data, size_t n, bool is_csv)
{
	struct arena a;
	struct input in;
	struct table t;
	struct row row;
	int fd = pipe_of(data, n);

	arena_init(&a, (size_t)1 << 30, oom);
	input_init(&in, "fuzz", fd, '\n');
	if (table_open(&t, &a, &in, is_csv, "1", &row) == NULL)
		while (table_next(&t, &row))
			CLAIM(row.text.len <= row.bytes.len);
	input_free(&in);
	arena_free(&a);
	close(fd);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	if (n > 60000)
		return 0; /* more than a pipe holds */
	read_records(data, n, '\n');
	read_records(data, n, '\0');
	read_records(data, n, -1);
	read_rows(data, n, true);
	read_rows(data, n, false);
	return 0;
}
