# unless -e asks for it
text='kakao SECRETNAME 비밀이름 01012345678 scam'
for format in -b -T -j --card --sh -a -q --summary --template='%c%n%p%w%e%s%S%m%u%r%f%N%R\n'; do
	"$MINWON" -r small.rules "$format" "$text" 2>&1 | grep -c -e SECRET -e 비밀 -e 0101 | sed "s/^/$format /"
done
"$MINWON" -r small.rules --lang=en -e "$text" | grep -c -e SECRET -e 비밀
