# so it is for -f of a pipe, in every format
for format in -T -j; do
	mkfifo "$TMP/to$format" "$TMP/from$format"
	"$MINWON" -r small.rules $format -f "$TMP/to$format" >"$TMP/from$format" &
	exec 4<"$TMP/from$format" 3>"$TMP/to$format"
	echo 'kakao down' >&3
	read -r answer <&4
	echo "$answer" | cut -c 1-10
	exec 3>&- 4<&-
	wait $!
done
