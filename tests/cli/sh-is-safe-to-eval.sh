# names with quotes and commands stay text
# shellcheck disable=SC2154 # assigned by eval
eval "$("$MINWON" -r data/quotes.rules --sh evil)"
printf '%s|%s|%s\n' "$minwon_channel" "$minwon_name" "$minwon_phone"
