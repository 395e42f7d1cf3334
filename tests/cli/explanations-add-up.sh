# lines of -e to the score, over built-in rules
for text in '카카오톡이 먹통이라 메시지가 안 보내져요' \
	'My carrier refuses to cancel my contract and keeps charging a penalty' \
	'중고거래로 돈을 보냈는데 판매자가 잠적했어요' 'the bread was stale'; do
	"$MINWON" -e "$text" | awk '
		/^ +-?[0-9]+  (score|점수)/ { score = $1; seen = 1; next }
		$1 ~ /^[-+][0-9]+$/ { sum += $1; lines++ }
		END { if (!seen || sum != score || lines > 13) print "no: ", sum, score, lines }'
done
