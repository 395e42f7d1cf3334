# is cut at one megabyte, flagged and told
{
	printf 'kakao down '
	head -c 60000000 /dev/zero | tr '\0' x
	printf '\ncarrier bill\n'
} >"$TMP/big"
"$MINWON" -r small.rules -l -T <"$TMP/big" | cut -f 2,3,8
"$MINWON" -r small.rules -T <"$TMP/big" | cut -f 2,3,8
