/* SPDX-License-Identifier: MIT */
/* list: what the rules contain, one row each, and their text. */
#include "score.h"
#include "tools.h"

static void
put_cell(FILE *out, const char *text, char after)
{
	/* A tab or line end inside a cell would break the row. */
	if (*text == '\0')
		fputc('-', out);
	for (; *text != '\0'; text++)
		fputc(*text == '\t' || *text == '\n' ? ' ' : *text, out);
	fputc(after, out);
}

static void
list_channels(const struct ruleset *rs, bool header, FILE *out)
{
	if (header)
		fputs("channel\tname_ko\tname_en\tphone\temail\tweb\t"
		      "checked\tsource\n",
		    out);
	for (uint32_t i = 1; i < rs->n_channel; i++) {
		const struct channel *c = &rs->channel[i];

		put_cell(out, pool_at(rs, c->id), '\t');
		put_cell(out, pool_at(rs, c->name_ko), '\t');
		put_cell(out, pool_at(rs, c->name_en), '\t');
		put_cell(out, pool_at(rs, c->phone), '\t');
		put_cell(out, pool_at(rs, c->email), '\t');
		put_cell(out, pool_at(rs, c->web), '\t');
		put_cell(out, pool_at(rs, c->checked), '\t');
		put_cell(out,
		    pool_at(rs, c->source_en ? c->source_en : c->source_ko),
		    '\n');
	}
}

/* "kakao.R5+12,tdmc.R3-4", or "-". */
static void
put_weights(
    const struct ruleset *rs, const struct contribution *of, FILE *out)
{
	bool any = false;

	for (uint32_t k = 0; k < rs->n_class; k++) {
		int32_t weight = contribution_weight(rs, of, k);

		if (weight == 0)
			continue;
		fprintf(out, "%s%s%+d", any ? "," : "",
		    pool_at(rs, rs->class[k].id), (int)weight);
		any = true;
	}
	if (!any)
		fputc('-', out);
}

static void
put_terms(const struct ruleset *rs, const struct rule *r, FILE *out)
{
	static const char *const kind[] = {"all ", "any ", "none "};

	for (uint32_t i = 0; i < r->n_term; i++) {
		const struct term *t = &rs->term[r->term_at + i];

		fprintf(out, "%s%s%s", i == 0 ? "" : ", ", kind[t->kind],
		    t->set == NO_SET ? "?"
				     : pool_at(rs, rs->set[t->set].name));
	}
	fputc('\n', out);
}

static void
list_rules(const struct ruleset *rs, bool header, FILE *out)
{
	static const char *const kind[] = {"rule", "mask", "notice"};

	if (header)
		fputs("rule\tkind\tweights\tsets\n", out);
	for (uint32_t i = 0; i < rs->n_rule; i++) {
		const struct rule *r = &rs->rule[i];

		if (r->need == NEED_NEVER)
			continue;
		put_cell(out, pool_at(rs, r->id), '\t');
		fprintf(out, "%s\t", kind[r->kind]);
		put_weights(rs,
		    &(struct contribution){.id = i, .times = 1}, out);
		fputc('\t', out);
		put_terms(rs, r, out);
	}
}

static void
put_keyword_flags(const struct keyword *k, FILE *out)
{
	static const struct {
		uint32_t flag;
		const char *name;
	} known[] = {{KW_START, "start"}, {KW_END, "end"}, {KW_WORD, "word"},
	    {KW_GAPS, "gap"}, {KW_HAS_EXCEPTION, "not"}};
	bool any = false;

	/* Stems and exceptions always allow blanks. */
	for (size_t i = 0; i < ARRAY_LEN(known); i++)
		if ((k->flags & known[i].flag) &&
		    !(known[i].flag == KW_GAPS && !(k->flags & KW_SET))) {
			fprintf(out, "%s%s", any ? "," : "", known[i].name);
			any = true;
		}
	fputs(any ? "\t" : "-\t", out);
}

static void
list_keywords(const struct ruleset *rs, bool header, FILE *out)
{
	if (header)
		fputs("keyword\tkind\tof\tflags\tweights\n", out);
	for (uint32_t i = 0; i < rs->n_keyword; i++) {
		const struct keyword *k = &rs->keyword[i];

		if (k->flags & KW_DEAD)
			continue;
		put_cell(out, pool_at(rs, k->text), '\t');
		fputs(k->flags & KW_STEM      ? "stem\t-\t"
			: k->flags & KW_SET ? "set\t"
					    : "not\t",
		    out);
		if (k->flags & KW_SET)
			put_cell(
			    out, pool_at(rs, rs->set[k->target].name), '\t');
		else if (k->flags & KW_EXCEPTION)
			put_cell(out,
			    pool_at(rs, rs->keyword[k->target].text), '\t');
		put_keyword_flags(k, out);
		if (k->flags & KW_STEM)
			put_weights(rs,
			    &(struct contribution){.is_stem = true,
				.id = i,
				.times = 1},
			    out);
		else
			fputc('-', out);
		fputc('\n', out);
	}
}

int
tool_list(const struct options *o, const struct ruleset *rs, FILE *out)
{
	if (strcmp(o->what, "rules") == 0)
		list_rules(rs, o->header, out);
	else if (strcmp(o->what, "keywords") == 0)
		list_keywords(rs, o->header, out);
	else
		list_channels(rs, o->header, out);
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
