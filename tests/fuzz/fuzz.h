/* SPDX-License-Identifier: MIT */
/* fuzz: what the targets share. */
#ifndef FUZZ_H
#define FUZZ_H

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "arena.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

/* Like assert, whatever NDEBUG says. */
#define CLAIM(what)                                                           \
	do {                                                                  \
		if (!(what)) {                                                \
			fprintf(stderr, "%s:%d: not so: %s\n", __FILE__,      \
			    __LINE__, #what);                                 \
			abort();                                              \
		}                                                             \
	} while (0)

#endif
