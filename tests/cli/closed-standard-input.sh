# is an input that cannot be read
"$MINWON" -r small.rules -b <&-
echo "status $?"
"$MINWON" -r small.rules -b kakao <&-
echo "status $?"
