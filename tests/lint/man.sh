#!/bin/sh
# Manual pages: mandoc finds nothing to say, and the Korean page has the same
# sections, options and examples as the English one.   man.sh FOLDER
# Pages are staged in FOLDER, where references between them can be followed.
stage=$1
bad=0
skeleton() {
	grep -e '^\.Sh ' -e '^\.It Fl' -e '^[$] ' "$1"
}
for page in minwon.1 minwon-rules.5; do
	for lang in . ko; do
		dir=$stage/$lang/man${page##*.}
		mkdir -p "$dir"
		cp "man/$lang/$page" "$dir/"
	done
	skeleton "man/$page" >"$stage/en"
	skeleton "man/ko/$page" | diff -u "$stage/en" - ||
		{ echo "man/ko/$page differs from man/$page"; bad=1; }
done
for file in "$stage"/man?/minwon* "$stage"/ko/man?/minwon*; do
	root=${file%/man?/*}
	# Other people's pages may not be installed here.
	(cd "$root" && MANPATH=$PWD mandoc -T lint -W style "${file#"$root"/}") 2>&1 |
		grep -v -e 'mandoc.db' -e 'not found: Xr [a-z]* ' >"$stage/said"
	if [ -s "$stage/said" ]; then
		cat "$stage/said"
		bad=1
	fi
done
exit $bad
