#!/bin/sh
# Command tests as data: run.sh PROGRAM [FOLDER]
#
#   NAME.args    one line of arguments, quoted as in a shell; or
#   NAME.sh      a script that runs "$MINWON" itself
#   NAME.in      standard input            (without it: empty)
#   NAME.out     what standard output must be            (empty)
#   NAME.err     what standard error must be             (empty)
#   NAME.status  what the exit status must be            (0)
#
# Each runs in its folder with a clean environment and LC_ALL=C. To add a
# test, add its files; a file that belongs to no test is a mistake.
here=$(cd "$(dirname "$0")" && pwd)
MINWON=$(cd "$(dirname "$1")" && pwd)/${1##*/}
folder=${2:-$here}
tmp=$(mktemp -d) || exit 1
trap 'rm -rf "$tmp"' EXIT
trap 'exit 1' HUP INT TERM
passed=0 failed=0

fail() {
	echo "$1"
	failed=$((failed + 1))
}

# The expected text of one stream: NAME.out, or nothing.
same() {
	want=$folder/$1.$2
	[ -f "$want" ] || want=/dev/null
	diff -u "$want" "$tmp/$2"
}

run_case() {
	name=$1
	in=$folder/$name.in
	[ -f "$in" ] || in=/dev/null
	if [ -f "$folder/$name.sh" ]; then
		set -- sh "$folder/$name.sh"
	else
		eval "set -- $(cat "$folder/$name.args")"
		set -- "$MINWON" "$@"
	fi
	mkdir "$tmp/work"
	(cd "$folder" && exec timeout 300 env -i LC_ALL=C PATH="$PATH" MINWON="$MINWON" \
		TMP="$tmp/work" "$@" <"$in" >"$tmp/out" 2>"$tmp/err")
	status=$?
	rm -rf "$tmp/work"
	want_status=0
	[ ! -f "$folder/$name.status" ] || want_status=$(cat "$folder/$name.status")
	ok=true
	[ "$status" = "$want_status" ] || {
		echo "$name: status $status, not $want_status"
		ok=false
	}
	same "$name" out || ok=false
	same "$name" err || ok=false
	if $ok; then passed=$((passed + 1)); else fail "$name: FAILED"; fi
}

for file in "$folder"/*.args "$folder"/*.sh; do
	[ -f "$file" ] || continue
	name=${file##*/}
	[ "$name" != run.sh ] || continue
	run_case "${name%.*}"
done

for file in "$folder"/*; do
	name=${file##*/}
	case $name in
	run.sh | *.rules | data | selftest) continue ;;
	esac
	[ -f "$folder/${name%.*}.args" ] || [ -f "$folder/${name%.*}.sh" ] ||
		fail "$file: belongs to no test"
	case $name in
	*.args | *.sh | *.in | *.out | *.err | *.status) ;;
	*) fail "$file: no such kind of file" ;;
	esac
done

# The runner itself must see a wrong output, a wrong status and a stray file.
if [ -d "$folder/selftest" ]; then
	if sh "$here/run.sh" "$MINWON" "$folder/selftest" >"$tmp/selftest" 2>&1 ||
		! grep -q '^cli: 1 passed, 4 failed$' "$tmp/selftest"; then
		cat "$tmp/selftest"
		fail "selftest: the runner does not see failures"
	fi
fi
echo "cli: $passed passed, $failed failed"
[ $failed -eq 0 ]
