# an answer comes before the next question is asked
mkfifo "$TMP/to" "$TMP/from"
"$MINWON" -r small.rules -l <"$TMP/to" >"$TMP/from" &
exec 3>"$TMP/to" 4<"$TMP/from"
for line in 'kakao down' bread 'carrier bill'; do
	echo "$line" >&3
	read -r answer <&4
	echo "$answer"
done
exec 3>&-
wait $!
echo "status $?"
