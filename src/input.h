/* SPDX-License-Identifier: MIT */
/*
 * input: the next complaint of a file. Records are found in a buffer that
 * slides over the file; they stay valid until the next call.
 */
#ifndef INPUT_H
#define INPUT_H

#include <stdint.h>

#include "slice.h"

struct input {
	const char *name;   /* for messages */
	int fd;
	int end;            /* '\n', '\0', or -1: all bytes are one record */
	char *buffer;
	size_t room, begin, have;
	bool at_eof, skipping;
	uint64_t n;         /* records handed out */
	int error;          /* errno of a failed read, or 0 */
	/* Called before a read of `fd` that may block, so that answers are
	 * not held back; may be NULL. */
	void (*before_wait)(int fd);
};

struct record {
	struct slice text;
	bool truncated; /* longer than MAX_RECORD: the rest was dropped */
};

/* Starts on an open descriptor. `end` as in struct input. */
void input_init(struct input *in, const char *name, int fd, int end);

/*
 * The next record; false at the end of the file or after an error. The last
 * record counts with or without its end mark. With end -1 there is always
 * exactly one record, though it may be empty.
 */
bool input_next(struct input *in, struct record *out);

/* Gives the buffer back. The descriptor stays open. */
void input_free(struct input *in);

#endif
