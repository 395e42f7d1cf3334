#!/bin/sh
# Careless typing must not change the answer: noisy copies of the complaints
# of the corpus get the same answer in at least so many of a hundred.
#
#   tests/noise/run.sh PROGRAM
set -eu
program=$1
here=$(dirname "$0")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
passed=0 failed=0

${CC:-cc} -std=c11 -O1 -Isrc -o "$work/noise" "$here/noise.c" src/utf8.c

# check KIND LEAST: compares the answers with those to $work/clean.
check() {
	"$work/noise" "$1" <"$work/clean" >"$work/noisy"
	"$program" -l <"$work/noisy" >"$work/answers" || [ $? -eq 1 ]
	same=$(paste "$work/expected" "$work/answers" |
		awk '$1 == $2 { n++ } END { printf "%.2f", 100 * n / NR }')
	if awk "BEGIN { exit !($same >= $2) }"; then
		passed=$((passed + 1))
	else
		failed=$((failed + 1))
		echo "noise: $1: $same of 100 the same, not $2"
	fi
}

# Every third Korean complaint; for the layout only those without Latin.
cat tests/corpus/*.tsv |
	awk -F'\t' '$4 == "ko" && NR % 3 == 0 { print $5 }' >"$work/clean"
"$program" -l <"$work/clean" >"$work/expected" || [ $? -eq 1 ]
check unspaced 99
check spacing 99
check repeat 97
check apart 99
check vowel 99
grep -v '[A-Za-z]' "$work/clean" >"$work/hangul"
mv "$work/hangul" "$work/clean"
"$program" -l <"$work/clean" >"$work/expected" || [ $? -eq 1 ]
check layout 97
echo "noise: $passed passed, $failed failed"
[ "$failed" -eq 0 ]
