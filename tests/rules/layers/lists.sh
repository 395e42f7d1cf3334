# shellcheck shell=sh
for what in channels rules keywords; do
	"$M" --list=$what --header -r base.rules
done
