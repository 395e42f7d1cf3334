# status 4 when the answer cannot be written
"$MINWON" -r small.rules -b kakao >/dev/full
echo "status $?"
yes kakao | head -100000 | "$MINWON" -r small.rules -l >/dev/full
echo "status $?"
"$MINWON" --help >/dev/full
echo "status $?"
