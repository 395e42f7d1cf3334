/* SPDX-License-Identifier: MIT */
#include "labelled.h"

#include "limits.h"

enum { MAX_LABEL = MAX_ID + 2 };

bool
label_find(const struct ruleset *rs, struct slice label, uint32_t *channel,
    uint32_t *class)
{
	*class = rs->n_class;
	for (uint32_t i = 0; i < rs->n_channel; i++)
		if (slice_is(label, pool_at(rs, rs->channel[i].id))) {
			*channel = i;
			return true;
		}
	for (uint32_t i = 0; i < rs->n_class; i++)
		if (slice_is(label, pool_at(rs, rs->class[i].id))) {
			*channel = rs->class[i].channel;
			*class = i;
			return true;
		}
	return false;
}

/* Cuts `s` before the next tab; false when there is none. */
static bool
take_cell(struct slice *s, struct slice *cell)
{
	const char *tab = s->len == 0 ? NULL : memchr(s->at, '\t', s->len);
	size_t n;

	if (tab == NULL)
		return false;
	n = (size_t)(tab - s->at);
	*cell = (struct slice){s->at, n};
	s->at += n + 1;
	s->len -= n + 1;
	return true;
}

static void
split(const struct ruleset *rs, struct labelled *l, struct slice line)
{
	struct slice cell[4], rest = line;
	char id[2 * MAX_LABEL];
	uint32_t n = 0;

	while (n < 4 && take_cell(&rest, &cell[n]))
		n++;
	l->text = line;
	l->has_label = l->is_todo = false;
	if (n == 0)
		return;
	l->label = cell[0];
	if (l->label.len > 5 && memcmp(l->label.at, "todo ", 5) == 0) {
		l->is_todo = true;
		l->label.at += 5;
		l->label.len -= 5;
	}
	l->text = (struct slice){cell[0].at + cell[0].len + 1,
	    line.len - cell[0].len - 1};
	if (n == 4)
		l->text = rest;
	l->has_label = label_find(rs, l->label, &l->channel, &l->class);
	/* The paragraph of the second column makes a class of the channel. */
	if (n == 4 && l->has_label && l->class == rs->n_class &&
	    l->label.len < MAX_LABEL && cell[1].len < MAX_LABEL - 1) {
		uint32_t channel, class;

		memcpy(id, l->label.at, l->label.len);
		id[l->label.len] = '.';
		memcpy(id + l->label.len + 1, cell[1].at, cell[1].len);
		if (label_find(rs,
			(struct slice){id, l->label.len + 1 + cell[1].len},
			&channel, &class))
			l->class = class;
	}
}

bool
labelled_next(const struct ruleset *rs, struct labelled *l)
{
	while (l->rest.len != 0) {
		const char *end = memchr(l->rest.at, '\n', l->rest.len);
		size_t n = end == NULL ? l->rest.len
				       : (size_t)(end - l->rest.at);
		struct slice line = {l->rest.at, n};

		n += end != NULL;
		l->rest.at += n;
		l->rest.len -= n;
		l->line++;
		while (line.len != 0 && line.at[line.len - 1] == '\r')
			line.len--;
		if (line.len == 0 || *line.at == '#')
			continue;
		split(rs, l, line);
		return true;
	}
	return false;
}
