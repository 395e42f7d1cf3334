# awk -f layers.awk layers.txt src/*.[ch] src/mk/*.[ch]: includes that go
# upwards, or sideways between `make` and `use`; status 1 when there is one.
FNR == 1 {
	is_table = FILENAME ~ /layers\.txt$/
	module = FILENAME
	sub(/^.*src\//, "", module)
	sub(/\.[ch]$/, "", module)
	if (!is_table && !(module in layer))
		say("is not in layers.txt")
}
function say(what) {
	print FILENAME ":" FNR ": " module " " what
	bad = 1
}
is_table {
	if ($1 !~ /^#/ && NF == 3) {
		layer[$1] = $2
		group[$1] = $3
	}
	next
}
/^#include "/ {
	name = $2
	gsub(/^"(\.\.\/)?|\.h"$/, "", name)
	if (name ~ /^tables\//)
		next
	if (module ~ /^mk\// && ("mk/" name) in layer)
		name = "mk/" name
	if (!(name in layer))
		say("includes " name ", which is not in layers.txt")
	else if (layer[name] > layer[module])
		say("(layer " layer[module] ") may not include " name \
			" (layer " layer[name] ")")
	else if ((group[name] == "make" && group[module] == "use") ||
	    (group[name] == "use" && group[module] == "make"))
		say("(" group[module] ") may not include " name " (" group[name] ")")
}
/^#include <(unistd|fcntl|poll|locale|getopt|signal|time|sys\/.*)\.h>/ {
	if (layer[module] < 5)
		say("(layer " layer[module] ") may not include " $2)
}
END { exit bad }
