#!/bin/sh
# bench/run.sh PROGRAM: how fast PROGRAM is beside the peers that are there.
#
# All programs do their whole job on the same file, one after the other in each
# round, with their output to a file; what counts is the ratio of medians. The
# answers of `minwon -l` are compared, byte for byte, with those that -j gave
# for each complaint alone. Inputs come from tests/corpus by a fixed shuffle.
# Writes bench/report.md and bench/curves.svg beside PROGRAM.
#
#   BENCH_SHORT=1    small inputs and few rounds, for a minute of CI
#   BENCH_ROUNDS=N   rounds (default 7)
#   BENCH_MB=N       size of an input in MB (default 64)
#   BENCH_MAX_MB=N   end of the curve over the size of the input (default 1024)
set -eu
export LC_ALL=C
program=$1
here=$(dirname "$0")
corpus=$here/../corpus
build=$(dirname "$program")
dir=$build/bench
short=${BENCH_SHORT:-}
rounds=${BENCH_ROUNDS:-${short:+3}}
rounds=${rounds:-7}
mb=${BENCH_MB:-${short:+4}}
mb=${mb:-64}
max_mb=${BENCH_MAX_MB:-${short:+16}}
max_mb=${max_mb:-1024}
times=${short:+50}
times=${times:-200}
report=$dir/report.md
cc=${CC:-cc}
c_flags='-std=c11 -O2 -D_POSIX_C_SOURCE=200809L'

rm -rf "$dir"
mkdir -p "$dir/out"
# shellcheck disable=SC2086
$cc $c_flags -o "$dir/bench" "$here/bench.c"
# shellcheck disable=SC2086
$cc $c_flags -o "$dir/hyperscan" "$here/hyperscan.c" -lhs 2>"$dir/hyperscan.log" ||
	rm -f "$dir/hyperscan"

has() {
	command -v "$1" >/dev/null 2>&1
}

say() {
	printf '%s\n' "$*" >>"$report"
}

# job NAME TIMES STDIN COMMAND...: one more line of the jobs to be timed.
job() {
	printf '%s\t%s\t%s\t' "$1" "$2" "$3" >>"$dir/jobs"
	shift 3
	printf '%s\n' "$*" >>"$dir/jobs"
}

# measure ROUNDS: times the jobs; the result is in $dir/times.
measure() {
	"$dir/bench" time "$1" "$dir/jobs" "$dir/out" >"$dir/times"
	rm "$dir/jobs"
}

# A table of the last times, of an input of BYTES. The time that a peer takes to
# read its keywords (its job NAME-start) is not counted against it.
table() {
	awk -F '\t' -v bytes="$1" '
	{ name[NR] = $1; peak[NR] = $4; by[$1] = $2 }
	END {
		print "| program | seconds | to start | MB/s | minwon is faster by | times of wc -l | peak KiB |"
		print "|---|--:|--:|--:|--:|--:|--:|"
		for (i = 1; i <= NR; i++) {
			if (name[i] ~ /-start$/)
				continue
			start = by[name[i] "-start"] + 0
			time = by[name[i]] - start
			if (time < start / 5) # too short an input to tell
				time = by[name[i]]
			printf "| %s | %.3f | %.3f | %.0f | %.2f | %.2f | %d |\n", name[i],
				by[name[i]], start, bytes / time / 1e6, time / by["minwon"],
				time / by["wc"], peak[i]
		}
		print ""
	}' "$dir/times" | tee -a "$report"
}

# ---- inputs -----------------------------------------------------------------

"$program" --list=keywords | awk -F '\t' '
	{ sub(/\*$/, "", $1); if (length($1) > 1 && !seen[$1]++) print $1 }' \
	>"$dir/keywords"
cat "$corpus"/*.tsv | cut -f 5 >"$dir/complaints.texts"

# Longer texts that nobody should route: one to eight lines of that kind.
cat "$corpus"/*.tsv | awk -F '\t' '
	$1 == "none" {
		text = text (text == "" ? "" : " ") $5
		if (left-- <= 0) {
			print text
			text = ""
			left = NR * 7 % 8
		}
	}' >"$dir/general.texts"

# Nothing but keywords, 12 to 43 in a line.
awk '
	{ word[NR] = $0 }
	function random(n) { seed = seed * 16807 % 2147483647; return seed % n }
	END {
		seed = 42
		for (line = 0; line < 8000; line++) {
			text = ""
			for (k = 12 + random(32); k > 0; k--)
				text = text " " word[1 + random(NR)]
			print substr(text, 2)
		}
	}' "$dir/keywords" >"$dir/dense.texts"

for kind in complaints general dense; do
	# The long way to each answer: one process with another output.
	"$program" -lj <"$dir/$kind.texts" |
		sed 's/.*"channel":"\([a-z0-9]*\)".*/\1/' >"$dir/$kind.answers" || :
	"$dir/bench" shuffle 1 $((mb * 1000000)) "$dir/$kind.texts" \
		"$dir/$kind.answers" "$dir/$kind" "$dir/$kind.expected"
done

# ---- throughput -----------------------------------------------------------------

{
	echo '# Benchmark'
	echo
	echo "$("$program" --version | tr '\n' ' ')on $(uname -sm), $(nproc 2>/dev/null || echo '?') processors;"
	echo "$(wc -l <"$dir/keywords") keywords; $rounds rounds; medians."
	echo
} >"$report"

status=0
first=
for kind in complaints general dense; do
	file=$dir/$kind
	bytes=$(wc -c <"$file")
	hits=
	job wc 1 "$file" wc -l
	job cat 1 "$file" cat
	job minwon 1 "$file" "$program" -l
	if has rg; then
		job rg-count-matches 1 "$file" rg -j1 -F --count-matches -f "$dir/keywords"
		job rg-count-matches-start 1 /dev/null rg -j1 -F --count-matches -f "$dir/keywords"
		hits=$dir/out/rg-count-matches
	fi
	# It compiles its keywords for a second: once is enough for CI.
	if test -x "$dir/hyperscan" && test -z "$first"; then
		job hyperscan 1 "$file" "$dir/hyperscan" "$dir/keywords"
		job hyperscan-start 1 /dev/null "$dir/hyperscan" "$dir/keywords"
	fi
	first=${short:+no}
	if test -z "$short"; then
		# These stop at the first keyword of a line: an easier job.
		job grep-first-only 1 "$file" grep -F -c -f "$dir/keywords"
		if has rg; then
			job rg-first-only 1 "$file" rg -j1 -F -c -f "$dir/keywords"
		fi
	fi
	measure "$rounds"
	say "## $kind: $bytes bytes, $(wc -l <"$file") lines"
	say
	echo "$kind"
	table "$bytes"
	if test -n "$hits"; then
		say "rg counts $(cat "$hits") keywords that do not overlap."
		say
	fi
	if cmp -s "$dir/out/minwon" "$file.expected"; then
		say "All $(wc -l <"$file.expected") answers are right."
	else
		say 'The answers differ from those of single complaints.'
		echo "bench: $kind: answers differ from those of -j" >&2
		status=1
	fi
	say
done

# ---- one look-up -----------------------------------------------------------------

# Words apart by a blank would be words of the command line here: one operand.
text=$(sed -n '1{s/ /_/g;p;}' "$dir/complaints.texts")
head -n 1 "$dir/complaints.texts" >"$dir/one"
static=$build/static/minwon
if has musl-gcc && has make; then
	(cd "$here/../.." && make -s static B="$build") >"$dir/static.log" 2>&1 ||
		echo "bench: no static build; see $dir/static.log" >&2
fi
# Copies, as an installed program is one: the system reads a file that was
# written at once in larger pieces than one that a linker has just put together.
cp "$program" "$dir/minwon"
job true "$times" /dev/null /bin/true
job minwon "$times" /dev/null "$dir/minwon" -b "$text"
if test -x "$static"; then
	cp "$static" "$dir/minwon-static"
	job minwon-static "$times" /dev/null "$dir/minwon-static" -b "$text"
fi
job grep-keywords 5 "$dir/one" grep -F -c -f "$dir/keywords"
if has rg; then
	job rg-keywords 5 "$dir/one" rg -F -c -f "$dir/keywords"
fi
measure "$rounds"
say '## One look-up'
say
awk -F '\t' '
	{ name[NR] = $1; time[NR] = $2; peak[NR] = $4; by[$1] = $2 }
	END {
		print "| program | median | times of /bin/true | times of minwon | peak KiB |"
		print "|---|--:|--:|--:|--:|"
		for (i = 1; i <= NR; i++)
			printf "| %s | %.0f us | %.2f | %.2f | %d |\n", name[i],
				time[i] * 1e6, time[i] / by["true"],
				time[i] / by["minwon"], peak[i]
		print ""
	}' "$dir/times" | tee -a "$report"

# ---- two processes -----------------------------------------------------------------

cat >"$dir/two.sh" <<'END'
"$1" -l <"$2" >"$3.1" &
"$1" -l <"$2" >"$3.2"
wait
END
# Four times as much as above: GNU parallel takes an eighth of a second to start.
four=$dir/complaints
cat "$four" "$four" "$four" "$four" >"$dir/four"
job one 1 "$dir/four" "$program" -l
# Twice the work by two processes: what the machine has to give.
job twice 1 /dev/null sh "$dir/two.sh" "$program" "$dir/four" "$dir/out/two"
if has parallel && parallel --version 2>/dev/null | grep -q GNU; then
	# Its status is the number of jobs with an answer `none`.
	cat >"$dir/pipe.sh" <<'END'
parallel --will-cite --pipe -k -j2 --block "$2" "$1" -l || :
END
	cat >"$dir/pipepart.sh" <<'END'
parallel --will-cite --pipepart -a "$3" -k -j2 --block "$2" "$1" -l || :
END
	job pipe 1 "$dir/four" sh "$dir/pipe.sh" "$program" "${mb}M"
	job pipepart 1 /dev/null sh "$dir/pipepart.sh" "$program" "${mb}M" "$dir/four"
fi
measure "$rounds"
say '## Two processes'
say
awk -F '\t' '
	{ by[$1] = $2 }
	END {
		printf "Two independent processes do %.2f times the work of one.\n", 2 * by["one"] / by["twice"]
		if (by["pipe"] > 0)
			printf "GNU parallel --pipe -j2: %.2f times as fast as one; --pipepart: %.2f.\n",
				by["one"] / by["pipe"], by["one"] / by["pipepart"]
		print ""
	}' "$dir/times" | tee -a "$report"
for way in pipe pipepart; do
	if test -s "$dir/out/$way"; then
		cmp "$dir/out/$way" "$dir/out/one" || status=1
	fi
done
rm -f "$dir/four"

# ---- curves ---------------------------------------------------------------------------

curve_rounds=3
: >"$dir/curves.tsv"

# add CURVE: the last times, named by their place on the axis, join the curves.
add() {
	awk -F '\t' -v curve="$1" '{
		printf "%s\t%s\t%s\t%d\n", curve, $1, $2, $4
	}' "$dir/times" >>"$dir/curves.tsv"
}

"$dir/bench" shuffle 2 $((max_mb * 1000000)) "$dir/complaints.texts" \
	"$dir/complaints.answers" "$dir/large" "$dir/large.expected"
size=1
while test $size -le "$max_mb"; do
	head -c $((size * 1000000)) "$dir/large" >"$dir/size.$size"
	job $size 1 "$dir/size.$size" "$program" -l
	size=$((size * 4))
done
measure $curve_rounds
add bytes

# The same bytes in longer and longer records; none is longer than a record
# may be.
head -c 8000000 "$dir/large" >"$dir/size.8"
for length in 100 1000 10000 100000 1000000; do
	awk -v most=$length '
		n + length($0) > most && n { print ""; n = 0 }
		{ printf "%s ", $0; n += length($0) + 1 }
		END { print "" }' "$dir/size.8" >"$dir/length.$length"
	job $length 1 "$dir/length.$length" "$program" -l
done
measure $curve_rounds
add length

# The cost of reading and compiling rules, and then of an input.
for n in 1000 2000 5000 10000 20000; do
	{
		printf '%s\n' 'rules 1' 'version bench' 'threshold 1' 'margin 1' \
			'channel a' '  name.ko a' '  name.en a' \
			'class a.x' '  why.ko a' '  why.en a' 'stems a.x'
		"$program" --list=keywords | awk -F '\t' -v n=$n '
			{ line[NR] = $1; kind[NR] = $2 }
			END {
				# Spread over the list, which is sorted.
				for (i = 1; i <= NR; i++)
					stems += kind[i] == "stem"
				for (i = 1; i <= NR; i++)
					if (kind[i] == "stem" &&
					    int(++k * n / stems) > int((k - 1) * n / stems))
						print "  " line[i], 1 + k % 9
			}'
	} >"$dir/rules.$n"
	job $n 1 "$dir/size.1" "$program" -l -r "$dir/rules.$n"
	job "load-$n" 5 /dev/null "$program" -b -r "$dir/rules.$n" text
done
measure $curve_rounds
grep -v '^load' "$dir/times" >"$dir/times.1"
grep '^load' "$dir/times" | sed 's/^load-//' >"$dir/times.2"
mv "$dir/times.1" "$dir/times" && add keywords
mv "$dir/times.2" "$dir/times" && add load

say '## Growth'
say
awk -F '\t' '
	BEGIN {
		title["bytes"] = "MB of input"
		title["length"] = "bytes of a record (8 MB of input)"
		title["keywords"] = "keywords of -r, with 1 MB of input"
		title["load"] = "keywords of -r, one look-up"
	}
	$1 != last {
		printf "%s| %s | seconds | peak KiB |\n|--:|--:|--:|\n", last == "" ? "" : "\n", title[$1]
		last = $1
	}
	{ printf "| %s | %.4f | %d |\n", $2, $3, $4 }' "$dir/curves.tsv" |
	tee -a "$report"
say
say '![growth](curves.svg)'
sh "$here/plot.sh" <"$dir/curves.tsv" >"$dir/curves.svg"

rm -f "$dir"/size.* "$dir"/length.* "$dir"/large* "$dir"/out/*
echo "bench: $report"
exit $status
