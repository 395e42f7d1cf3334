#!/bin/sh
# Runs cmocka programs; prints one line, and what failed in full.
#   run.sh PROGRAM ...
passed=0 failed=0
for program; do
	log=$program.log
	CMOCKA_MESSAGE_OUTPUT=TAP "$program" >"$log" 2>&1
	status=$?
	ok=$(grep -c '^ok ' "$log")
	bad=$(grep -c '^not ok ' "$log")
	if [ $status -ne 0 ] || [ "$ok" -eq 0 ]; then
		echo "$program: status $status"
		cat "$log"
		[ "$bad" -ne 0 ] || bad=1
	fi
	passed=$((passed + ok)) failed=$((failed + bad))
done
echo "unit: $passed passed, $failed failed"
[ $failed -eq 0 ]
