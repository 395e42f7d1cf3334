#!/bin/sh
# bench/plot.sh: curves (lines of CURVE, X, SECONDS, KIB) as an SVG picture, one
# panel a curve. Both axes are logarithmic: a cost that grows with its cause
# is parallel to the dashed line.
set -eu
awk -F '\t' '
function log10(x) { return log(x) / log(10) }
function px(c, x) {
	return left + (log10(x) - lowx[c]) / (highx[c] - lowx[c]) * wide
}
function py(c, y) {
	return top + high - (log10(y) - lowy[c]) / (highy[c] - lowy[c]) * high
}
BEGIN {
	title["bytes"] = "MB of input"
	title["length"] = "bytes of a record"
	title["keywords"] = "keywords, 1 MB"
	title["load"] = "keywords, one look-up"
	wide = 200
	high = 180
}
{
	c = $1
	if (!(c in n))
		name[++curves] = c
	x[c, ++n[c]] = $2
	y[c, n[c]] = $3
	if (n[c] == 1) {
		lowx[c] = highx[c] = log10($2)
		lowy[c] = highy[c] = log10($3)
	}
	if (log10($2) > highx[c]) highx[c] = log10($2)
	if (log10($3) < lowy[c]) lowy[c] = log10($3)
	if (log10($3) > highy[c]) highy[c] = log10($3)
}
END {
	printf "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"270\" font-family=\"sans-serif\" font-size=\"11\">\n", curves * 270 + 20
	print "<rect width=\"100%\" height=\"100%\" fill=\"white\"/>"
	for (i = 1; i <= curves; i++) {
		c = name[i]
		left = 60 + (i - 1) * 270
		top = 30
		lowy[c] -= 0.1
		highy[c] += 0.1
		if (highy[c] - lowy[c] < 1)
			highy[c] = lowy[c] + 1
		printf "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" fill=\"none\" stroke=\"#999\"/>\n", left, top, wide, high
		printf "<text x=\"%d\" y=\"20\">seconds by %s</text>\n", left, title[c]
		# From the first point on, in proportion, as far as the panel goes.
		end = highx[c]
		if (log10(y[c, 1]) + end - lowx[c] > highy[c])
			end = lowx[c] + highy[c] - log10(y[c, 1])
		printf "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"#bbb\" stroke-dasharray=\"4\"/>\n", px(c, x[c, 1]), py(c, y[c, 1]), px(c, 10 ^ end), py(c, y[c, 1] * 10 ^ (end - lowx[c]))
		printf "<polyline fill=\"none\" stroke=\"#06c\" stroke-width=\"2\" points=\""
		for (k = 1; k <= n[c]; k++)
			printf "%.1f,%.1f ", px(c, x[c, k]), py(c, y[c, k])
		print "\"/>"
		for (k = 1; k <= n[c]; k++) {
			printf "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3\" fill=\"#06c\"/>\n", px(c, x[c, k]), py(c, y[c, k])
			printf "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%s</text>\n", px(c, x[c, k]), top + high + 15 + k % 2 * 13, x[c, k]
		}
		printf "<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%.3g</text>\n", left - 4, py(c, y[c, 1]) + 4, y[c, 1]
		printf "<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%.3g</text>\n", left - 4, py(c, y[c, n[c]]) - 6, y[c, n[c]]
	}
	print "</svg>"
}'
