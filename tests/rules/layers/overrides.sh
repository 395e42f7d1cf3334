# shellcheck shell=sh
# Later layers win by id: contacts, sets, rules (without old weights), stems.
score() { "$M" -r "$1" --template='%c %r %S %p %w\n' "$2"; }
for rules in base.rules base.rules:override.rules base.rules:disable.rules; do
	echo "$rules"
	for text in 사과 능금 '사과 말고' 배나무 살구 포도 딸기 급해; do
		printf '  %s: ' "$text"
		score "$rules" "$text"
	done
done
"$M" -r base.rules -r override.rules --list=rules
"$M" -r base.rules -r disable.rules --list=keywords
printf 'rules 1\ndisable a\n' | "$M" -r base.rules -r - --list=channels
printf 'rules 1\ndisable a\n' | "$M" -r base.rules -r - -b 사과
printf 'rules 1\ndisable nobody\n' | "$M" -r base.rules -r - -b 사과
printf 'rules 1\ndisable "없음"\n' | "$M" -r base.rules -r - -b 사과
printf 'rules 1\ndisable a\nchannel a\n  phone 99\nclass a.new\nrule A a.new +1 : 사과\n' |
    "$M" -r base.rules -r - --template='%c %r %S %p %w\n' 사과
