# shellcheck shell=sh
# The built-in rules are several files; their dump is one, and means the same.
t=$(mktemp -d)
"$M" --dump-rules >"$t/dump.rules"
[ "$("$M" --version)" = "$("$M" -r "$t/dump.rules" --version)" ] && echo same digest
for text in '카톡이 안돼요' '통신사 위약금이 너무 많아요' 'seller never sent my order'; do
	echo "$text"
done >"$t/text"
"$M" -lT -f "$t/text" >"$t/one"
"$M" -lT -r "$t/dump.rules" -f "$t/text" >"$t/two"
cmp "$t/one" "$t/two" && echo same answers
"$M" --dump-rules -r "$t/dump.rules" | cmp - "$t/dump.rules" && echo same text
rm -rf "$t"
