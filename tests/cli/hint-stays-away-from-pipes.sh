# standard input that is no terminal gets none
echo kakao | "$MINWON" -r small.rules -b
