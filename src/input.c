/* SPDX-License-Identifier: MIT */
#include "input.h"

#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

#include "limits.h"

void
input_init(struct input *in, const char *name, int fd, int end)
{
	*in = (struct input){.name = name, .fd = fd, .end = end};
}

void
input_free(struct input *in)
{
	free(in->buffer);
	in->buffer = NULL;
	in->room = 0;
}

/* Reads more bytes behind those in the buffer. */
static void
fill(struct input *in)
{
	ssize_t got;

	if (in->begin != 0 && in->room - in->begin - in->have < INPUT_CHUNK) {
		memmove(in->buffer, in->buffer + in->begin, in->have);
		in->begin = 0;
	}
	if (in->room - in->have - in->begin < INPUT_CHUNK) {
		size_t room =
		    in->have + in->have / 2 + 2 * (size_t)INPUT_CHUNK;
		char *buffer = realloc(in->buffer, room);

		if (buffer == NULL) {
			in->error = ENOMEM;
			in->at_eof = true;
			return;
		}
		in->buffer = buffer;
		in->room = room;
	}
	if (in->before_wait != NULL)
		in->before_wait(in->fd);
	do
		got = read(in->fd, in->buffer + in->begin + in->have,
		    INPUT_CHUNK);
	while (got < 0 && errno == EINTR);
	if (got < 0)
		in->error = errno;
	if (got <= 0)
		in->at_eof = true;
	else
		in->have += (size_t)got;
}

/* Where the bytes that nobody has taken begin; NULL before the first read. */
static char *
front(const struct input *in)
{
	return in->buffer == NULL ? NULL : in->buffer + in->begin;
}

/* `len` without a UTF-8 character that the cut behind it broke. */
static size_t
whole_characters(const char *s, size_t len)
{
	size_t n = len;

	while (n > 0 && len - n < 3 && ((unsigned char)s[n - 1] & 0xC0) == 0x80)
		n--;
	return n > 0 && (unsigned char)s[n - 1] >= 0xC0 ? n - 1 : len;
}

/* Hands out `len` bytes and steps over `used`. */
static bool
give(struct input *in, struct record *out, size_t len, size_t used)
{
	out->truncated = len > MAX_RECORD;
	out->text.at = front(in);
	out->text.len =
	    out->truncated ? whole_characters(out->text.at, MAX_RECORD) : len;
	in->begin += used;
	in->have -= used;
	in->n++;
	return true;
}

/* Drops bytes up to and with the end mark. */
static void
skip_rest(struct input *in)
{
	while (in->skipping) {
		char *at = front(in);
		char *end = in->have == 0 || in->end < 0
		    ? NULL
		    : memchr(at, in->end, in->have);

		if (end != NULL) {
			size_t used = (size_t)(end - at) + 1;

			in->begin += used;
			in->have -= used;
			in->skipping = false;
			return;
		}
		in->begin = in->have = 0;
		if (in->at_eof)
			in->skipping = false;
		else
			fill(in);
	}
}

bool
input_next(struct input *in, struct record *out)
{
	size_t seen = 0;

	skip_rest(in);
	for (;;) {
		char *at = front(in);
		char *end = in->have == seen || in->end < 0
		    ? NULL
		    : memchr(at + seen, in->end, in->have - seen);

		if (end != NULL)
			return give(in, out, (size_t)(end - at),
			    (size_t)(end - at) + 1);
		seen = in->have;
		if (seen > MAX_RECORD) {
			in->skipping = true;
			return give(in, out, seen, seen);
		}
		if (in->at_eof)
			break;
		fill(in);
	}
	if (in->error != 0 || (in->have == 0 && !(in->end < 0 && in->n == 0)))
		return false;
	return give(in, out, in->have, in->have);
}
