#!/bin/sh
# SPDX-License-Identifier: MIT
# Rules files: run.sh PROGRAM
#
#   good/NAME.rules     --check says nothing, --test passes; with NAME.list,
#                       what --list prints of its channels, rules and keywords
#   bad/NAME.rules      with NAME.err: exactly what --check prints
#   layers/NAME.sh      a script, with NAME.out: what it prints; $M is the
#                       program
#   man/*minwon-rules.5 every `$ ` line of a display prints what stands below
#
# To make the expected output of a new case: UPDATE=1 tests/rules/run.sh ...
set -u
LC_ALL=C.UTF-8
export LC_ALL
unset MINWON_RULES
here=$(cd "$(dirname "$0")" && pwd)
case $1 in
/*) M=$1 ;;
*) M=$(pwd)/$1 ;;
esac
export M
if [ ! -x "$M" ]; then
	echo "rules: $M is no program"
	exit 1
fi
tmp=$(mktemp -d) || exit 1
trap 'rm -rf "$tmp"' EXIT
n_pass=0 n_fail=0

pass() { n_pass=$((n_pass + 1)); }
fail() {
	n_fail=$((n_fail + 1))
	printf 'FAIL: %s\n' "$1"
}

# same NAME EXPECTED ACTUAL
same() {
	if [ -n "${UPDATE:-}" ]; then
		cp "$3" "$2"
	fi
	if diff -u "$2" "$3" >"$tmp/diff" 2>&1; then
		pass
	else
		fail "$1"
		sed 's/^/  /' "$tmp/diff"
	fi
}

# check NAME STATUS COMMAND...: the status, and nothing on either stream.
silent() {
	name=$1 want=$2
	shift 2
	"$@" >"$tmp/out" 2>&1
	got=$?
	if [ "$got" -eq "$want" ] && [ ! -s "$tmp/out" ]; then
		pass
	else
		fail "$name: status $got, not $want"
		sed 's/^/  /' "$tmp/out"
	fi
}

good() {
	cd "$here/good" || exit 1
	for rules in *.rules; do
		silent "good/$rules --check" 0 "$M" --check --strict \
		    --as-of=2026-11-23 -r "$rules"
		if "$M" --test -r "$rules" >"$tmp/out" 2>&1; then
			pass
		else
			fail "good/$rules --test"
			sed 's/^/  /' "$tmp/out"
		fi
		list=${rules%.rules}.list
		if [ -f "$list" ]; then
			for what in channels rules keywords; do
				"$M" --list=$what -r "$rules"
			done >"$tmp/out" 2>&1
			same "good/$list" "$list" "$tmp/out"
		fi
		"$M" --dump-rules -r "$rules" >"$tmp/dump.rules" &&
		    "$M" --dump-rules -r "$tmp/dump.rules" >"$tmp/again"
		same "good/$rules: dump" "$tmp/dump.rules" "$tmp/again"
	done
}

bad() {
	cd "$here/bad" || exit 1
	for rules in *.rules; do
		err=${rules%.rules}.err
		"$M" --check --as-of=2026-11-23 -r "$rules" >"$tmp/out" 2>&1
		status=$?
		want=0
		if grep -q ': error: ' "$tmp/out"; then
			want=3
		fi
		[ "$status" -eq "$want" ] ||
		    fail "bad/$rules: status $status, not $want"
		same "bad/$rules" "$err" "$tmp/out"
		if grep -q -e ': error: ' -e ': warning: ' "$tmp/out"; then
			"$M" --check --strict --as-of=2026-11-23 -r "$rules" \
			    >/dev/null 2>&1
			status=$?
			if [ "$status" -eq 3 ]; then
				pass
			else
				fail "bad/$rules --strict: status $status"
			fi
		fi
	done
}

layers() {
	cd "$here/layers" || exit 1
	for script in *.sh; do
		[ -f "$script" ] || continue
		sh "$script" >"$tmp/out" 2>&1
		same "layers/$script" "${script%.sh}.out" "$tmp/out"
	done
}

# What is hostile ends soon, with one clear message.
hostile() {
	name=$1 message=$2
	"$M" -b -r "$tmp/hostile.rules" text >"$tmp/out" 2>&1
	status=$?
	if [ $status -eq 3 ] && grep -q "$message" "$tmp/out"; then
		pass
	else
		fail "hostile: $name: status $status"
		head -n 3 "$tmp/out" | cut -c 1-200 | sed 's/^/  /'
	fi
}

# repeat N TEXT
repeat() {
	awk -v n="$1" -v text="$2" 'BEGIN { while (n-- > 0) printf "%s", text }'
}

all_hostile() {
	head='rules 1
channel a
  web a.kr
'
	{
		printf '%s' "$head"
		awk 'BEGIN { printf "set s = w"
			for (i = 0; i < 1000000; i++) printf " | w%dx", i
			print "\nrule r a +1 : @s" }'
	} >"$tmp/hostile.rules"
	hostile 'a million keywords' 'more than 400000 keywords'
	{
		printf '%s' "$head"
		repeat 1000000 'ok a x
'
	} >"$tmp/hostile.rules"
	hostile 'a million statements' 'more than 200000 statements'
	{
		printf '%sset s = a ' "$head"
		repeat 1000000 '['
	} >"$tmp/hostile.rules"
	hostile 'deep brackets' 'flags of this keyword do not end'
	printf '%srule r a +99999999999999999999999 : b\n' "$head" \
	    >"$tmp/hostile.rules"
	hostile 'a huge weight' 'weight must be a whole number'
	printf '%srule r a +5001 : b\n' "$head" >"$tmp/hostile.rules"
	hostile 'a large weight' 'outside -5000..5000'
	{
		printf '%s' "$head"
		awk 'BEGIN { for (i = 0; i < 3000; i++)
			printf "rule r%d [max=100] a +5000 : b\n", i }'
	} >"$tmp/hostile.rules"
	hostile 'sums that overflow' 'could add up to more than'
	printf 'rules 1\n\000\001\377' >"$tmp/hostile.rules"
	hostile 'binary' 'zero byte'
	{
		printf '%s' "$head"
		repeat 20000000 '# '
	} >"$tmp/hostile.rules"
	hostile '40 MB' 'larger than 32 MiB'
	rm -f "$tmp/hostile.rules"
}

# Displays of a manual page, run in a folder of their own: `cat FILE` makes
# the file, everything else must print what the page shows.
page() {
	mkdir -p "$tmp/page"
	cd "$tmp/page" || exit 1
	rm -f ./*
	awk -v dir="$tmp/page" '
	/^\.Bd -literal$/ { inside = 1; next }
	/^\.Ed$/ { inside = 0; next }
	!inside { next }
	{ gsub(/\\&/, ""); gsub(/\\e/, "\\") }
	/^\$ / {
		close(out)
		command = substr($0, 3)
		if (command ~ /^cat [a-z.]+$/) {
			out = dir "/" substr(command, 5)
			printf "" > out
			next
		}
		n++
		print command > (dir "/" sprintf("%03d", n) ".command")
		out = dir "/" sprintf("%03d", n) ".shown"
		printf "" > out
		next
	}
	{ print > out }' "$1"
	for command in *.command; do
		line=$(cat "$command")
		PATH=$tmp/bin:$PATH sh "$command" >"$tmp/out" 2>&1
		same "$1: $line" "${command%.command}.shown" "$tmp/out"
	done
}

pages() {
	mkdir -p "$tmp/bin"
	ln -s "$M" "$tmp/bin/minwon"
	saved=${UPDATE:-}
	UPDATE=
	for man in "$here"/../../man/minwon-rules.5 \
	    "$here"/../../man/ko/minwon-rules.5; do
		[ -f "$man" ] && page "$man"
	done
	UPDATE=$saved
	# The translation keeps the sections and the examples.
	for man in man man/ko; do
		sed -n -e '/^\.S[hs] /p' -e '/^\.Bd -literal$/,/^\.Ed$/p' \
		    "$here/../../$man/minwon-rules.5"
	done >"$tmp/both" 2>&1
	half=$(($(wc -l <"$tmp/both") / 2))
	head -n "$half" "$tmp/both" >"$tmp/en"
	tail -n "+$((half + 1))" "$tmp/both" >"$tmp/ko"
	same 'minwon-rules(5) and its translation' "$tmp/en" "$tmp/ko"
}

good
bad
layers
all_hostile
pages
printf 'rules: %s passed, %s failed\n' "$n_pass" "$n_fail"
[ "$n_fail" -eq 0 ]
