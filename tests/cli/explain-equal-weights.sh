# in the order of the text, however long they are
"$MINWON" -r data/equal.rules -e '하나둘셋 하고 넷 그리고 다섯여섯 또 일곱' | grep '+5'
