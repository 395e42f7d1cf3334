# options and their words
"$MINWON" --completion=bash >"$TMP/script"
bash -c '
. "$1"
try() { COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _minwon; echo "${COMPREPLY[*]}"; }
try minwon --temp
try minwon --lang = k
try minwon --list = ""
try minwon -r data/ext
' - "$TMP/script"
