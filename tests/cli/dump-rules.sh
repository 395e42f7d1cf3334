# the text comes out as it went in
"$MINWON" -r small.rules --dump-rules | diff small.rules -
