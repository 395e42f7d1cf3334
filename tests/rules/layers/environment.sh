# shellcheck shell=sh
# MINWON_RULES is used when no -r is given, and --no-env-rules forgets it.
export MINWON_RULES=base.rules:override.rules
"$M" --template='%c %R\n' 능금
"$M" -r base.rules --template='%c %R\n' 사과
"$M" --no-env-rules --list=channels | cut -f 1
digest=$("$M" --version | sed -n 's/.*+//p')
"$M" --require-rules="$digest" -b 능금
"$M" --require-rules=00000000 -b 능금 2>&1 | sed "s/$digest/DIGEST/"
MINWON_RULES=nowhere.rules "$M" -b 능금
echo $?
