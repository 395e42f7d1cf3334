#!/bin/sh
# What the documents promise: run.sh PROGRAM
#   - every option stands in --help, in both manual pages and in completions;
#   - every "$ command" of the manual pages and READMEs prints what stands
#     below it;
#   - every script in examples/ prints what stands in its .out file.
# Commands run in examples/ with `minwon` in PATH.
top=$(cd "$(dirname "$0")/../.." && pwd)
tmp=$(mktemp -d) || exit 1
trap 'rm -rf "$tmp"' EXIT
mkdir "$tmp/bin"
ln -s "$(cd "$(dirname "$1")" && pwd)/${1##*/}" "$tmp/bin/minwon"
PATH=$tmp/bin:$PATH
unset MINWON_RULES LC_ALL LANG LC_MESSAGES
passed=0 failed=0

verdict() { # STATUS NAME
	if [ "$1" -eq 0 ]; then
		passed=$((passed + 1))
	else
		echo "docs: $2: FAILED"
		failed=$((failed + 1))
	fi
}

# ---- options ------------------------------------------------------------------

minwon --help >"$tmp/help"
sed -n 's/^  \(-.,\|   \) --\([a-z-]*\).*/\2/p' "$tmp/help" >"$tmp/options"
[ "$(wc -l <"$tmp/options")" -gt 30 ]
verdict $? 'options in --help'
for page in man/minwon.1 man/ko/minwon.1; do
	sed -n 's/^\.It Fl\( [^ ]*\( Ar [a-z]*\)\{0,1\} , Fl\)\{0,1\} Fl \([a-z-]*\).*/\3/p' \
		"$top/$page" | diff -u "$tmp/options" -
	verdict $? "options in $page"
done
for shell in bash zsh fish; do
	minwon --completion=$shell >"$tmp/completion"
	missing=
	while read -r name; do
		grep -q -e "--$name" -e "-l $name" "$tmp/completion" || missing="$missing $name"
	done <"$tmp/options"
	[ -z "$missing" ]
	verdict $? "completion of $shell:$missing"
done

# ---- examples in texts ------------------------------------------------------------

# Writes each "$ command" of a text to N.sh and what stands below it to N.want.
extract() { # FILE
	awk -v dir="$tmp/x" '
		/^\.Bd -literal|^```/ { inside = !inside; command = 0; next }
		/^\.Ed/ { inside = 0; next }
		!inside { next }
		/^\$ / { n++; command = 1; print substr($0, 3) >(dir "/" n ".sh")
			printf "" >(dir "/" n ".want"); next }
		/^> / && command == 1 { print substr($0, 3) >>(dir "/" n ".sh"); next }
		command { print >>(dir "/" n ".want"); command = 2 }
	' "$1"
	# In a manual page a backslash is written \e.
	case $1 in *.1) sed -i 's/\\e/\\/g;s/\\&//g' "$tmp"/x/*.sh "$tmp"/x/*.want ;; esac
}

for text in man/minwon.1 man/ko/minwon.1 README.md README.ko.md; do
	[ -f "$top/$text" ] || continue
	rm -rf "$tmp/x"
	mkdir "$tmp/x"
	extract "$top/$text"
	[ -f "$tmp/x/1.sh" ]
	verdict $? "$text has examples"
	for script in "$tmp"/x/*.sh; do
		(cd "$top/examples" && sh "$script" 2>&1) | diff -u "${script%.sh}.want" -
		verdict $? "$text: $(cat "$script")"
	done
done

# ---- examples/ ----------------------------------------------------------------------

cd "$top/examples" || exit 1
for script in *.sh; do
	args=$(sed -n 's/^# run: //p' "$script")
	eval "sh $script $args" 2>&1 | diff -u "${script%.sh}.out" -
	verdict $? "examples/$script"
done
minwon -r office.rules --check && minwon -r office.rules --test >/dev/null
verdict $? 'examples/office.rules'

echo "docs: $passed passed, $failed failed"
[ $failed -eq 0 ]
