#!/bin/sh
# A help desk in a shell script: one complaint in, advice out.
#   help.sh 'text of the complaint'
# run: '카카오톡이 먹통이라 메시지가 안 보내져요'
# What minwon prints with --sh is quoted, so that eval is safe.
# shellcheck disable=SC2154 # eval assigns minwon_...
answer=$(minwon --sh -- "$*") || [ $? -eq 1 ] || exit 2
eval "$answer"

case $minwon_channel in
none)
	echo "This desk cannot help with that."
	exit 1
	;;
kakao) desk="Kakao itself" ;;
online365) desk="the advice center" ;;
tdmc) desk="the mediation committee" ;;
esac
echo "Please turn to $desk: $minwon_name"
[ -z "$minwon_phone" ] || echo "  by telephone: $minwon_phone"
[ -z "$minwon_web" ] || echo "  on the web:   $minwon_web"
