# MINWON_RULES, unless -r or --no-env-rules
"$MINWON" --version | sed -n 2p >"$TMP/builtin"
export MINWON_RULES=small.rules
"$MINWON" --version | sed -n 2p
"$MINWON" -T kakao | cut -f 4
"$MINWON" -r data/quotes.rules -b kakao
"$MINWON" --no-env-rules --version | sed -n 2p | cmp - "$TMP/builtin"
export MINWON_RULES=data/missing.rules
"$MINWON" -r small.rules -b kakao
"$MINWON" -b kakao
echo "status $?"
export MINWON_RULES=
"$MINWON" --version | sed -n 2p | cmp - "$TMP/builtin"
