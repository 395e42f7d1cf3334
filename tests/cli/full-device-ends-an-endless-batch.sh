# nobody reads the answers: stop
yes kakao | "$MINWON" -r small.rules -l >/dev/full
echo "status $?"
