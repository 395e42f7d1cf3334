/* SPDX-License-Identifier: MIT */
/* Reaches match, score, decide, route, print with the built-in rules: what an
 * explanation lists adds up, and every format can print every record. */
#include "builtin.h"
#include "fuzz.h"
#include "print.h"

static void
oom(size_t want)
{
	fprintf(stderr, "out of memory: %zu\n", want);
	abort();
}

static void
check_sums(const struct ruleset *rs, const struct report *r)
{
	const struct tally *t = &r->tally;

	for (uint32_t k = 0; k < rs->n_class; k++) {
		int32_t sum = t->capped[k] + score_base(rs, k, t->n_addend);

		for (uint32_t i = 0; i < t->n_contribution; i++)
			sum += contribution_weight(
			    rs, &t->contribution[i], k);
		CLAIM(sum == t->sum[k]);
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	static struct arena rules, scratch;
	static struct router router;
	static FILE *out;
	const struct ruleset *rs = &builtin_ruleset;
	struct report r;

	if (out == NULL) {
		arena_init(&rules, (size_t)1 << 30, oom);
		arena_init(&scratch, (size_t)1 << 30, oom);
		out = fopen("/dev/null", "w");
		CLAIM(out != NULL);
		router_init(&router, &rules, rs, ENC_AUTO, true);
	}
	if (n > 65536)
		return 0;
	route(&router, (struct slice){(const char *)data, n}, &r);
	check_sums(rs, &r);
	CLAIM(r.verdict.channel < rs->n_channel);
	CLAIM(r.verdict.margin >= 0);
	for (int f = FORMAT_CARD; f <= FORMAT_NOTHING; f++) {
		struct options o = {.format = (enum format)f,
		    .template = "%c %n %p %w %e %s %S %m %u %r %f %N %R\\n",
		    .all = true,
		    .explain = true};
		struct printer p = {.out = out,
		    .rs = rs,
		    .options = &o,
		    .threshold = rs->threshold,
		    .scratch = &scratch};

		r.n = 1;
		print_report(&p, &r);
	}
	return 0;
}
