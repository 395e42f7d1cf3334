# as many answers as records, whatever the bytes
awk 'BEGIN { srand(20260101); for (i = 0; i < 60000; i++) printf "%c", int(rand() * 256) }' >"$TMP/noise"
head -c 200000 "$MINWON" >>"$TMP/noise"
lines=$(wc -l <"$TMP/noise")
[ "$(tail -c 1 "$TMP/noise" | od -An -tx1)" = " 0a" ] || lines=$((lines + 1))
for format in -b -T -j --template='%c\n'; do
	answers=$("$MINWON" -r small.rules -l "$format" <"$TMP/noise" | wc -l)
	[ "$answers" -eq "$lines" ] || echo "$format: $answers for $lines"
done
"$MINWON" -r small.rules -q <"$TMP/noise"
[ $? -le 1 ] || echo "status of one record"
"$MINWON" -r small.rules -l -e -j <"$TMP/noise" | LC_ALL=C grep -c '[[:cntrl:]]'
