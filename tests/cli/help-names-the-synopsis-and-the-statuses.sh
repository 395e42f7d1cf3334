# both spellings say the same
"$MINWON" --help | sed -n '1p;/^exit/p'
"$MINWON" -h >"$TMP/h"
"$MINWON" --help | cmp - "$TMP/h"
