/* SPDX-License-Identifier: MIT */
#include "scan.h"

static void
take_posting(const struct ruleset *rs, uint32_t at, struct found f,
    void (*take)(void *context, const struct found *f), void *context)
{
	uint32_t id;

	do {
		id = rs->posting[at++];
		f.keyword = id & ~POSTING_LAST;
		take(context, &f);
	} while (!(id & POSTING_LAST));
}

void
scan_keywords(const struct ruleset *rs, const struct text *text,
    void (*take)(void *context, const struct found *f), void *context)
{
	for (uint32_t i = 0; i < text->n; i++) {
		uint32_t base = rs->root, k = i;

		while (base != 0 && k < text->n) {
			uint32_t class = class_of(rs, text->sym[k]);
			const struct slot *s = &rs->slot[base + class];

			if (class == 0 || s->class != class)
				break;
			k++;
			if (s->posting != 0)
				take_posting(rs, s->posting,
				    (struct found){0, i, k}, take, context);
			base = s->base;
		}
	}
}
