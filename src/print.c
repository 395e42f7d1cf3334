/* SPDX-License-Identifier: MIT */
#include "print.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

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
		} else if (utf8_is_unsafe(cp)) {
			if (!json && (cp == '\n' || cp == '\t' || cp == '\r'))
				fputc(' ', out);
			else
				fprintf(out, "\\u%04x", (unsigned)cp);
		} else {
			fwrite(utf8, 1, utf8_encode(cp, utf8), out);
		}
	}
}

void
print_complaint(FILE *out, const struct report *r)
{
	put_echo(out, r, 0, (uint32_t)r->raw.len, false);
}

static void
put_json_string(FILE *out, const char *s)
{
	fputc('"', out);
	for (; *s != '\0'; s++) {
		if (*s == '"' || *s == '\\')
			fputc('\\', out);
		if (*s > 0 && *s < 0x20)
			fprintf(out, "\\u%04x", (unsigned)*s);
		else
			fputc(*s, out);
	}
	fputc('"', out);
}

/* ---- contributions ----------------------------------------------------------------- */

/* One line of an explanation, for the class that decided. */
struct reason {
	const char *rule; /* a rule's id; the class for a stem; "base", "cap" */
	int32_t weight;
	uint32_t begin, end; /* bytes of the original; equal: no place */
	/* Of a rule that reaches over many words the card shows the first
	 * up to here, and those from here on; otherwise both are `end`. */
	uint32_t head_end, tail_begin;
	bool is_stem;
	uint32_t order;
};

static int
by_place(const void *a, const void *b)
{
	const struct reason *x = a, *y = b;

	if (x->is_stem != y->is_stem)
		return x->is_stem ? -1 : 1;
	if (x->begin != y->begin)
		return x->begin < y->begin ? -1 : 1;
	if (x->end != y->end)
		return x->end < y->end ? -1 : 1;
	return x->order < y->order ? -1 : x->order > y->order;
}

static int
by_weight(const void *a, const void *b)
{
	const struct reason *x = a, *y = b;
	int32_t p = x->weight < 0 ? -x->weight : x->weight;
	int32_t q = y->weight < 0 ? -y->weight : y->weight;

	if (p != q)
		return p > q ? -1 : 1;
	if (x->begin != y->begin)
		return x->begin < y->begin ? -1 : 1;
	return by_place(a, b);
}

static bool
is_word_edge(const struct text *t, uint32_t at)
{
	return at == 0 || at >= t->n || t->gap[at] ||
	    t->sym[at] == SYM_BLANK || t->sym[at - 1] == SYM_BLANK;
}

/* A run without blanks that has more syllables than this is not one word. */
enum { LONGEST_WORD = 12 };

/*
 * What a person reads as the word, or words, around symbols [begin, end): as
 * far as the next blank or punctuation. In a text typed without blanks Hangul
 * stays as it is, for the whole text would be the word.
 */
static void
widen_to_words(const struct text *t, uint32_t *begin, uint32_t *end)
{
	uint32_t low = *begin, high = *end, hangul = 0;

	while (!is_word_edge(t, low))
		low--;
	while (!is_word_edge(t, high))
		high++;
	for (uint32_t i = low; i < high; i++)
		hangul = t->gap[i] ? 0 : hangul + sym_is_hangul(t->sym[i]);
	if (hangul > LONGEST_WORD && sym_is_hangul(t->sym[*begin]))
		return;
	*begin = low;
	*end = high;
}

/* The rest of a Latin word of which [begin, end) is a part. */
static void
widen_latin(const struct text *t, uint32_t *begin, uint32_t *end)
{
	while (*begin > 0 && sym_is_latin(t->sym[*begin]) &&
	    sym_is_latin(t->sym[*begin - 1]))
		(*begin)--;
	while (*end < t->n && sym_is_latin(t->sym[*end - 1]) &&
	    sym_is_latin(t->sym[*end]))
		(*end)++;
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

static bool
is_separator(uint16_t sym)
{
	return sym == SYM_CLAUSE || sym == SYM_SENTENCE || sym == SYM_BLANK;
}

/* Of more than four words, the first two and the last two. */
static void
leave_out_the_middle(
    const struct text *t, uint32_t begin, uint32_t end, struct reason *out)
{
	uint32_t edge[2] = {begin, begin}, last[2] = {end, end}, n = 0;

	for (uint32_t i = begin + 1; i < end; i++) {
		if (!t->gap[i] || is_separator(t->sym[i]))
			continue;
		n++;
		if (n <= 2)
			edge[n - 1] = i;
		last[0] = last[1];
		last[1] = i;
	}
	if (n < 4)
		return;
	while (is_separator(t->sym[edge[1] - 1]))
		edge[1]--;
	out->head_end = t->end[edge[1] - 1];
	out->tail_begin = t->begin[last[0]];
}

static void
place_contribution(const struct report *r, const struct contribution *c,
    struct reason *out)
{
	uint32_t begin = c->begin, end = c->end;

	if (begin >= end)
		return;
	if (c->is_stem)
		widen_to_words(&r->text, &begin, &end);
	else
		widen_latin(&r->text, &begin, &end);
	bytes_of(r, begin, end, out);
	out->head_end = out->tail_begin = out->end;
	if (!c->is_stem)
		leave_out_the_middle(&r->text, begin, end, out);
}

/* Stems inside the same words become one line. */
static uint32_t
join_stems(struct reason *reason, uint32_t n)
{
	uint32_t m = 0;

	qsort(reason, n, sizeof *reason, by_place);
	for (uint32_t i = 0; i < n; i++) {
		struct reason *last = m == 0 ? NULL : &reason[m - 1];

		if (last != NULL && last->is_stem && reason[i].is_stem &&
		    last->begin == reason[i].begin &&
		    last->end == reason[i].end)
			last->weight += reason[i].weight;
		else
			reason[m++] = reason[i];
	}
	for (n = m, m = 0; n > 0 && m < n;) {
		if (reason[m].weight == 0)
			reason[m] = reason[--n];
		else
			m++;
	}
	return m;
}

static uint32_t
add_reason(
    struct reason *reason, uint32_t n, const char *rule, int32_t weight)
{
	if (weight == 0)
		return n;
	reason[n] = (struct reason){.rule = rule, .weight = weight};
	return n + 1;
}

/*
 * All addends of one class: words and rules by weight, then what belongs to
 * no word. They add up to the class's sum. Addends of 0 are left out. The
 * list lives in the printer's scratch.
 */
static struct reason *
reasons_of(const struct printer *p, const struct report *r, uint32_t class,
    uint32_t *n)
{
	const struct ruleset *rs = p->rs;
	const struct tally *t = &r->tally;
	struct reason *out = arena_alloc(
	    p->scratch, (size_t)t->n_contribution + 2, sizeof *out);

	*n = 0;
	if (class >= rs->n_class)
		return out;
	for (uint32_t i = 0; i < t->n_contribution; i++) {
		const struct contribution *c = &t->contribution[i];
		struct reason *o = &out[*n];
		*o = (struct reason){.order = i};
		o->weight = contribution_weight(rs, c, class);
		if (o->weight == 0)
			continue;
		o->is_stem = c->is_stem;
		o->rule = pool_at(rs,
		    c->is_stem ? rs->class[class].id : rs->rule[c->id].id);
		place_contribution(r, c, o);
		(*n)++;
	}
	*n = join_stems(out, *n);
	qsort(out, *n, sizeof *out, by_weight);
	*n = add_reason(out, *n, "cap", t->capped[class]);
	*n = add_reason(
	    out, *n, "base", score_base(rs, class, t->n_addend));
	return out;
}

/* The class that an explanation is about: the best one, or for `none` the
 * best of the channels that it was kept from. */
static uint32_t
explained_class(const struct printer *p, const struct report *r)
{
	struct rank rank[MAX_CHANNELS];
	uint32_t n = decide_ranks(p->rs, &r->tally, p->threshold, rank);

	if (r->verdict.channel != 0 || r->verdict.status == STATUS_EMPTY)
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
	struct reason *reason = reasons_of(p, r, class, &n);

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

/* The words of the card, English and Korean. */
static const struct words {
	const char *none, *empty, *phone, *web, *email, *why, *have, *next,
	    *also, *first, *close, *scores, *explain, *nearest, *masked,
	    *sum, *threshold, *base, *cap;
	int column; /* where the text behind a label begins */
} words[2] = {{.none = "No channel fits",
		  .empty = "There is no text to read.",
		  .phone = "phone",
		  .web = "web",
		  .email = "e-mail",
		  .why = "why",
		  .have = "have ready",
		  .next = "next",
		  .also = "also",
		  .first = "First",
		  .close = "close call",
		  .scores = "scores",
		  .explain = "Why",
		  .nearest = "The nearest",
		  .masked = "left out",
		  .sum = "score",
		  .threshold = "threshold",
		  .base = "before any word",
		  .cap = "more of a kind than counts",
		  .column = 14},
    {.none = "맞는 창구가 없습니다",
	.empty = "읽을 글이 없습니다.",
	.phone = "전화",
	.web = "누리집",
	.email = "전자우편",
	.why = "이유",
	.have = "준비물",
	.next = "다음 단계",
	.also = "함께 볼 곳",
	.first = "먼저",
	.close = "근소한 차이",
	.scores = "점수",
	.explain = "근거",
	.nearest = "가장 가까운 창구",
	.masked = "뺀 말",
	.sum = "점수",
	.threshold = "문턱값",
	.base = "바탕값",
	.cap = "같은 갈래의 한도",
	.column = 14}};

enum { CARD_WIDTH = 78, MOST_REASONS = 12 };

static int
width_of(const char *s, size_t n)
{
	size_t i = 0;
	int width = 0;
	uint32_t cp;

	while (i < n) {
		i += utf8_decode((const unsigned char *)s + i, n - i, &cp);
		width += utf8_width(cp);
	}
	return width;
}

static void
put_blanks(FILE *out, int n)
{
	fprintf(out, "%*s", n, "");
}

/* Text from column `at` on, its lines broken at blanks and set in there. */
static void
put_wrapped(FILE *out, const char *text, int at)
{
	int column = at;

	while (*text != '\0') {
		size_t n = strcspn(text, " ");
		int width = width_of(text, n);

		if (column > at && column + 1 + width > CARD_WIDTH) {
			fputc('\n', out);
			put_blanks(out, at);
			column = at;
		} else if (column > at) {
			fputc(' ', out);
			column++;
		}
		fwrite(text, 1, n, out);
		column += width;
		text += n;
		text += strspn(text, " ");
	}
	fputc('\n', out);
}

/* "  label   text"; nothing when there is no text. */
static void
put_line(const struct printer *p, bool ko, const char *label, const char *text)
{
	if (*text == '\0')
		return;
	fprintf(p->out, "  %s", label);
	put_blanks(p->out,
	    words[ko].column - 2 - width_of(label, strlen(label)));
	put_wrapped(p->out, text, words[ko].column);
}

/* printf into the scratch. */
__attribute__((format(printf, 2, 3))) static const char *
sprint(const struct printer *p, const char *text, ...)
{
	va_list args;
	char *out;
	int n;

	va_start(args, text);
	n = vsnprintf(NULL, 0, text, args);
	va_end(args);
	out = arena_alloc(p->scratch, (size_t)(n < 0 ? 0 : n) + 1, 1);
	va_start(args, text);
	vsnprintf(out, (size_t)(n < 0 ? 0 : n) + 1, text, args);
	va_end(args);
	return out;
}

/* The complaint with the words that spoke for the answer in brackets. */
static void
put_marked(const struct printer *p, const struct report *r,
    const struct reason *reason, uint32_t n)
{
	size_t len = r->raw.len, at = 0, end;
	unsigned char *mark = arena_alloc(p->scratch, len + 1, 1);

	for (uint32_t i = 0; i < n; i++) {
		const struct reason *o = &reason[i];

		if (o->weight <= 0 || o->begin == o->end)
			continue;
		memset(mark + o->begin, 1, o->head_end - o->begin);
		memset(mark + o->tail_begin, 1, o->end - o->tail_begin);
	}
	put_blanks(p->out, 4);
	for (; at < len; at = end) {
		for (end = at; end < len && mark[end] == mark[at];)
			end++;
		if (mark[at])
			fputc('[', p->out);
		put_echo(p->out, r, (uint32_t)at, (uint32_t)end, false);
		if (mark[at])
			fputc(']', p->out);
	}
	fputc('\n', p->out);
}

static void
put_reason(const struct printer *p, const struct report *r,
    const struct reason *o, bool ko)
{
	fprintf(p->out, "    %+5d  ", (int)o->weight);
	if (strcmp(o->rule, "cap") == 0 && o->begin == o->end) {
		fputs(words[ko].cap, p->out);
	} else if (strcmp(o->rule, "base") == 0 && o->begin == o->end) {
		fputs(words[ko].base, p->out);
	} else {
		put_echo(p->out, r, o->begin, o->head_end, false);
		if (o->tail_begin < o->end) {
			fputs(" … ", p->out);
			put_echo(p->out, r, o->tail_begin, o->end, false);
		}
		if (!o->is_stem)
			fprintf(p->out, "  (%s)", o->rule);
	}
	fputc('\n', p->out);
}

/* The heaviest lines, one for all the others, and what they add up to. */
static void
put_sum(const struct printer *p, const struct report *r,
    const struct reason *reason, uint32_t n, bool ko)
{
	int32_t sum = 0, rest = 0;
	uint32_t tail = 0, shown;

	while (tail < n && tail < 2 &&
	    reason[n - 1 - tail].begin == reason[n - 1 - tail].end)
		tail++;
	shown = n <= MOST_REASONS ? n - tail : MOST_REASONS - tail;
	for (uint32_t i = 0; i < n; i++) {
		sum += reason[i].weight;
		if (i >= shown && i < n - tail)
			rest += reason[i].weight;
	}
	for (uint32_t i = 0; i < shown; i++)
		put_reason(p, r, &reason[i], ko);
	if (n - tail > shown) {
		fprintf(p->out,
		    ko ? "    %+5d  그 밖에 %u가지\n" : "    %+5d  and %u more\n",
		    (int)rest, (unsigned)(n - tail - shown));
	}
	for (uint32_t i = n - tail; i < n; i++)
		put_reason(p, r, &reason[i], ko);
	fprintf(p->out, "    %5d  %s", (int)sum, words[ko].sum);
	if (r->verdict.channel == 0)
		fprintf(p->out, " (%s %d)", words[ko].threshold,
		    (int)p->threshold);
	fputc('\n', p->out);
}

static void
put_explanation(const struct printer *p, const struct report *r, bool ko)
{
	uint32_t class = explained_class(p, r), n;
	const struct reason *reason = reasons_of(p, r, class, &n);

	if (class >= p->rs->n_class)
		return;
	fprintf(p->out, "  %s (%s)\n",
	    p->rs->class[class].channel == r->verdict.channel
		? words[ko].explain
		: words[ko].nearest,
	    pool_at(p->rs, p->rs->class[class].id));
	put_marked(p, r, reason, n);
	put_sum(p, r, reason, n, ko);
	for (uint32_t i = 0; i < r->tally.n_masked; i++) {
		const struct masked *m = &r->tally.masked[i];
		struct reason place = {.begin = 0};

		bytes_of(r, m->begin, m->end, &place);
		fprintf(p->out, "    %s: ", words[ko].masked);
		put_echo(p->out, r, place.begin, place.end, false);
		fprintf(p->out, "  (%s)\n",
		    pool_at(p->rs, p->rs->rule[m->rule].id));
	}
}

static void
put_ranks(const struct printer *p, const struct report *r, bool ko)
{
	struct rank rank[MAX_CHANNELS];
	uint32_t n = decide_ranks(p->rs, &r->tally, p->threshold, rank);
	const char *line = "";

	for (uint32_t i = 0; i < n; i++)
		line = sprint(p, "%s%s%s %d", line, i == 0 ? "" : ", ",
		    channel_id(p->rs, rank[i].channel), (int)rank[i].score);
	put_line(p, ko, words[ko].scores, line);
}

static void
put_contacts(const struct printer *p, const struct channel *c, bool ko)
{
	const struct words *w = &words[ko];
	const struct ruleset *rs = p->rs;
	const char *hours = pool_at(rs, ko ? c->hours_ko : c->hours_en);
	const char *source = pool_at(rs, ko ? c->source_ko : c->source_en);

	if (c->phone != 0)
		put_line(p, ko, w->phone,
		    sprint(p, "%s%s%s", pool_at(rs, c->phone),
			*hours ? ", " : "", hours));
	put_line(p, ko, w->web, pool_at(rs, c->web));
	put_line(p, ko, w->email, pool_at(rs, c->email));
	if (c->checked != 0)
		put_line(p, ko, "",
		    sprint(p, ko ? "(%s 기준%s%s)" : "(as of %s%s%s)",
			pool_at(rs, c->checked), *source ? ", " : "",
			source));
}

static void
put_why(const struct printer *p, const struct report *r, bool ko)
{
	const struct verdict *v = &r->verdict;
	const struct class *k;
	const char *why;

	if (v->class >= p->rs->n_class)
		return;
	k = &p->rs->class[v->class];
	why = pool_at(p->rs, ko ? k->why_ko : k->why_en);
	if (*why != '\0')
		put_line(p, ko, words[ko].why,
		    sprint(p, "%s (%s)", why, rule_of(p->rs, v)));
}

static void
put_card(const struct printer *p, const struct report *r)
{
	const struct verdict *v = &r->verdict;
	const struct ruleset *rs = p->rs;
	const struct channel *c = &rs->channel[v->channel];
	bool ko = in_korean(p, r);
	const struct words *w = &words[ko];

	/* Whoever has just lost money or is threatened reads this first. */
	for (uint32_t i = 0; i < r->tally.n_notice; i++) {
		const struct rule *notice = &rs->rule[r->tally.notice[i]];

		put_wrapped(p->out,
		    sprint(p, "%s: %s", w->first,
			pool_at(rs, ko ? notice->text_ko : notice->text_en)),
		    0);
	}
	if (v->status == STATUS_EMPTY) {
		fprintf(p->out, "%s\n", w->empty);
		return;
	}
	fprintf(p->out, "%s (%s)\n",
	    v->channel == 0 ? w->none : channel_name(p, v->channel, ko),
	    channel_id(rs, v->channel));
	put_contacts(p, c, ko);
	put_why(p, r, ko);
	put_line(p, ko, w->have, pool_at(rs, ko ? c->have_ko : c->have_en));
	put_line(p, ko, w->next, pool_at(rs, ko ? c->next_ko : c->next_en));
	if (v->is_close && v->runner_up != 0)
		put_line(p, ko, w->also,
		    sprint(p, "%s (%s)", channel_name(p, v->runner_up, ko),
			w->close));
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
	arena_reset(p->scratch);
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

		fprintf(p->out, "%-10s %10" PRIu64 " %5.1f %%%s",
		    channel_id(p->rs, ch), s->channel[ch],
		    s->n == 0 ? 0.0
			      : 100.0 * (double)s->channel[ch] / (double)s->n,
		    bar > 0 ? "  " : "");
		for (; bar > 0; bar--)
			fputc('#', p->out);
		fputc('\n', p->out);
	}
	fprintf(p->out,
	    "%-10s %10" PRIu64 "          %" PRIu64 " close, %" PRIu64
	    " empty\n",
	    "all", s->n, s->n_close, s->n_empty);
}
