# words, not chopped letters
"$MINWON" -r small.rules -e '카톡 메시지가 안돼요'
"$MINWON" -r small.rules -e 'kakao messages from Bundang are broken'
"$MINWON" -r small.rules -e '카톡으로 사기'
"$MINWON" -r small.rules -e 'bread calls'
"$MINWON" -r small.rules -e ''
