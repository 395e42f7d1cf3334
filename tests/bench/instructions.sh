#!/bin/sh
# bench/instructions.sh PROGRAM [--record]: instructions do not depend on who
# else uses the machine. Counts those of a byte of complaints (a fixed shuffle
# of tests/corpus, 1 MB) and those of one look-up, and compares them with
# instructions.txt. Fails when one rose by more than 5 %. With --record writes
# the figures down: do that, in the same commit, when a rise is meant.
set -eu
export LC_ALL=C
program=$1
here=$(dirname "$0")
recorded=$here/instructions.txt
dir=$(dirname "$program")/bench-guard
bytes=1000000

if ! command -v valgrind >/dev/null 2>&1; then
	echo 'bench: valgrind is not there: instructions were not counted'
	exit 0
fi
mkdir -p "$dir"
"${CC:-cc}" -std=c11 -O2 -D_POSIX_C_SOURCE=200809L -o "$dir/bench" "$here/bench.c"
cat "$here"/../corpus/*.tsv | cut -f 5 >"$dir/all"
"$dir/bench" shuffle 1 $bytes "$dir/all" "$dir/all" "$dir/input" "$dir/again"

# count STDIN COMMAND...: the instructions of a command.
count() {
	input=$1
	shift
	valgrind --tool=callgrind --callgrind-out-file=/dev/null "$@" \
		<"$input" 2>"$dir/log" >/dev/null || test $? -eq 1
	sed -n 's/.*Collected : *//p' "$dir/log"
}

one=$(count /dev/null "$program" -b "$(head -n 1 "$dir/input")")
all=$(count "$dir/input" "$program" -l)
awk -v one="$one" -v all="$all" -v size="$(wc -c <"$dir/input")" 'BEGIN {
	print "a byte of complaints,", sprintf("%.1f", (all - one) / size)
	print "one look-up,", one
}' >"$dir/now"

if test "${2:-}" = --record; then
	cp "$dir/now" "$recorded"
	cat "$recorded"
	exit 0
fi
awk -F ', ' '
	NR == FNR { was[$1] = $2; next }
	{
		change = 100 * ($2 / was[$1] - 1)
		line = sprintf("%s: %s instructions, recorded %s (%+.1f %%)", $1, $2, was[$1], change)
		if (change > 5) {
			print "bench: rose: " line
			failed++
		} else {
			passed++
			if (change < -5)
				print "bench: fell: " line "; make bench-record keeps the gain"
		}
	}
	END {
		printf "bench: %d passed, %d failed\n", passed, failed
		exit failed > 0
	}' "$recorded" "$dir/now"
