# shellcheck shell=sh
# The examples over the built-in rules.
dir=../../../examples
for example in kisa-118 phone-book; do
	"$M" --test -r "builtin:$dir/$example.rules" >/dev/null &&
	    echo "$example passes"
	"$M" --check --strict -r "builtin:$dir/$example.rules" | grep "$example"
done
"$M" -b -r "builtin:$dir/kisa-118.rules" '스팸 문자가 하루에 열 통씩 와요'
"$M" -b '스팸 문자가 하루에 열 통씩 와요'
"$M" -r "builtin:$dir/phone-book.rules" --template='%c %p %e\n' '카톡이 안돼요'
