/* SPDX-License-Identifier: MIT */
#include "options.h"

#include "support.h"

enum { MOST_ARGS = 12 };

/* Splits `line` at blanks into argv; '_' stands for an empty argument. */
static int
split(char *line, char **argv)
{
	int argc = 0;

	argv[argc++] = line;
	for (char *p = strchr(line, ' '); p != NULL; p = strchr(p, ' ')) {
		*p++ = '\0';
		argv[argc++] = strcmp(p, "_") == 0 ? p + 1 : p;
	}
	argv[argc] = NULL;
	return argc;
}

static bool
parse(struct options *o, const char *line, char *message, size_t room)
{
	static char copy[256];
	static char *argv[MOST_ARGS + 1];
	static const char *files[MOST_ARGS];
	FILE *err = fmemopen(message, room, "w");
	bool ok;

	assert_non_null(err);
	strcpy(copy, line);
	ok = options_parse(o, split(copy, argv), argv, files, err);
	fclose(err);
	return ok;
}

static const struct {
	const char *line;
	enum mode mode;
	enum format format;
	enum records records;
	int n_operand;
} good[] = {
    {"minwon", MODE_ROUTE, FORMAT_DEFAULT, RECORDS_ONE, 0},
    {"minwon a b c", MODE_ROUTE, FORMAT_DEFAULT, RECORDS_ONE, 3},
    {"minwon -", MODE_ROUTE, FORMAT_DEFAULT, RECORDS_ONE, 0},
    {"minwon a -", MODE_ROUTE, FORMAT_DEFAULT, RECORDS_ONE, 2},
    {"minwon -- -", MODE_ROUTE, FORMAT_DEFAULT, RECORDS_ONE, 1},
    {"minwon -- --list", MODE_ROUTE, FORMAT_DEFAULT, RECORDS_ONE, 1},
    {"minwon a -b b", MODE_ROUTE, FORMAT_ID, RECORDS_ONE, 2},
    {"minwon _", MODE_ROUTE, FORMAT_DEFAULT, RECORDS_ONE, 1},
    {"minwon -l", MODE_ROUTE, FORMAT_DEFAULT, RECORDS_LINE, 0},
    {"minwon -0j", MODE_ROUTE, FORMAT_JSON, RECORDS_NUL, 0},
    {"minwon -f x", MODE_ROUTE, FORMAT_DEFAULT, RECORDS_LINE, 0},
    {"minwon -0 -fx", MODE_ROUTE, FORMAT_DEFAULT, RECORDS_NUL, 0},
    {"minwon --csv --column 2", MODE_ROUTE, FORMAT_DEFAULT, RECORDS_CSV, 0},
    {"minwon --tsv --column=x", MODE_ROUTE, FORMAT_DEFAULT, RECORDS_TABLE, 0},
    {"minwon -T --header", MODE_ROUTE, FORMAT_TSV, RECORDS_ONE, 0},
    {"minwon -b -b", MODE_ROUTE, FORMAT_ID, RECORDS_ONE, 0},
    {"minwon -q --is=kakao", MODE_ROUTE, FORMAT_NOTHING, RECORDS_ONE, 0},
    {"minwon --check --strict", MODE_CHECK, FORMAT_DEFAULT, RECORDS_ONE, 0},
    {"minwon --test", MODE_TEST, FORMAT_DEFAULT, RECORDS_ONE, 0},
    {"minwon --test=x", MODE_TEST, FORMAT_DEFAULT, RECORDS_ONE, 0},
    {"minwon --list", MODE_LIST, FORMAT_DEFAULT, RECORDS_ONE, 0},
    {"minwon -V", MODE_VERSION, FORMAT_DEFAULT, RECORDS_ONE, 0},
    {"minwon --ver", MODE_VERSION, FORMAT_DEFAULT, RECORDS_ONE, 0},
};

static void
good_command_lines_are_understood(void **state)
{
	static struct options o;
	char message[256] = "";

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(good); i++) {
		if (!parse(&o, good[i].line, message, sizeof message))
			fail_msg("%s: %s", good[i].line, message);
		if (o.mode != good[i].mode || o.format != good[i].format ||
		    o.records != good[i].records ||
		    o.n_operand != good[i].n_operand)
			fail_msg("%s: mode %d format %d records %d, %d "
				 "operands",
			    good[i].line, (int)o.mode, (int)o.format,
			    (int)o.records, o.n_operand);
		assert_string_equal(message, "");
	}
}

static void
values_are_kept(void **state)
{
	static struct options o;
	char message[256] = "";

	(void)state;
	assert_true(parse(&o,
	    "minwon -t -7 --margin=3 -r a -rb --rules=c --lang=ko -E cp949",
	    message, sizeof message));
	assert_true(o.has_threshold && o.has_margin);
	assert_int_equal(o.threshold, -7);
	assert_int_equal(o.margin, 3);
	assert_int_equal(o.n_rules, 3);
	assert_string_equal(o.rules[0], "a");
	assert_string_equal(o.rules[1], "b");
	assert_string_equal(o.rules[2], "c");
	assert_int_equal(o.lang, LANG_KO);
	assert_int_equal(o.encoding, ENC_CP949);
	assert_true(parse(&o, "minwon x -f-", message, sizeof message) ==
	    false);
	assert_true(parse(&o, "minwon -f- -f a", message, sizeof message));
	assert_int_equal(o.n_files, 2);
	assert_string_equal(o.files[0], "-");
	assert_string_equal(o.files[1], "a");
}

/* A command line and a part of what is said about it. */
static const char *const bad[][2] = {
    {"minwon --nothing", "unknown option '--nothing'"},
    {"minwon -Z", "unknown option '-Z'"},
    {"minwon -\xEC\xB9\xB4", "unknown option"},
    {"minwon --=x", "unknown option"},
    {"minwon --t", "could be several"},
    {"minwon -r", "needs a value: -r FILE"},
    {"minwon --rules", "needs a value: --rules FILE"},
    {"minwon --list=x", "choose one of channels rules keywords"},
    {"minwon --lines=x", "takes no value"},
    {"minwon -t x", "whole number, not 'x'"},
    {"minwon -t _", "whole number, not ''"},
    {"minwon -t 5x", "whole number, not '5x'"},
    {"minwon -t 99999999999999999999", "whole number"},
    {"minwon -m -1", "from 0, not '-1'"},
    {"minwon -b -j", "one output format"},
    {"minwon -l -0", "one form of input"},
    {"minwon --check --test", "one mode"},
    {"minwon --list x", "this mode takes no complaint"},
    {"minwon -l x", "not both"},
    {"minwon --csv", "need --column"},
    {"minwon --column=x", "goes with --csv"},
    {"minwon --csv --column=x -j", "take no output format"},
    {"minwon --header", "goes with -T"},
    {"minwon -a -T", "-a goes with"},
    {"minwon -e -q", "-e goes with"},
    {"minwon --summary -b", "instead of answers"},
    {"minwon --strict", "go with --check"},
    {"minwon --coverage", "goes with --test"},
    {"minwon --diff=x -r a", "-r OLD -r NEW"},
};

static void
a_mistake_is_told_in_one_line(void **state)
{
	static struct options o;

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(bad); i++) {
		char message[512] = "";

		if (parse(&o, bad[i][0], message, sizeof message))
			fail_msg("%s: accepted", bad[i][0]);
		if (strstr(message, bad[i][1]) == NULL ||
		    strncmp(message, "minwon: ", 8) != 0 ||
		    strchr(message, '\n') != message + strlen(message) - 1)
			fail_msg("%s: %s", bad[i][0], message);
	}
}

static void
too_many_rules_files_are_refused(void **state)
{
	static struct options o;
	static char *argv[80];
	static const char *files[80];
	char message[256] = "";
	FILE *err = fmemopen(message, sizeof message, "w");
	char name[] = "minwon", r[] = "-r", x[] = "x";

	(void)state;
	argv[0] = name;
	for (int i = 1; i < 79; i += 2) {
		argv[i] = r;
		argv[i + 1] = x;
	}
	assert_true(options_parse(&o, 1 + 2 * MAX_RULE_ARGS, argv, files, err));
	assert_false(options_parse(&o, 3 + 2 * MAX_RULE_ARGS, argv, files, err));
	fclose(err);
}

static void
completions_exist_for_three_shells(void **state)
{
	static const char *const shell[] = {"bash", "zsh", "fish"};
	char script[16384] = "";
	FILE *out;

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(shell); i++) {
		out = fmemopen(script, sizeof script, "w");
		assert_true(options_completion(out, shell[i]));
		fclose(out);
		assert_non_null(strstr(script, "template"));
	}
	out = fmemopen(script, sizeof script, "w");
	assert_false(options_completion(out, "sh"));
	fclose(out);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(good_command_lines_are_understood),
	    cmocka_unit_test(values_are_kept),
	    cmocka_unit_test(a_mistake_is_told_in_one_line),
	    cmocka_unit_test(too_many_rules_files_are_refused),
	    cmocka_unit_test(completions_exist_for_three_shells),
	};

	return cmocka_run_group_tests_name("options", tests, NULL, NULL);
}
