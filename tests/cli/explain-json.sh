# the same, every line
"$MINWON" -r small.rules -ej '카톡 메시지가 안돼요'
"$MINWON" -r small.rules -ej '카톡으로 "사기"'
"$MINWON" -r small.rules -ejl <<'X'
bread

X
