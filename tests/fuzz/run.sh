#!/bin/sh
# Replays the seeds of each fuzz target: run.sh DIR/fuzz_NAME ...
here=$(dirname "$0")
passed=0 failed=0
for program; do
	target=${program##*/fuzz_}
	for seed in "$here/seeds/$target"/*; do
		if "$program" "$seed"; then
			passed=$((passed + 1))
		else
			echo "$program $seed: status $?"
			failed=$((failed + 1))
		fi
	done
done
echo "fuzz seeds: $passed passed, $failed failed"
[ $failed -eq 0 ]
