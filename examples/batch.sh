#!/bin/sh
# A file of complaints, one a line: how many go where, then a list for each
# channel that somebody can work through.
#   batch.sh complaints.txt
# run: complaints.txt
minwon --summary -f "$1" | sed '$d'
echo
minwon -f "$1" | paste - "$1" | sort -s -k 1,1 | awk -F '\t' '
	$1 != last { print $1 ":"; last = $1 }
	{ print "  " $2 }'
