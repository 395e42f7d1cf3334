# shellcheck shell=sh
# --test and --diff print nothing of a complaint unless -e asks for it.
"$M" --test=labelled.tsv -r base.rules
echo $?
"$M" --test=labelled.tsv -r base.rules -e | grep 싫
printf 'a\t사과\nzz\t사과\n사과\n' >"${TMPDIR:-/tmp}/minwon-labels.$$"
"$M" --test="${TMPDIR:-/tmp}/minwon-labels.$$" -r base.rules 2>&1 |
    sed 's/minwon-labels\.[0-9]*/FILE/'
rm -f "${TMPDIR:-/tmp}/minwon-labels.$$"
"$M" --diff=labelled.tsv -r base.rules -r base.rules:override.rules
"$M" --diff=labelled.tsv -r base.rules -r base.rules:override.rules -e |
    grep 사과
"$M" --test -r base.rules -r override.rules
echo $?
"$M" --test --coverage -r base.rules
"$M" --test=nowhere.tsv -r base.rules
echo $?
