# in what -e echoes: terminals obey them
printf 'kakao \033[31m down \302\233 \342\200\256 \007 \177 end \377' >"$TMP/in"
"$MINWON" -r small.rules -e <"$TMP/in" | sed -n '/kakao/p'
"$MINWON" -r small.rules -ej <"$TMP/in" | LC_ALL=C tr -d '\n' | LC_ALL=C grep -c '[[:cntrl:]]'
printf '"kakao\\\033down"' | "$MINWON" -r small.rules -ej
