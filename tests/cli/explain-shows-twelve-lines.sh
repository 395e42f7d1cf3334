# and one for all the others
"$MINWON" -r data/many.rules -e 'aaa bbb ccc ddd eee fff ggg hhh iii jjj kkk lll mmm nnn ooo ppp'
"$MINWON" -r data/many.rules -ej 'aaa bbb ccc ddd eee fff ggg hhh iii jjj kkk lll mmm nnn ooo ppp' | tr '{' '\n' | grep -c weight
