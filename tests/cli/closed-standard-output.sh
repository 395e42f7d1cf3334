# answers must not land in another file
"$MINWON" -r small.rules -b kakao >&-
echo "status $?"
echo kakao | "$MINWON" -r small.rules -l >&-
echo "status $?"
