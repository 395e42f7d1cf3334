/* SPDX-License-Identifier: MIT */
#include "print.h"

#include <inttypes.h>
#include <stdlib.h>

#include "utf8.h"

static const char *const status_name[] = {"routed", "none", "empty"};

const char *
rule_of(const struct ruleset *rs, const struct verdict *v)
{
	const char *id, *dot;

	if (v->class >= rs->n_class)
		return "-";
	id = pool_at(rs, rs->class[v->class].id);
	dot = strchr(id, '.');
	return dot == NULL ? "-" : dot + 1;
}

static const char *
channel_id(const struct ruleset *rs, uint32_t channel)
{
	return pool_at(rs, rs->channel[channel].id);
}

/* ---- flags ------------------------------------------------------------------- */

enum { N_FLAG = 7 };

/* New flags go to the end: scripts may count on the order. */
static uint32_t
flags_of(const struct report *r, const char *flag[N_FLAG])
{
	uint32_t n = 0;

	if (r->verdict.is_close && r->verdict.status != STATUS_EMPTY)
		flag[n++] = "close";
	if (r->truncated)
		flag[n++] = "truncated";
	if (r->text.n_bad != 0)
		flag[n++] = "bytes";
	if (r->encoding == ENC_CP949)
		flag[n++] = "cp949";
	if (r->used_layout)
		flag[n++] = "layout";
	if (r->tally.n_masked != 0)
		flag[n++] = "masked";
	if (r->tally.n_notice != 0)
		flag[n++] = "urgent";
	return n;
}

static void
put_flags(FILE *out, const struct report *r)
{
	const char *flag[N_FLAG];
	uint32_t n = flags_of(r, flag);

	if (n == 0)
		fputc('-', out);
	for (uint32_t i = 0; i < n; i++)
		fprintf(out, "%s%s", i == 0 ? "" : "+", flag[i]);
}

static void
put_rules_stamp(FILE *out, const struct ruleset *rs)
{
	fprintf(out, "%s+%s", pool_at(rs, rs->version), rs->digest);
}

/* ---- echoing the complaint ------------------------------------------------------ */

/* Signs that could steer a terminal or turn text around. */
static bool
is_unsafe(uint32_t cp)
{
	return cp < 0x20 || (cp >= 0x7F && cp < 0xA0) ||
	    (cp >= 0x200E && cp <= 0x200F) || (cp >= 0x2028 && cp <= 0x202E) ||
	    (cp >= 0x2066 && cp <= 0x2069) || cp == 0x061C || cp == UTF8_BAD;
}

/* Bytes [begin, end) of the record as UTF-8, escaped. */
static void
put_echo(FILE *out, const struct report *r, uint32_t begin, uint32_t end,
    bool json)
{
	const unsigned char *s = (const unsigned char *)r->raw.at;
	char utf8[4];
	uint32_t cp;

	while (begin < end) {
		begin += (uint32_t)decode_next(
		    r->encoding, s + begin, end - begin, &cp);
		if (cp == UTF8_BAD) {
			fputs("\xEF\xBF\xBD", out);
		} else if (json && (cp == '"' || cp == '\\')) {
			fputc('\\', out);
			fputc((int)cp, out);
		} else if (is_unsafe(cp)) {
			if (!json && (cp == '\n' || cp == '\t' || cp == '\r'))
				fputc(' ', out);
			else
				fprintf(out, "\\u%04x", (unsigned)cp);
		} else {
			fwrite(utf8, 1, utf8_encode(cp, utf8), out);
		}
	}
}

static void
put_json_string(FILE *out, const char *s)
{
	fputc('"', out);
	for (; *s != '\0'; s++) {
		if (*s == '"' || *s == '\\')
			fputc('\\', out);
		fputc(*s, out);
	}
	fputc('"', out);
}

/* ---- contributions ----------------------------------------------------------------- */

/* One line of an explanation, for the class that decided. */
struct reason {
	const char *rule; /* a rule's id; the paragraph for a stem; "base", "cap" */
	int32_t weight;
	uint32_t begin, end; /* bytes of the original; equal: no place */
	bool is_stem;
	uint32_t order;
};

static int
by_weight(const void *a, const void *b)
{
	const struct reason *x = a, *y = b;
	int32_t p = x->weight < 0 ? -x->weight : x->weight;
	int32_t q = y->weight < 0 ? -y->weight : y->weight;

	if (p != q)
		return p > q ? -1 : 1;
	return x->order < y->order ? -1 : x->order > y->order;
}

static void
bytes_of(const struct report *r, uint32_t begin, uint32_t end,
    struct reason *out)
{
	if (r->text.begin == NULL || begin >= end)
		return;
	out->begin = r->text.begin[begin];
	out->end = r->text.end[end - 1];
}

/*
 * All addends of one class, by weight; they add up to its sum. Addends of 0
 * are left out. The caller frees the array.
 */
static struct reason *
reasons_of(const struct ruleset *rs, const struct report *r, uint32_t class,
    uint32_t *n)
{
	const struct tally *t = &r->tally;
	struct reason *out = calloc(t->n_contribution + 2, sizeof *out);
	const char *id = class < rs->n_class ? pool_at(rs, rs->class[class].id)
					     : "-";
	int32_t base;

	*n = 0;
	if (out == NULL || class >= rs->n_class)
		return out;
	for (uint32_t i = 0; i < t->n_contribution; i++) {
		const struct contribution *c = &t->contribution[i];
		struct reason *o = &out[*n];
		const int8_t *row = c->is_stem
		    ? rs->stem_weight +
			(size_t)rs->keyword[c->id].target * rs->n_lane
		    : rs->rule_weight + (size_t)c->id * rs->n_lane;

		*o = (struct reason){.order = *n};
		o->weight = row[class] * (int32_t)c->times;
		if (o->weight == 0)
			continue;
		o->is_stem = c->is_stem;
		o->rule = c->is_stem ? id : pool_at(rs, rs->rule[c->id].id);
		bytes_of(r, c->begin, c->end, o);
		(*n)++;
	}
	base = score_base(rs, class, t->n_addend);
	if (base != 0) {
		out[*n] = (struct reason){
		    .rule = "base", .weight = base, .order = *n};
		(*n)++;
	}
	if (t->capped[class] != 0) {
		out[*n] = (struct reason){
		    .rule = "cap", .weight = t->capped[class], .order = *n};
		(*n)++;
	}
	qsort(out, *n, sizeof *out, by_weight);
	return out;
}

/* The class that an explanation is about: the best one, or for `none` the
 * best of the channels that it was kept from. */
static uint32_t
explained_class(const struct printer *p, const struct report *r)
{
	struct rank rank[MAX_CHANNELS];
	uint32_t n = decide_ranks(p->rs, &r->tally, p->threshold, rank);

	if (r->verdict.channel != 0)
		return r->verdict.class;
	if (r->verdict.class < p->rs->n_class &&
	    r->tally.sum[r->verdict.class] == r->verdict.score &&
	    r->verdict.score != 0)
		return r->verdict.class;
	for (uint32_t i = 0; i < n; i++)
		if (rank[i].channel != 0)
			return rank[i].class;
	return p->rs->n_class;
}

/* ---- JSON --------------------------------------------------------------------------- */

static void
put_json_place(FILE *out, const struct report *r, uint32_t begin, uint32_t end)
{
	fputs("\"text\":\"", out);
	put_echo(out, r, begin, end, true);
	fprintf(out, "\",\"at\":[%u,%u]}", begin, end);
}

static void
put_json_why(const struct printer *p, const struct report *r)
{
	uint32_t class = explained_class(p, r), n;
	struct reason *reason = reasons_of(p->rs, r, class, &n);

	fputs(",\"of\":", p->out);
	put_json_string(p->out,
	    class < p->rs->n_class ? pool_at(p->rs, p->rs->class[class].id)
				   : "-");
	fputs(",\"why\":[", p->out);
	for (uint32_t i = 0; i < n; i++) {
		fputs(i == 0 ? "{\"rule\":" : ",{\"rule\":", p->out);
		put_json_string(p->out, reason[i].rule);
		fprintf(p->out, ",\"weight\":%d,", (int)reason[i].weight);
		put_json_place(p->out, r, reason[i].begin, reason[i].end);
	}
	fputs("],\"masked\":[", p->out);
	for (uint32_t i = 0; i < r->tally.n_masked; i++) {
		const struct masked *m = &r->tally.masked[i];
		struct reason place = {.begin = 0};

		bytes_of(r, m->begin, m->end, &place);
		fputs(i == 0 ? "{\"rule\":" : ",{\"rule\":", p->out);
		put_json_string(
		    p->out, pool_at(p->rs, p->rs->rule[m->rule].id));
		fputc(',', p->out);
		put_json_place(p->out, r, place.begin, place.end);
	}
	fputc(']', p->out);
	free(reason);
}

static void
put_json(const struct printer *p, const struct report *r)
{
	const struct verdict *v = &r->verdict;
	const char *flag[N_FLAG];
	uint32_t n = flags_of(r, flag);

	fprintf(p->out, "{\"v\":1,\"n\":%" PRIu64 ",\"status\":\"%s\","
			"\"channel\":",
	    r->n, status_name[v->status]);
	put_json_string(p->out, channel_id(p->rs, v->channel));
	fprintf(p->out, ",\"score\":%d,\"margin\":%d,\"runner_up\":",
	    (int)v->score, (int)v->margin);
	put_json_string(p->out, channel_id(p->rs, v->runner_up));
	fputs(",\"rule\":", p->out);
	put_json_string(p->out, rule_of(p->rs, v));
	fputs(",\"flags\":[", p->out);
	for (uint32_t i = 0; i < n; i++)
		fprintf(p->out, "%s\"%s\"", i == 0 ? "" : ",", flag[i]);
	fputs("],\"rules\":\"", p->out);
	put_rules_stamp(p->out, p->rs);
	fputc('"', p->out);
	if (p->options->all) {
		struct rank rank[MAX_CHANNELS];

		n = decide_ranks(p->rs, &r->tally, p->threshold, rank);
		fputs(",\"all\":[", p->out);
		for (uint32_t i = 0; i < n; i++) {
			fputs(i == 0 ? "{\"channel\":" : ",{\"channel\":",
			    p->out);
			put_json_string(
			    p->out, channel_id(p->rs, rank[i].channel));
			fprintf(p->out, ",\"score\":%d}", (int)rank[i].score);
		}
		fputc(']', p->out);
	}
	if (p->options->explain)
		put_json_why(p, r);
	fputs("}\n", p->out);
}

/* ---- columns, shell, template ---------------------------------------------------------- */

void
print_header(FILE *out)
{
	fputs("n\tstatus\tchannel\tscore\tmargin\trunner_up\trule\tflags\t"
	      "rules\n",
	    out);
}

static void
put_tsv(const struct printer *p, const struct report *r)
{
	const struct verdict *v = &r->verdict;

	fprintf(p->out, "%" PRIu64 "\t%s\t%s\t%d\t%d\t%s\t%s\t", r->n,
	    status_name[v->status], channel_id(p->rs, v->channel),
	    (int)v->score, (int)v->margin, channel_id(p->rs, v->runner_up),
	    rule_of(p->rs, v));
	put_flags(p->out, r);
	fputc('\t', p->out);
	put_rules_stamp(p->out, p->rs);
	fputc('\n', p->out);
}

void
print_column_names(FILE *out, char s)
{
	fprintf(out, "channel%cstatus%cscore%cmargin%crunner_up%crule%cflags",
	    s, s, s, s, s, s);
}

void
print_columns(FILE *out, const struct ruleset *rs, const struct report *r,
    char s)
{
	const struct verdict *v = &r->verdict;

	fprintf(out, "%s%c%s%c%d%c%d%c%s%c%s%c", channel_id(rs, v->channel), s,
	    status_name[v->status], s, (int)v->score, s, (int)v->margin, s,
	    channel_id(rs, v->runner_up), s, rule_of(rs, v), s);
	put_flags(out, r);
}

/* 'text' for a shell: a quote ends, is escaped, and begins again. */
static void
put_quoted(FILE *out, const char *name, const char *value)
{
	fprintf(out, "%s='", name);
	for (; *value != '\0'; value++) {
		if (*value == '\'')
			fputs("'\\''", out);
		else
			fputc(*value, out);
	}
	fputs("'\n", out);
}

static bool
in_korean(const struct printer *p, const struct report *r)
{
	if (p->options->lang != LANG_AUTO)
		return p->options->lang == LANG_KO;
	if (r->text.has_hangul)
		return true;
	return r->text.has_latin ? false : p->locale_is_korean;
}

static const char *
channel_name(const struct printer *p, uint32_t channel, bool ko)
{
	const struct channel *c = &p->rs->channel[channel];
	uint32_t name = ko ? c->name_ko : c->name_en;

	if (name == 0)
		name = ko ? c->name_en : c->name_ko;
	return pool_at(p->rs, name == 0 ? c->id : name);
}

static void
put_sh(const struct printer *p, const struct report *r)
{
	const struct verdict *v = &r->verdict;
	const struct channel *c = &p->rs->channel[v->channel];

	put_quoted(p->out, "minwon_status", status_name[v->status]);
	put_quoted(p->out, "minwon_channel", channel_id(p->rs, v->channel));
	put_quoted(p->out, "minwon_name",
	    v->channel == 0 ? ""
			    : channel_name(p, v->channel, in_korean(p, r)));
	put_quoted(p->out, "minwon_phone", pool_at(p->rs, c->phone));
	put_quoted(p->out, "minwon_web", pool_at(p->rs, c->web));
	put_quoted(p->out, "minwon_email", pool_at(p->rs, c->email));
	fprintf(p->out, "minwon_score='%d'\nminwon_margin='%d'\n",
	    (int)v->score, (int)v->margin);
	put_quoted(
	    p->out, "minwon_runner_up", channel_id(p->rs, v->runner_up));
	put_quoted(p->out, "minwon_rule", rule_of(p->rs, v));
	fputs("minwon_flags='", p->out);
	put_flags(p->out, r);
	fputs("'\n", p->out);
}

static const char template_codes[] = "cnpwesSmurfRN%";

const char *
template_error(const char *t)
{
	for (; *t != '\0'; t++) {
		if (*t == '%' &&
		    (t[1] == '\0' || strchr(template_codes, t[1]) == NULL))
			return t;
		if (*t == '\\' &&
		    (t[1] == '\0' || strchr("nt0\\", t[1]) == NULL))
			return t;
		if (*t == '%' || *t == '\\')
			t++;
	}
	return NULL;
}

static void
put_code(const struct printer *p, const struct report *r, char code)
{
	const struct verdict *v = &r->verdict;
	const struct channel *c = &p->rs->channel[v->channel];

	switch (code) {
	case 'c':
		fputs(channel_id(p->rs, v->channel), p->out);
		break;
	case 'n':
		fputs(channel_name(p, v->channel, in_korean(p, r)), p->out);
		break;
	case 'p':
		fputs(pool_at(p->rs, c->phone), p->out);
		break;
	case 'w':
		fputs(pool_at(p->rs, c->web), p->out);
		break;
	case 'e':
		fputs(pool_at(p->rs, c->email), p->out);
		break;
	case 's':
		fputs(status_name[v->status], p->out);
		break;
	case 'S':
		fprintf(p->out, "%d", (int)v->score);
		break;
	case 'm':
		fprintf(p->out, "%d", (int)v->margin);
		break;
	case 'u':
		fputs(channel_id(p->rs, v->runner_up), p->out);
		break;
	case 'r':
		fputs(rule_of(p->rs, v), p->out);
		break;
	case 'f':
		put_flags(p->out, r);
		break;
	case 'R':
		put_rules_stamp(p->out, p->rs);
		break;
	case 'N':
		fprintf(p->out, "%" PRIu64, r->n);
		break;
	default:
		fputc('%', p->out);
	}
}

static void
put_template(const struct printer *p, const struct report *r)
{
	for (const char *t = p->options->template; *t != '\0'; t++) {
		if (*t == '%') {
			put_code(p, r, *++t);
		} else if (*t == '\\') {
			t++;
			fputc(*t == 'n'       ? '\n'
				: *t == 't' ? '\t'
				: *t == '0' ? '\0'
					    : '\\',
			    p->out);
		} else {
			fputc(*t, p->out);
		}
	}
}

/* ---- the card ------------------------------------------------------------------------------ */

/* The words of the card, Korean and English. */
static const struct {
	const char *none, *empty, *phone, *web, *email, *why, *have, *next,
	    *also, *first, *as_of, *close, *scores, *explain, *masked, *others,
	    *sum, *base, *cap;
} words[2] = {
    {"None of the three channels: this text shows no open harm online or "
     "with a telecommunications provider.",
	"There is no text to read.", "phone", "web", "e-mail", "why", "have ready",
	"next", "also", "first", "as of", "close call", "scores", "because",
	"left out", "other words", "score", "before any word",
	"capped"},
    {"세 창구에 해당하지 않습니다: 온라인이나 통신에서 아직 풀리지 않은 "
     "피해가 보이지 않습니다.",
	"읽을 글이 없습니다.", "전화", "누리집", "전자우편", "이유", "준비물", "다음", "함께 볼 곳",
	"먼저", "기준", "근소한 차이", "점수", "근거", "뺀 말", "그 밖의 말", "점수",
	"바탕값", "한도"}};

static void
put_line(const struct printer *p, const char *label, const char *text)
{
	if (*text != '\0')
		fprintf(p->out, "  %s: %s\n", label, text);
}

/* The sentence with the words that spoke for the answer in brackets. */
static void
put_marked(const struct printer *p, const struct report *r,
    const struct reason *reason, uint32_t n)
{
	size_t len = r->raw.len;
	unsigned char *mark = calloc(len + 1, 1);
	size_t at = 0;

	if (mark == NULL)
		return;
	for (uint32_t i = 0; i < n; i++)
		for (uint32_t k = reason[i].begin;
		     reason[i].weight > 0 && k < reason[i].end; k++)
			mark[k] = 1;
	fputs("    ", p->out);
	while (at < len) {
		size_t end = at;

		while (end < len && mark[end] == mark[at])
			end++;
		if (mark[at])
			fputs("[", p->out);
		put_echo(p->out, r, (uint32_t)at, (uint32_t)end, false);
		if (mark[at])
			fputs("]", p->out);
		at = end;
	}
	fputc('\n', p->out);
	free(mark);
}

static void
put_explanation(const struct printer *p, const struct report *r, bool ko)
{
	uint32_t class = explained_class(p, r), n;
	struct reason *reason = reasons_of(p->rs, r, class, &n);
	int32_t sum = 0;

	if (reason == NULL || class >= p->rs->n_class) {
		free(reason);
		return;
	}
	fprintf(p->out, "  %s (%s):\n", words[ko].explain,
	    pool_at(p->rs, p->rs->class[class].id));
	put_marked(p, r, reason, n);
	for (uint32_t i = 0; i < n; i++) {
		sum += reason[i].weight;
		fprintf(p->out, "    %+5d  ", (int)reason[i].weight);
		if (reason[i].begin == reason[i].end)
			fputs(strcmp(reason[i].rule, "cap") == 0
				? words[ko].cap
				: words[ko].base,
			    p->out);
		put_echo(
		    p->out, r, reason[i].begin, reason[i].end, false);
		if (!reason[i].is_stem)
			fprintf(p->out, "  (%s)", reason[i].rule);
		fputc('\n', p->out);
	}
	fprintf(p->out, "    %5d  %s\n", (int)sum, words[ko].sum);
	for (uint32_t i = 0; i < r->tally.n_masked; i++) {
		const struct masked *m = &r->tally.masked[i];
		struct reason place = {.begin = 0};

		bytes_of(r, m->begin, m->end, &place);
		fprintf(p->out, "  %s: ", words[ko].masked);
		put_echo(p->out, r, place.begin, place.end, false);
		fprintf(p->out, "  (%s)\n",
		    pool_at(p->rs, p->rs->rule[m->rule].id));
	}
	free(reason);
}

static void
put_ranks(const struct printer *p, const struct report *r, bool ko)
{
	struct rank rank[MAX_CHANNELS];
	uint32_t n = decide_ranks(p->rs, &r->tally, p->threshold, rank);

	fprintf(p->out, "  %s:", words[ko].scores);
	for (uint32_t i = 0; i < n; i++)
		fprintf(p->out, "%s %s %d", i == 0 ? "" : ",",
		    channel_id(p->rs, rank[i].channel), (int)rank[i].score);
	fputc('\n', p->out);
}

static void
put_contacts(const struct printer *p, const struct channel *c, bool ko)
{
	const struct ruleset *rs = p->rs;
	const char *hours = pool_at(rs, ko ? c->hours_ko : c->hours_en);

	if (c->phone != 0)
		fprintf(p->out, "  %s: %s%s%s\n", words[ko].phone,
		    pool_at(rs, c->phone), *hours ? ", " : "", hours);
	put_line(p, words[ko].web, pool_at(rs, c->web));
	put_line(p, words[ko].email, pool_at(rs, c->email));
	if (c->checked != 0) {
		const char *source =
		    pool_at(rs, ko ? c->source_ko : c->source_en);

		fprintf(p->out, "  (%s %s%s%s)\n", words[ko].as_of,
		    pool_at(rs, c->checked), *source ? ", " : "", source);
	}
}

static void
put_card(const struct printer *p, const struct report *r)
{
	const struct verdict *v = &r->verdict;
	const struct ruleset *rs = p->rs;
	const struct channel *c = &rs->channel[v->channel];
	bool ko = in_korean(p, r);

	/* Whoever has just lost money or is threatened reads this first. */
	for (uint32_t i = 0; i < r->tally.n_notice; i++) {
		const struct rule *notice = &rs->rule[r->tally.notice[i]];

		fprintf(p->out, "%s: %s\n", words[ko].first,
		    pool_at(rs, ko ? notice->text_ko : notice->text_en));
	}
	if (v->status == STATUS_EMPTY)
		fprintf(p->out, "%s\n", words[ko].empty);
	else if (v->channel == 0)
		fprintf(p->out, "%s\n", words[ko].none);
	else
		fprintf(p->out, "%s (%s)\n", channel_name(p, v->channel, ko),
		    channel_id(rs, v->channel));
	if (v->channel != 0) {
		put_contacts(p, c, ko);
		if (v->class < rs->n_class) {
			const struct class *k = &rs->class[v->class];
			const char *why =
			    pool_at(rs, ko ? k->why_ko : k->why_en);

			if (*why != '\0')
				fprintf(p->out, "  %s: %s (%s)\n",
				    words[ko].why, why, rule_of(rs, v));
		}
		put_line(p, words[ko].have,
		    pool_at(rs, ko ? c->have_ko : c->have_en));
		put_line(p, words[ko].next,
		    pool_at(rs, ko ? c->next_ko : c->next_en));
	}
	if (v->is_close && v->status != STATUS_EMPTY && v->runner_up != 0)
		fprintf(p->out, "  %s: %s (%s)\n", words[ko].also,
		    channel_name(p, v->runner_up, ko), words[ko].close);
	if (p->options->all)
		put_ranks(p, r, ko);
	if (p->options->explain)
		put_explanation(p, r, ko);
}

void
print_report(const struct printer *p, const struct report *r)
{
	enum format format = p->options->format;

	if (format == FORMAT_DEFAULT)
		format = p->options->records == RECORDS_ONE ||
			p->options->all || p->options->explain
		    ? FORMAT_CARD
		    : FORMAT_ID;
	switch (format) {
	case FORMAT_DEFAULT:
	case FORMAT_CARD:
		put_card(p, r);
		if (p->options->records != RECORDS_ONE)
			fputc('\n', p->out);
		break;
	case FORMAT_ID:
		fputs(channel_id(p->rs, r->verdict.channel), p->out);
		fputc('\n', p->out);
		break;
	case FORMAT_TSV:
		put_tsv(p, r);
		break;
	case FORMAT_JSON:
		put_json(p, r);
		break;
	case FORMAT_TEMPLATE:
		put_template(p, r);
		break;
	case FORMAT_SH:
		put_sh(p, r);
		break;
	case FORMAT_NOTHING:
		break;
	}
}

void
print_summary(const struct printer *p, const struct summary *s)
{
	uint64_t most = 1;

	for (uint32_t i = 0; i < p->rs->n_channel; i++)
		if (s->channel[i] > most)
			most = s->channel[i];
	for (uint32_t i = 0; i < p->rs->n_channel; i++) {
		/* `none` comes last, after the channels. */
		uint32_t ch = (i + 1) % p->rs->n_channel;
		uint64_t bar = s->channel[ch] * 40 / most;

		fprintf(p->out, "%-10s %10" PRIu64 " %5.1f %%  ",
		    channel_id(p->rs, ch), s->channel[ch],
		    s->n == 0 ? 0.0
			      : 100.0 * (double)s->channel[ch] / (double)s->n);
		for (; bar > 0; bar--)
			fputc('#', p->out);
		fputc('\n', p->out);
	}
	fprintf(p->out,
	    "%-10s %10" PRIu64 "          %" PRIu64 " close, %" PRIu64
	    " empty\n",
	    "all", s->n, s->n_close, s->n_empty);
}
