# shellcheck shell=sh
# The columns of --against; CP949 text is read like the rest.
t=${TMPDIR:-/tmp}/minwon-against.$$
printf 'rules 1\nset s = 장애 [not=장애물] | 해지 [start]\nchannel a\n  name.ko 가\n  name.en a\n  phone 1\n  source.en x\n  checked 2026-11-01\nrule r a +1 : @s\n' >"$t.rules"
printf '장애인 주차\n장애가 있어요\n장애물\n통신장애\n해지했어요\n심해지다\n해지환급금\n' >"$t.txt"
"$M" --check --against="$t.txt" -r "$t.rules"
rm -f "$t.rules" "$t.txt"
