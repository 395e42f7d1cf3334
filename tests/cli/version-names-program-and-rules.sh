# a number, and the rules with their digest
"$MINWON" --version | sed '1s/[0-9.]*$/N/;2s/ .*+/ N+/;2s/[0-9a-f]\{8\}$/DIGEST/'
"$MINWON" -V -r small.rules
