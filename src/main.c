/* SPDX-License-Identifier: MIT */
/*
 * minwon: where a complaint belongs.
 *
 *  bytes -input-> raw -decode-> code points -norm-> text -match-> ends
 *        -find-> stems, hits -score-> tally -decide-> verdict
 *        -print-> standard output
 */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "input.h"
#include "options.h"
#include "print.h"
#include "route.h"
#include "rules_load.h"
#include "table.h"
#include "tools.h"

#define VERSION "1.0.0"

enum { EXIT_NOT_ROUTED = 1, EXIT_USAGE = 2, EXIT_RULES = 3, EXIT_IO = 4 };

/* What one run of MODE_ROUTE carries from complaint to complaint. */
struct run {
	const struct options *options;
	struct router router;
	struct printer printer;
	struct summary summary;
	struct arena scratch; /* for one answer */
	uint64_t n;
	int status;
	const char *wanted; /* --is */
	uint64_t n_cut;
};

static void
oom(size_t want)
{
	fflush(stdout); /* answers that are ready are not lost */
	fprintf(stderr,
	    "minwon: out of memory (%zu bytes wanted); the rules or a record "
	    "are too large\n",
	    want);
	_exit(EXIT_RULES);
}

static void
raise_status(struct run *run, int status)
{
	if (status > run->status)
		run->status = status;
}

/*
 * Answers are not held back: whoever waits for one before asking the next
 * question gets it. When input is already there the write is put off.
 */
static void
flush_if_waiting(int fd)
{
	struct pollfd in = {fd, POLLIN, 0};

	if (poll(&in, 1, 0) == 0)
		fflush(stdout);
}

static void
count(struct run *run, const struct report *r)
{
	const char *id =
	    pool_at(run->router.rs,
		run->router.rs->channel[r->verdict.channel].id);

	run->summary.n++;
	run->summary.n_empty += r->verdict.status == STATUS_EMPTY;
	run->summary.n_close +=
	    r->verdict.is_close && r->verdict.status != STATUS_EMPTY;
	run->summary.channel[r->verdict.channel]++;
	if (run->wanted != NULL) {
		if (strcmp(id, run->wanted) != 0)
			raise_status(run, EXIT_NOT_ROUTED);
	} else if (r->verdict.status != STATUS_ROUTED) {
		raise_status(run, EXIT_NOT_ROUTED);
	}
}

static void
warn_truncated(struct run *run, const char *name)
{
	if (run->n_cut++ == 0)
		fprintf(stderr,
		    "minwon: %s: complaint %llu is longer than %d bytes; only "
		    "its beginning was read\n",
		    name, (unsigned long long)run->n, MAX_RECORD);
}

static void
answer(struct run *run, struct slice text, bool truncated, const char *name)
{
	struct report r;

	run->n++;
	route(&run->router, text, &r);
	r.n = run->n;
	r.truncated = truncated;
	if (truncated)
		warn_truncated(run, name);
	count(run, &r);
	if (!run->options->summary)
		print_report(&run->printer, &r);
}

static void
answer_records(struct run *run, struct input *in)
{
	struct record r;

	while (!ferror(stdout) && input_next(in, &r)) {
		if (in->n == 1 && is_utf16(r.text)) {
			fprintf(stderr, "minwon: %s: %s\n", in->name,
			    UTF16_CURE);
			raise_status(run, EXIT_IO);
			if (run->options->records == RECORDS_ONE)
				return;
		}
		answer(run, r.text, r.truncated, in->name);
	}
}

static void
complain_of_row(struct run *run, const struct table *t, const char *what)
{
	fprintf(stderr, "minwon: %s: row %llu %s\n", t->in->name,
	    (unsigned long long)run->n, what);
	raise_status(run, EXIT_IO);
}

/* The row as it stood, filled up to the columns of the header, and more. */
static void
answer_row(struct run *run, const struct table *t, const struct row *row)
{
	char separator = t->is_csv ? ',' : '\t';
	struct report r;

	if (!row->is_blank) {
		run->n++;
		route(&run->router, row->text, &r);
		r.n = run->n;
		r.truncated = row->truncated;
		if (row->truncated)
			warn_truncated(run, t->in->name);
		if (!row->has_column)
			complain_of_row(run, t, "has not the column");
		if (row->is_open)
			complain_of_row(run, t, "has a quote without an end");
		count(run, &r);
	}
	if (run->options->summary)
		return;
	fwrite(row->bytes.at, 1, row->bytes.len, stdout);
	if (row->is_open)
		fputc('"', stdout);
	for (uint32_t i = 0; i <= row->n_missing && !row->is_blank; i++)
		fputc(separator, stdout);
	if (!row->is_blank)
		print_columns(stdout, run->router.rs, &r, separator);
	fputs(row->line_end, stdout);
}

static void
answer_table(struct run *run, struct input *in)
{
	bool is_csv = run->options->records == RECORDS_CSV;
	char separator = is_csv ? ',' : '\t';
	struct arena arena;
	struct table t;
	struct row row;
	const char *wrong;

	arena_init(&arena, (size_t)64 * MAX_RECORD, oom);
	wrong = table_open(
	    &t, &arena, in, is_csv, run->options->column, &row);
	if (wrong != NULL) {
		fprintf(stderr, "minwon: %s: --column=%s: %s\n", in->name,
		    run->options->column, wrong);
		raise_status(run, EXIT_IO);
		arena_free(&arena);
		return;
	}
	if (!run->options->summary) {
		fwrite(row.bytes.at, 1, row.bytes.len, stdout);
		fputc(separator, stdout);
		print_column_names(stdout, separator);
		fputs(row.line_end, stdout);
	}
	while (!ferror(stdout) && table_next(&t, &row))
		answer_row(run, &t, &row);
	arena_free(&arena);
}

static void
answer_file(struct run *run, const char *name)
{
	bool is_stdin = strcmp(name, "-") == 0;
	int fd = is_stdin ? STDIN_FILENO : open(name, O_RDONLY);
	enum records kind = run->options->records;
	struct input in;

	if (fd < 0) {
		fprintf(stderr, "minwon: %s: %s\n", name, strerror(errno));
		raise_status(run, EXIT_IO);
		return;
	}
	input_init(&in, is_stdin ? "standard input" : name, fd,
	    kind == RECORDS_ONE       ? -1
		: kind == RECORDS_NUL ? '\0'
				      : '\n');
	in.before_wait = flush_if_waiting;
	if (kind == RECORDS_CSV || kind == RECORDS_TABLE)
		answer_table(run, &in);
	else
		answer_records(run, &in);
	if (in.error != 0) {
		fprintf(stderr, "minwon: %s: %s\n", in.name,
		    strerror(in.error));
		raise_status(run, EXIT_IO);
	}
	input_free(&in);
	if (!is_stdin)
		close(fd);
}

/* Several operands are one complaint, with blanks between them. */
static struct slice
join(struct arena *a, char **operand, int n)
{
	size_t len = 0;
	char *text, *p;

	for (int i = 0; i < n; i++)
		len += strlen(operand[i]) + 1;
	p = text = arena_alloc(a, len, 1);
	for (int i = 0; i < n; i++) {
		size_t k = strlen(operand[i]);

		memcpy(p, operand[i], k);
		p += k;
		*p++ = ' ';
	}
	return (struct slice){text, len - 1};
}

static void
answer_operands(struct run *run, char **operand, int n)
{
	struct slice text = n == 1 ? slice_of(operand[0])
				   : join(run->router.arena, operand, n);
	bool truncated = text.len > MAX_RECORD;

	if (truncated)
		text.len = MAX_RECORD;
	answer(run, text, truncated, "operand");
}

/* The language of messages, for a complaint that shows none. */
static bool
locale_is_korean(void)
{
	static const char *const name[] = {"LC_ALL", "LC_MESSAGES", "LANG"};

	for (size_t i = 0; i < ARRAY_LEN(name); i++) {
		const char *value = getenv(name[i]);

		if (value != NULL && *value != '\0')
			return strncmp(value, "ko", 2) == 0;
	}
	return false;
}

static bool
known_channel(const struct ruleset *rs, const char *id)
{
	for (uint32_t i = 0; i < rs->n_channel; i++)
		if (strcmp(id, pool_at(rs, rs->channel[i].id)) == 0)
			return true;
	fprintf(stderr, "minwon: --is: no channel is called '%s'; see minwon "
			"--list\n",
	    id);
	return false;
}

static int
run_route(const struct options *o, const struct ruleset *rs, struct arena *a)
{
	struct run run = {.options = o, .wanted = o->is_channel};

	if (o->is_channel != NULL && !known_channel(rs, o->is_channel))
		return EXIT_USAGE;
	if (o->template != NULL && template_error(o->template) != NULL) {
		fprintf(stderr,
		    "minwon: --template: unknown code at '%s'; known: %%c %%n "
		    "%%p %%w %%e %%s %%S %%m %%u %%r %%f %%R %%N %%%% \\n \\t "
		    "\\0 \\\\\n",
		    template_error(o->template));
		return EXIT_USAGE;
	}
	router_init(&run.router, a, rs, o->encoding,
	    o->explain);
	if (o->has_threshold)
		run.router.threshold = o->threshold;
	if (o->has_margin)
		run.router.margin = o->margin;
	run.printer = (struct printer){.out = stdout,
	    .rs = rs,
	    .options = o,
	    .locale_is_korean = locale_is_korean(),
	    .threshold = run.router.threshold,
	    .scratch = &run.scratch};
	arena_init(&run.scratch, MAX_RULES_MEMORY, oom);
	if (o->header)
		print_header(stdout);
	if (o->n_operand != 0) {
		answer_operands(&run, o->operand, o->n_operand);
	} else if (o->n_files != 0) {
		for (uint32_t i = 0; i < o->n_files && !ferror(stdout); i++)
			answer_file(&run, o->files[i]);
	} else {
		if (isatty(STDIN_FILENO) && isatty(STDERR_FILENO))
			fputs("minwon: type the complaint, then Control-D "
			      "(minwon --help for more)\n",
			    stderr);
		answer_file(&run, "-");
	}
	if (o->summary)
		print_summary(&run.printer, &run.summary);
	arena_free(&run.scratch);
	return run.status;
}

static int
run_mode(const struct options *o, struct arena *a)
{
	const char *names[MAX_RULE_ARGS];
	uint32_t n = o->n_rules;
	const char *env = o->no_env_rules ? NULL : getenv("MINWON_RULES");
	struct rules rules;
	int status;

	if (o->mode == MODE_HELP) {
		options_help(stdout);
		return 0;
	}
	if (o->mode == MODE_COMPLETION) {
		if (options_completion(stdout, o->what))
			return 0;
		fprintf(stderr, "minwon: --completion cannot be '%s'; choose "
				"one of bash zsh fish\n",
		    o->what);
		return EXIT_USAGE;
	}
	memcpy(names, o->rules, sizeof names);
	if (n == 0 && env != NULL && *env != '\0')
		names[n++] = env;
	if (o->mode == MODE_DIFF)
		return tool_diff(o, a, stdout, stderr);
	status = rules_load(&rules, a, names, n,
	    o->mode == MODE_CHECK || o->mode == MODE_TEST, stderr);
	if (status != 0 && o->mode != MODE_CHECK) {
		diag_print(&rules.diag, stderr, "minwon", SEV_ERROR);
		return status;
	}
	if (status == 0 && o->require != NULL && strcmp(o->require, rules.rs->digest) != 0) {
		fprintf(stderr,
		    "minwon: these rules have the digest %s, not %s; find the "
		    "version that was asked for\n",
		    rules.rs->digest, o->require);
		return EXIT_RULES;
	}
	if (o->mode == MODE_CHECK)
		return tool_check(o, a, &rules, status, stdout, stderr);
	if (o->mode == MODE_VERSION) {
		printf("minwon %s\nrules %s+%s\n", VERSION,
		    pool_at(rules.rs, rules.rs->version), rules.rs->digest);
		return 0;
	}
	if (o->mode == MODE_LIST)
		return tool_list(o, rules.rs, stdout);
	if (o->mode == MODE_DUMP_RULES)
		return tool_dump(&rules, stdout);
	if (o->mode == MODE_TEST)
		return tool_test(o, a, &rules, stdout, stderr);
	return run_route(o, rules.rs, a);
}

/* A closed descriptor would be taken by the next file that is opened, and
 * answers would be written into it. */
static bool
keep_descriptors(void)
{
	for (int fd = 0; fd <= 2; fd++)
		if (fcntl(fd, F_GETFD) < 0 &&
		    open("/dev/null", fd == 0 ? O_WRONLY : O_RDONLY) != fd)
			return false;
	return true;
}

/*
 * For one look-up the start is the cost: memory that is there already needs no
 * call of the system, and its pages cost nothing until they are touched. What
 * every run touches comes first.
 */
enum { FIRST_MEMORY = 512 << 10, OUTPUT_BUFFER = 4096 };

int
main(int argc, char **argv)
{
	static _Alignas(64) char memory[FIRST_MEMORY]; /* main's alone */
	struct options options;
	struct arena arena;
	const char **files;
	char *output;
	int status;

	if (!keep_descriptors())
		return EXIT_IO;
	arena_init(&arena, MAX_RULES_MEMORY, oom);
	arena_lend(&arena, memory, sizeof memory);
	/* First, to be sure that it lives as long as the program. */
	output = arena_alloc(&arena, OUTPUT_BUFFER, 1);
	files = arena_alloc(&arena, (size_t)argc, sizeof *files);
	if (!options_parse(&options, argc, argv, files, stderr))
		return EXIT_USAGE;
	setvbuf(stdout, output, isatty(STDOUT_FILENO) ? _IOLBF : _IOFBF,
	    OUTPUT_BUFFER);
	status = run_mode(&options, &arena);
	if (fflush(stdout) != 0 || ferror(stdout)) {
		if (errno != EPIPE)
			fprintf(stderr, "minwon: standard output: %s\n",
			    strerror(errno));
		status = EXIT_IO;
	}
	arena_free(&arena);
	return status;
}
