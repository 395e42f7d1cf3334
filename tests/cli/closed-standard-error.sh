# mistakes are still told by the status
"$MINWON" --nonsense 2>&-
echo "status $?"
"$MINWON" -r small.rules -b kakao 2>&-
echo "status $?"
