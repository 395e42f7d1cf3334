/* SPDX-License-Identifier: MIT */
#include "scan.h"

static void
take_out(const struct ruleset *rs, uint32_t out, struct found f,
    void (*take)(void *context, const struct found *f), void *context)
{
	uint32_t id, at;

	if (out <= rs->n_stem) {
		f.keyword = rs->stem[out - 1];
		take(context, &f);
		return;
	}
	at = out - rs->n_stem - 1;
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
			uint64_t slot = rs->slot[base + class];

			if (class == 0 || slot_class(slot) != class)
				break;
			k++;
			if (slot_out(slot) != 0)
				take_out(rs, slot_out(slot),
				    (struct found){0, i, k}, take, context);
			base = slot_base(slot);
		}
	}
}
