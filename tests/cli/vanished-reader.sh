# ends quietly, by the signal or by status 4
{
	yes kakao | "$MINWON" -r small.rules -l
	echo "status $?" >"$TMP/status"
} | head -n 2
cat "$TMP/status"
trap '' PIPE
{
	yes kakao 2>/dev/null | "$MINWON" -r small.rules -l
	echo "status $?" >"$TMP/status"
} | head -n 1
cat "$TMP/status"
