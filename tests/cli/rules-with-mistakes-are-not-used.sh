# status 3 and every mistake with its place
echo kakao | "$MINWON" -r data/bad.rules -b 2>"$TMP/err"
echo "status $?"
sed -n 's/^\(minwon: [^ ]*\) error: .*/\1/p' "$TMP/err"
"$MINWON" -r data/bad.rules --check >"$TMP/out"
echo "status $?"
cmp "$TMP/out" "$TMP/err"
