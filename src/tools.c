/* SPDX-License-Identifier: MIT */
#include "tools.h"

int
tool_check(const struct options *o, struct arena *a, struct rules *rules,
    int status, FILE *out, FILE *err)
{
	(void)a;
	(void)err;
	diag_print(&rules->diag, out, "minwon", SEV_NOTE);
	return status != 0 ? status
	    : o->strict && rules->diag.n_warning != 0 ? 3
						      : 0;
}

int
tool_test(const struct options *o, struct arena *a, const struct rules *rules,
    FILE *out, FILE *err)
{
	(void)o, (void)a, (void)rules, (void)out, (void)err;
	return 0;
}

int
tool_diff(const struct options *o, struct arena *a, FILE *out, FILE *err)
{
	(void)o, (void)a, (void)out, (void)err;
	return 0;
}

int
tool_list(const struct options *o, const struct ruleset *rs, FILE *out)
{
	(void)o;
	for (uint32_t i = 1; i < rs->n_channel; i++)
		fprintf(out, "%s\n", pool_at(rs, rs->channel[i].id));
	return 0;
}

int
tool_dump(const struct rules *rules, FILE *out)
{
	for (uint32_t i = 0; i < rules->n_source; i++) {
		struct slice s = source_text(&rules->source[i]);

		fwrite(s.at, 1, s.len, out);
		if (!source_ends_line(&rules->source[i]))
			fputc('\n', out);
	}
	return 0;
}
