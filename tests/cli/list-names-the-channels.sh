# ids first
"$MINWON" -r small.rules --list | cut -f 1
