/* SPDX-License-Identifier: MIT */
#include "scan.h"

/* The keyword of what stands in a posting, or of an out that is none. */
static uint32_t
keyword_of(const struct ruleset *rs, uint32_t out)
{
	return out & OUT_KEYWORD ? out & ~OUT_KEYWORD
				 : rs->stem[(out & ~OUT_WHOLE) - 1];
}

static void
take_out(const struct ruleset *rs, uint32_t out, struct found f,
    void (*take)(void *context, const struct found *f), void *context)
{
	const uint32_t *posting = &rs->posting[out & ~OUT_POSTING];
	uint32_t each;

	if (!(out & OUT_POSTING)) {
		f.keyword = keyword_of(rs, out);
		take(context, &f);
		return;
	}
	do {
		each = *posting++;
		f.keyword = keyword_of(rs, each & ~POSTING_LAST);
		posting += (each & OUT_KEYWORD) != 0; /* its conditions */
		take(context, &f);
	} while (!(each & POSTING_LAST));
}

void
scan_keywords(const struct ruleset *rs, const struct text *text,
    void (*take)(void *context, const struct found *f), void *context)
{
	for (uint32_t i = 0; i < text->n; i++) {
		uint32_t base = rs->root, k = i;

		while (base != 0 && k < text->n) {
			uint32_t class = rs->symbol_class[text->sym[k]];
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
