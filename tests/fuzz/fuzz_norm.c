/* SPDX-License-Identifier: MIT */
/* Reaches utf8, cp949, decode, norm: places stay in order and in bounds. */
#include "norm.h"

#include "fuzz.h"

static void
check(const struct text *t, size_t n, size_t room)
{
	CLAIM(t->n <= room);
	for (uint32_t i = 0; i < t->n; i++) {
		CLAIM(t->gap[i] <= 1);
		CLAIM(t->begin[i] < t->end[i] && t->end[i] <= n);
		CLAIM(i == 0 || t->begin[i - 1] <= t->begin[i]);
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct slice raw = {(const char *)data, n};
	size_t room = norm_room(n);
	/* malloc, so that the sanitizer sees each end */
	struct text t = {.sym = malloc(room * sizeof(uint16_t)),
	    .gap = malloc(room),
	    .begin = malloc(room * sizeof(uint32_t)),
	    .end = malloc(room * sizeof(uint32_t))};

	CLAIM(t.sym && t.gap && t.begin && t.end);
	CLAIM(encoding_guess(raw) != ENC_AUTO);
	for (int enc = ENC_UTF8; enc <= ENC_CP949; enc++) {
		norm_text(&t, (enum encoding)enc, raw);
		check(&t, n, room);
		norm_layout(&t, (enum encoding)enc, raw);
		check(&t, n, room);
	}
	free(t.sym);
	free(t.gap);
	free(t.begin);
	free(t.end);
	return 0;
}
