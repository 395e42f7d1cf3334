# shellcheck shell=sh
"$M" --check --as-of=yesterday -r base.rules
echo $?
"$M" --check --as-of=2027-11-01 -r base.rules
"$M" --check --strict --as-of=2027-11-02 -r base.rules
echo $?
