/* SPDX-License-Identifier: MIT */
#include "options.h"

#include <stdlib.h>
#include <string.h>

#include "slice.h"

/* What stands after an option. */
enum value { VALUE_NONE, VALUE_NEEDED, VALUE_MAYBE };

enum option_id {
	OPT_LINES,
	OPT_NULL,
	OPT_FILE,
	OPT_CSV,
	OPT_TABLE,
	OPT_COLUMN,
	OPT_BRIEF,
	OPT_TSV,
	OPT_JSON,
	OPT_TEMPLATE,
	OPT_SH,
	OPT_CARD,
	OPT_QUIET,
	OPT_IS,
	OPT_SUMMARY,
	OPT_HEADER,
	OPT_ALL,
	OPT_EXPLAIN,
	OPT_LANG,
	OPT_ENCODING,
	OPT_THRESHOLD,
	OPT_MARGIN,
	OPT_RULES,
	OPT_NO_ENV,
	OPT_REQUIRE,
	OPT_CHECK,
	OPT_STRICT,
	OPT_AGAINST,
	OPT_AS_OF,
	OPT_TEST,
	OPT_COVERAGE,
	OPT_DIFF,
	OPT_LIST,
	OPT_DUMP,
	OPT_COMPLETION,
	OPT_HELP,
	OPT_VERSION
};

/*
 * To add an option: a row here, a case in apply(), an item in both manual
 * pages (a test compares them) and a pair of files in tests/cli.
 */
static const struct option_row {
	enum option_id id;
	char letter; /* 0: long only */
	const char *name;
	enum value value;
	const char *metavar;
	const char *words; /* what may stand there, for completions */
	const char *help;
} rows[] = {
    {OPT_LINES, 'l', "lines", VALUE_NONE, "", "",
	"one complaint a line; prints one channel id a line"},
    {OPT_NULL, '0', "null", VALUE_NONE, "", "",
	"one complaint for each NUL-ended record"},
    {OPT_FILE, 'f', "file", VALUE_NEEDED, "FILE", "",
	"read complaints from FILE (- is standard input); repeatable"},
    {OPT_CSV, 0, "csv", VALUE_NONE, "", "",
	"read CSV with a header row; append columns to each row"},
    {OPT_TABLE, 0, "tsv", VALUE_NONE, "", "",
	"read tab-separated rows with a header row; append columns"},
    {OPT_COLUMN, 0, "column", VALUE_NEEDED, "COL", "",
	"the column with the complaint: its name, or its number from 1"},
    {OPT_BRIEF, 'b', "brief", VALUE_NONE, "", "",
	"print the channel id alone"},
    {OPT_TSV, 'T', "table", VALUE_NONE, "", "",
	"print tab-separated columns"},
    {OPT_JSON, 'j', "json", VALUE_NONE, "", "",
	"print one JSON object a line"},
    {OPT_TEMPLATE, 0, "template", VALUE_NEEDED, "STR", "",
	"print STR with %c %n %p %w %e %s %S %m %u %r %f %N %R replaced"},
    {OPT_SH, 0, "sh", VALUE_NONE, "", "",
	"print quoted shell assignments for eval"},
    {OPT_CARD, 0, "card", VALUE_NONE, "", "",
	"print the card (the default for one complaint)"},
    {OPT_QUIET, 'q', "quiet", VALUE_NONE, "", "",
	"print nothing; the exit status tells"},
    {OPT_IS, 0, "is", VALUE_NEEDED, "CHANNEL", "kakao online365 tdmc none",
	"print nothing; status 0 if every complaint goes to CHANNEL"},
    {OPT_SUMMARY, 0, "summary", VALUE_NONE, "", "",
	"print counts for each channel at the end instead of answers"},
    {OPT_HEADER, 0, "header", VALUE_NONE, "", "",
	"begin -T with a row of column names"},
    {OPT_ALL, 'a', "all", VALUE_NONE, "", "",
	"print every channel, ranked, with its score"},
    {OPT_EXPLAIN, 'e', "explain", VALUE_NONE, "", "",
	"show the words, rules and weights behind the answer"},
    {OPT_LANG, 0, "lang", VALUE_NEEDED, "ko|en|auto", "ko en auto",
	"language of the card"},
    {OPT_ENCODING, 'E', "encoding", VALUE_NEEDED, "ENC", "auto utf-8 cp949",
	"encoding of the complaints: auto, utf-8 or cp949"},
    {OPT_THRESHOLD, 't', "threshold", VALUE_NEEDED, "N", "",
	"the score below which a complaint is none"},
    {OPT_MARGIN, 'm', "margin", VALUE_NEEDED, "N", "",
	"the lead below which an answer is flagged close"},
    {OPT_RULES, 'r', "rules", VALUE_NEEDED, "FILE", "",
	"use the rules in FILE; repeat to layer; builtin is a name"},
    {OPT_NO_ENV, 0, "no-env-rules", VALUE_NONE, "", "",
	"ignore MINWON_RULES"},
    {OPT_REQUIRE, 0, "require-rules", VALUE_NEEDED, "DIGEST", "",
	"refuse to run with rules of another digest"},
    {OPT_CHECK, 0, "check", VALUE_NONE, "", "",
	"look for mistakes in the rules"},
    {OPT_STRICT, 0, "strict", VALUE_NONE, "", "",
	"with --check: warnings fail too"},
    {OPT_AGAINST, 0, "against", VALUE_NEEDED, "FILE", "",
	"with --check: keywords that stand inside other words of FILE"},
    {OPT_AS_OF, 0, "as-of", VALUE_NEEDED, "DATE", "",
	"with --check: warn of contacts a year older than DATE"},
    {OPT_TEST, 0, "test", VALUE_MAYBE, "FILE", "",
	"run the tests in the rules, or labelled complaints in FILE"},
    {OPT_COVERAGE, 0, "coverage", VALUE_NONE, "", "",
	"with --test: rules, sets and keywords that nothing hit"},
    {OPT_DIFF, 0, "diff", VALUE_NEEDED, "FILE", "",
	"with two -r: the lines of FILE that change channel, and why"},
    {OPT_LIST, 0, "list", VALUE_MAYBE, "WHAT",
	"channels rules keywords",
	"list channels, rules or keywords"},
    {OPT_DUMP, 0, "dump-rules", VALUE_NONE, "", "",
	"print the text of the rules in use"},
    {OPT_COMPLETION, 0, "completion", VALUE_NEEDED, "SHELL", "bash zsh fish",
	"print a completion script"},
    {OPT_HELP, 'h', "help", VALUE_NONE, "", "", "print this help"},
    {OPT_VERSION, 'V', "version", VALUE_NONE, "", "",
	"print the version, and that of the rules"}};

/*
 * A complaint can look like an option: of a word that is none only its
 * beginning is repeated, which says enough to mend it.
 */
static const char *
beginning_of(const char *word, char out[16])
{
	size_t n = 0;

	while (n < 12 && word[n] > ' ' && word[n] < 0x7F)
		n++;
	memcpy(out, word, n);
	memcpy(out + n, "...", word[n] == '\0' ? 1 : 4);
	if (word[n] == '\0')
		out[n] = '\0';
	return out;
}

static bool
complain(FILE *err, const char *format, const char *what, const char *cure)
{
	const char *slot = strstr(format, "%s");

	/* `format` has one %s, where `what` goes. */
	fprintf(err, "minwon: %.*s%s%s%s%s\n", (int)(slot - format), format,
	    what, slot + 2, *cure ? "; " : "", cure);
	return false;
}

static bool
needs_value(FILE *err, const char *dashes, const char *name, const char *what)
{
	fprintf(err, "minwon: %s%s needs a value: %s%s %s\n", dashes, name,
	    dashes, name, what);
	return false;
}

static bool
number(FILE *err, const char *name, const char *value, int32_t low,
    int32_t *out)
{
	char *end;
	long n = strtol(value, &end, 10);

	if (*value == '\0' || *end != '\0' || n < low || n > 1000000) {
		fprintf(err, "minwon: --%s needs a whole number%s, not '%s'\n",
		    name, low < 0 ? "" : " from 0", value);
		return false;
	}
	*out = (int32_t)n;
	return true;
}

static bool
set_mode(struct options *o, enum mode mode, FILE *err)
{
	if (o->mode != MODE_ROUTE && o->mode != mode)
		return complain(err, "%s",
		    "one mode at a time",
		    "choose one of --check --test --diff --list --dump-rules "
		    "--completion --help --version");
	o->mode = mode;
	return true;
}

static bool
set_format(struct options *o, enum format format, FILE *err)
{
	if (o->format != FORMAT_DEFAULT && o->format != format)
		return complain(err, "%s", "one output format at a time",
		    "choose one of -b -T -j -q --card --sh --template --is");
	o->format = format;
	return true;
}

static bool
set_records(struct options *o, enum records records, FILE *err)
{
	if (o->records != RECORDS_ONE && o->records != records)
		return complain(err, "%s", "one form of input at a time",
		    "choose one of -l -0 --csv --tsv");
	o->records = records;
	return true;
}

static bool
one_of(FILE *err, const char *name, const char *value, const char *const *word,
    int *out)
{
	for (int i = 0; word[i] != NULL; i++)
		if (strcmp(value, word[i]) == 0) {
			*out = i;
			return true;
		}
	fprintf(err, "minwon: --%s cannot be '%s'; choose one of", name, value);
	for (int i = 0; word[i] != NULL; i++)
		fprintf(err, " %s", word[i]);
	fputc('\n', err);
	return false;
}

static bool
set_encoding(struct options *o, const char *value, FILE *err)
{
	/* Other names that are in use for the same two. */
	static const char *const word[] = {"auto", "utf-8", "utf8", "UTF-8",
	    "cp949", "CP949", "euc-kr", "EUC-KR", "uhc", "ks_c_5601-1987",
	    NULL};
	int i;

	if (!one_of(err, "encoding", value, word, &i))
		return false;
	o->encoding = i == 0 ? ENC_AUTO : i <= 3 ? ENC_UTF8 : ENC_CP949;
	return true;
}

static bool
apply(struct options *o, const struct option_row *row, const char *value,
    FILE *err)
{
	static const char *const langs[] = {"auto", "ko", "en", NULL};
	static const char *const lists[] = {
	    "channels", "rules", "keywords", NULL};
	int i;

	switch (row->id) {
	case OPT_LINES:
		return set_records(o, RECORDS_LINE, err);
	case OPT_NULL:
		return set_records(o, RECORDS_NUL, err);
	case OPT_CSV:
		return set_records(o, RECORDS_CSV, err);
	case OPT_TABLE:
		return set_records(o, RECORDS_TABLE, err);
	case OPT_FILE:
		o->files[o->n_files++] = value;
		return true;
	case OPT_COLUMN:
		o->column = value;
		return true;
	case OPT_BRIEF:
		return set_format(o, FORMAT_ID, err);
	case OPT_TSV:
		return set_format(o, FORMAT_TSV, err);
	case OPT_JSON:
		return set_format(o, FORMAT_JSON, err);
	case OPT_TEMPLATE:
		o->template = value;
		return set_format(o, FORMAT_TEMPLATE, err);
	case OPT_SH:
		return set_format(o, FORMAT_SH, err);
	case OPT_CARD:
		return set_format(o, FORMAT_CARD, err);
	case OPT_QUIET:
		return set_format(o, FORMAT_NOTHING, err);
	case OPT_IS:
		o->is_channel = value;
		return set_format(o, FORMAT_NOTHING, err);
	case OPT_SUMMARY:
		o->summary = true;
		return true;
	case OPT_HEADER:
		o->header = true;
		return true;
	case OPT_ALL:
		o->all = true;
		return true;
	case OPT_EXPLAIN:
		o->explain = true;
		return true;
	case OPT_LANG:
		if (!one_of(err, "lang", value, langs, &i))
			return false;
		o->lang = (enum lang)i;
		return true;
	case OPT_ENCODING:
		return set_encoding(o, value, err);
	case OPT_THRESHOLD:
		o->has_threshold = true;
		return number(err, row->name, value, -1000000, &o->threshold);
	case OPT_MARGIN:
		o->has_margin = true;
		return number(err, row->name, value, 0, &o->margin);
	case OPT_RULES:
		if (o->n_rules == MAX_RULE_ARGS)
			return complain(
			    err, "%s", "more than 32 rules files", "");
		o->rules[o->n_rules++] = value;
		return true;
	case OPT_NO_ENV:
		o->no_env_rules = true;
		return true;
	case OPT_REQUIRE:
		o->require = value;
		return true;
	case OPT_CHECK:
		return set_mode(o, MODE_CHECK, err);
	case OPT_STRICT:
		o->strict = true;
		return true;
	case OPT_AGAINST:
		o->against = value;
		return true;
	case OPT_AS_OF:
		o->as_of = value;
		return true;
	case OPT_TEST:
		o->what = value;
		return set_mode(o, MODE_TEST, err);
	case OPT_COVERAGE:
		o->coverage = true;
		return true;
	case OPT_DIFF:
		o->what = value;
		return set_mode(o, MODE_DIFF, err);
	case OPT_LIST:
		if (value != NULL &&
		    !one_of(err, "list", value, lists, &i))
			return false;
		o->what = value == NULL ? "channels" : value;
		return set_mode(o, MODE_LIST, err);
	case OPT_DUMP:
		return set_mode(o, MODE_DUMP_RULES, err);
	case OPT_COMPLETION:
		o->what = value;
		return set_mode(o, MODE_COMPLETION, err);
	case OPT_HELP:
		return set_mode(o, MODE_HELP, err);
	case OPT_VERSION:
		return set_mode(o, MODE_VERSION, err);
	}
	return false;
}

static bool
take_long(struct options *o, char **argv, int argc, int *i, FILE *err)
{
	const char *name = argv[*i] + 2;
	size_t len = strcspn(name, "=");
	const char *value = name[len] == '=' ? name + len + 1 : NULL;
	const struct option_row *row = NULL;
	uint32_t n_match = 0;
	char word[16];

	for (size_t k = 0; k < ARRAY_LEN(rows); k++) {
		if (strncmp(rows[k].name, name, len) != 0)
			continue;
		if (rows[k].name[len] == '\0') {
			row = &rows[k];
			n_match = 1;
			break;
		}
		row = &rows[k];
		n_match++;
	}
	if (len == 0 || n_match == 0)
		return complain(err, "unknown option '%s'",
		    beginning_of(argv[*i], word),
		    "see minwon --help, or put -- before the complaint");
	if (n_match > 1)
		return complain(err, "'%s' could be several options", argv[*i],
		    "write it out");
	if (row->value == VALUE_NONE && value != NULL)
		return complain(err, "--%s takes no value", row->name, "");
	if (row->value == VALUE_NEEDED && value == NULL) {
		if (*i + 1 >= argc)
			return needs_value(err, "--", row->name, row->metavar);
		value = argv[++*i];
	}
	return apply(o, row, value, err);
}

/* -lb, -fFILE, -f FILE */
static bool
take_short(struct options *o, char **argv, int argc, int *i, FILE *err)
{
	for (const char *p = argv[*i] + 1; *p != '\0'; p++) {
		const struct option_row *row = NULL;
		const char *value = NULL;
		char text[3] = {'-', *p, '\0'};

		for (size_t k = 0; k < ARRAY_LEN(rows); k++)
			if (rows[k].letter == *p)
				row = &rows[k];
		if (row == NULL)
			return complain(err, "unknown option '%s'",
			    *p > ' ' && *p < 0x7F ? text : "-...",
			    "see minwon --help, or put -- before the "
			    "complaint");
		if (row->value == VALUE_NEEDED) {
			if (p[1] != '\0')
				value = p + 1;
			else if (*i + 1 < argc)
				value = argv[++*i];
			else
				return needs_value(
				    err, "", text, row->metavar);
			return apply(o, row, value, err);
		}
		if (!apply(o, row, NULL, err))
			return false;
	}
	return true;
}

/* The tools for rules: options that only an answer to a complaint obeys. */
static bool
check_tool(const struct options *o, FILE *err)
{
	bool asks = o->mode == MODE_TEST || o->mode == MODE_DIFF;

	if (o->records != RECORDS_ONE || o->n_files != 0 || o->column != NULL)
		return complain(err, "%s", "this mode reads no complaints",
		    "drop -l, -0, -f, --csv, --tsv and --column");
	if (o->format != FORMAT_DEFAULT || o->summary || o->all ||
	    o->has_margin || o->lang != LANG_AUTO ||
	    (o->explain && !asks) || (o->header && o->mode != MODE_LIST))
		return complain(err, "%s", "this mode has an output of its own",
		    "drop the options for answers");
	if (!asks && (o->has_threshold || o->encoding != ENC_AUTO))
		return complain(err, "%s", "this mode asks no complaints",
		    "drop -t and -E");
	return true;
}

/* Options that say nothing together. */
static bool
check(struct options *o, FILE *err)
{
	bool rows_in = o->records == RECORDS_CSV || o->records == RECORDS_TABLE;

	if (o->mode == MODE_DIFF && o->require != NULL)
		return complain(err, "%s",
		    "--require-rules does not go with --diff",
		    "two sets of rules have two digests");
	if (o->mode == MODE_DIFF && o->n_rules != 2)
		return complain(err, "%s", "--diff compares two sets of rules",
		    "give -r OLD -r NEW");
	if ((o->strict || o->against || o->as_of) && o->mode != MODE_CHECK)
		return complain(err, "%s",
		    "--strict, --against and --as-of go with --check", "");
	if (o->coverage && o->mode != MODE_TEST)
		return complain(err, "%s", "--coverage goes with --test", "");
	if (o->mode != MODE_ROUTE && o->n_operand != 0)
		return complain(err, "%s", "this mode takes no complaint",
		    "drop the operands");
	if (o->mode != MODE_ROUTE)
		return check_tool(o, err);
	if (o->n_operand != 0 &&
	    (o->records != RECORDS_ONE || o->n_files != 0))
		return complain(err, "%s",
		    "complaints come as operands or from files, not both",
		    "drop -l, -0, -f, --csv, --tsv or the operands");
	if (rows_in && o->column == NULL)
		return complain(err, "%s", "--csv and --tsv need --column",
		    "name the column with the complaint");
	if (!rows_in && o->column != NULL)
		return complain(
		    err, "%s", "--column goes with --csv or --tsv", "");
	if (rows_in && (o->format != FORMAT_DEFAULT || o->all || o->explain))
		return complain(err, "%s",
		    "--csv and --tsv append columns and take no output format",
		    "drop -b -T -j -q -a -e");
	if (o->header && o->format != FORMAT_TSV)
		return complain(err, "%s", "--header goes with -T", "");
	if (o->all && o->format != FORMAT_DEFAULT &&
	    o->format != FORMAT_CARD && o->format != FORMAT_JSON)
		return complain(err, "%s", "-a goes with the card or -j", "");
	if (o->explain && o->format != FORMAT_DEFAULT &&
	    o->format != FORMAT_CARD && o->format != FORMAT_JSON)
		return complain(err, "%s", "-e goes with the card or -j", "");
	if (o->summary && o->format != FORMAT_DEFAULT)
		return complain(err, "%s",
		    "--summary prints counts instead of answers",
		    "drop the output format");
	if (o->n_files != 0 && o->records == RECORDS_ONE)
		o->records = RECORDS_LINE; /* -f alone means lines */
	return true;
}

bool
options_parse(struct options *o, int argc, char **argv, const char **files,
    FILE *err)
{
	bool only_operands = false;
	int n = 0;

	*o = (struct options){.files = files};
	o->operand = argv + 1;
	/* Operands may stand between options; they are moved to the front. */
	for (int i = 1; i < argc; i++) {
		const char *a = argv[i];

		if (only_operands || a[0] != '-' || a[1] == '\0') {
			o->operand[n++] = argv[i];
		} else if (strcmp(a, "--") == 0) {
			only_operands = true;
		} else if (a[1] == '-') {
			if (!take_long(o, argv, argc, &i, err))
				return false;
		} else if (!take_short(o, argv, argc, &i, err)) {
			return false;
		}
	}
	o->n_operand = n;
	/* A lone dash is standard input. */
	if (n == 1 && !only_operands && strcmp(o->operand[0], "-") == 0)
		o->n_operand = 0;
	return check(o, err);
}

void
options_help(FILE *out)
{
	fputs("usage: minwon [options] [--] [text ...]      one complaint: the "
	      "operands, or standard input\n"
	      "       minwon -l | -0 [options] [-f file]... one complaint a "
	      "line, or a NUL-ended record\n"
	      "       minwon --csv | --tsv --column=COL     one complaint a "
	      "row\n"
	      "       minwon --check | --test | --diff=FILE | --list | "
	      "--dump-rules | --completion=SHELL\n\n",
	    out);
	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		char left[64];
		const struct option_row *r = &rows[i];

		snprintf(left, sizeof left, "%c%c%s--%s%s%s%s",
		    r->letter ? '-' : ' ', r->letter ? r->letter : ' ',
		    r->letter ? ", " : "  ", r->name,
		    r->value == VALUE_MAYBE ? "[=" : *r->metavar ? "=" : "",
		    r->metavar, r->value == VALUE_MAYBE ? "]" : "");
		fprintf(out, "  %-28s %s\n", left, r->help);
	}
	fputs("\nexit status: 0 every complaint routed, 1 at least one not, "
	      "2 usage, 3 rules, 4 input or output\n"
	      "environment: MINWON_RULES, a rules file used when no -r is "
	      "given\n",
	    out);
}

static void
complete_bash(FILE *out)
{
	fputs("# bash completion for minwon\n_minwon() {\n"
	      "\tlocal cur=${COMP_WORDS[COMP_CWORD]} "
	      "prev=${COMP_WORDS[COMP_CWORD-1]} word=\n"
	      "\tif [[ $cur == '=' ]]; then cur=; "
	      "elif [[ $prev == '=' ]]; then prev=${COMP_WORDS[COMP_CWORD-2]}; "
	      "fi\n"
	      "\tcase $prev in\n",
	    out);
	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		const struct option_row *r = &rows[i];

		if (r->value == VALUE_NONE)
			continue;
		fprintf(out, "\t--%s", r->name);
		if (r->letter)
			fprintf(out, "|-%c", r->letter);
		if (*r->words)
			fprintf(out, ") word='%s' ;;\n", r->words);
		else if (strcmp(r->metavar, "FILE") == 0)
			fputs(") COMPREPLY=($(compgen -f -- \"$cur\")); return "
			      ";;\n",
			    out);
		else
			fputs(") return ;;\n", out);
	}
	fputs("\tesac\n\t[[ -n $word ]] || word='", out);
	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		if (rows[i].letter)
			fprintf(out, "-%c ", rows[i].letter);
		fprintf(out, "--%s%s", rows[i].name,
		    i + 1 < ARRAY_LEN(rows) ? " " : "");
	}
	fputs("'\n\tCOMPREPLY=($(compgen -W \"$word\" -- \"$cur\"))\n}\n"
	      "complete -F _minwon minwon\n",
	    out);
}

static void
complete_zsh(FILE *out)
{
	fputs("#compdef minwon\n_arguments -s -S \\\n", out);
	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		const struct option_row *r = &rows[i];
		char value[128] = "";

		if (r->value != VALUE_NONE)
			snprintf(value, sizeof value, "%s%s:%s",
			    r->value == VALUE_MAYBE ? "::" : ":", r->name,
			    strcmp(r->metavar, "FILE") == 0 ? "_files" : "");
		if (r->value != VALUE_NONE && *r->words)
			snprintf(value, sizeof value, ":%s:(%s)", r->name,
			    r->words);
		if (r->letter)
			fprintf(out, "\t'-%c[%s]%s' \\\n", r->letter, r->help,
			    value);
		fprintf(out, "\t'--%s%s[%s]%s' \\\n", r->name,
		    r->value == VALUE_NONE        ? ""
			: r->value == VALUE_MAYBE ? "=-"
						  : "=",
		    r->help, value);
	}
	fputs("\t'*:complaint:'\n", out);
}

static void
complete_fish(FILE *out)
{
	fputs("# fish completion for minwon\ncomplete -c minwon -f\n", out);
	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		const struct option_row *r = &rows[i];

		fputs("complete -c minwon", out);
		if (r->letter)
			fprintf(out, " -s %c", r->letter);
		fprintf(out, " -l %s", r->name);
		if (r->value != VALUE_NONE)
			fputs(strcmp(r->metavar, "FILE") == 0 ? " -r -F"
							       : " -x",
			    out);
		if (*r->words)
			fprintf(out, " -a '%s'", r->words);
		fprintf(out, " -d '%s'\n", r->help);
	}
}

bool
options_completion(FILE *out, const char *shell)
{
	if (strcmp(shell, "bash") == 0)
		complete_bash(out);
	else if (strcmp(shell, "zsh") == 0)
		complete_zsh(out);
	else if (strcmp(shell, "fish") == 0)
		complete_fish(out);
	else
		return false;
	return true;
}
