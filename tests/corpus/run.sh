#!/bin/sh
# The figures of the labelled complaints, against the floors in floors.tsv:
# "fitted" as the program itself answers, "unseen" for the sets that stay out of
# the fit, "cross" as a model does that was fitted without the file it is asked
# about (a minute; CROSS=0 leaves it out).
#
#   tests/corpus/run.sh PROGRAM
set -eu
program=$1
here=$(dirname "$0")
build=$(dirname "$program")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
status=0

for file in "$here"/*.tsv "$here"/unseen/*.tsv; do
	part=fitted
	case $file in
	*/floors.tsv) continue ;;
	*/unseen/*) part=unseen ;;
	esac
	cut -f5 "$file" >"$work/texts"
	"$program" -l <"$work/texts" >"$work/answers" || [ $? -eq 1 ]
	cut -f1 "$file" | paste - "$work/answers" |
		awk -v part="$part" -v name="${file##*/}" '{ n++; ok += $1 == $2 }
			END { printf "%s\t%s\t%.2f\n", part, name, 100 * ok / n }'
done >"$work/fitted"
awk -F'\t' 'NR == FNR { if ($1 == "fitted" || $1 == "unseen") least[$2] = $3; next }
	$2 in least { n++; if ($3 < least[$2]) { low++
		print "corpus: " $2 ": " $3 " of 100 right, not " least[$2] } }
	END { for (name in least) m++
		if (n < m) { print "corpus: " m - n " files of floors.tsv are missing"; low += m - n }
		printf "%d passed, %d failed\n", m - low, low; exit low > 0 }' \
	"$here/floors.tsv" "$work/fitted" >"$work/report" || status=1
sed '$d' "$work/report"
sed -n '$s/^/corpus: fitted and unseen: /p' "$work/report"
[ "${CROSS:-1}" != 0 ] || exit "$status"

grep '^cross' "$here/floors.tsv" >"$work/floors"
rules=$(find src/rules -name '*.rules' ! -name 90-fitted.rules | sort)
# shellcheck disable=SC2046,SC2086 # file names of ours, without blanks
"$build/host/fit" -x -F "$work/floors" $rules -- \
	$(find "$here" -maxdepth 1 -name '*.tsv' ! -name floors.tsv | sort) \
	>"$work/report" || status=1
grep '^below' "$work/report" | sed 's/^/corpus: /' || :
sed -n '$s/^/corpus: left out: /p' "$work/report"
exit "$status"
