#!/bin/sh
# What can be said of the sources without running them. `make lint` gives CC,
# FLAGS and B; run in the top folder. Prints one line for each check.
: "${CC:=cc}" "${B:=build}" "${FLAGS:=-std=c11 -Isrc}"
tmp=$B/lint
mkdir -p "$tmp"
passed=0 failed=0

check() { # NAME COMMAND ...
	name=$1
	shift
	if "$@" >"$tmp/out" 2>&1; then
		passed=$((passed + 1))
	else
		echo "lint: $name:"
		sed 's/^/  /' "$tmp/out"
		failed=$((failed + 1))
	fi
}

# `check`, when the program that it needs is here.
check_with() { # PROGRAM NAME COMMAND ...
	if command -v "$1" >/dev/null; then
		shift
		check "$@"
	else
		echo "lint: $2: left out, there is no $1"
	fi
}

headers() {
	for header in src/*.h src/mk/*.h; do
		# shellcheck disable=SC2086 # flags are words
		echo "#include \"$header\"" |
			"$CC" $FLAGS -I. -Werror -fsyntax-only -x c - || return 1
	done
}

# A check that cannot fail is none: each awk program must see its bad example.
sees() { # a line that layers.awk must refuse
	mkdir -p "$tmp/src"
	echo "$1" >"$tmp/src/score.c"
	! awk -f tests/lint/layers.awk tests/lint/layers.txt "$tmp/src/score.c"
}

# The texts speak of the program alone.
prose() {
	! grep -nEi -f tests/lint/prose.txt -- README* man/*.[15] man/ko/*.[15] \
		src/*.[ch] src/mk/*.[ch] src/rules/[1-8]*.rules tests/*/*.sh \
		tests/*/*.[ch] tests/lint/*.awk tests/lint/layers.txt \
		tests/cli/*.rules examples/* Makefile .ci/run
}

# A line that is too long, ends in blanks, or has a byte that is not UTF-8.
layout() {
	! grep -nE '[[:blank:]]+$' src/*.[ch] src/mk/*.[ch] Makefile \
		tests/unit/*.[ch] tests/fuzz/*.[ch] tests/*/*.sh .ci/run &&
		! grep -nE '^.{101,}' src/*.[ch] src/mk/*.[ch]
}

check 'layers' awk -f tests/lint/layers.awk tests/lint/layers.txt \
	src/*.[ch] src/mk/*.[ch]
check 'layers: sees an include upwards' sees '#include "print.h"'
check 'layers: sees an include sideways' sees '#include "rule_parse.h"'
check 'layers: sees a system header' sees '#include <unistd.h>'
check 'headers compile alone' headers
check 'prose' prose
check 'layout' layout
check_with mandoc 'manual pages' sh tests/lint/man.sh "$tmp/man"
check_with shellcheck 'shell scripts' shellcheck -s sh tests/*/*.sh \
	tests/rules/*/*.sh examples/*.sh
check_with shellcheck 'bash scripts' shellcheck .ci/run
echo "lint: $passed passed, $failed failed"
[ $failed -eq 0 ]
