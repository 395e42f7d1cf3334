/* SPDX-License-Identifier: MIT */
/* Reaches rule_parse, rule_compile, trie_build, diag: any bytes either give
 * mistakes or rules that route. */
#include <setjmp.h>

#include "fuzz.h"
#include "route.h"
#include "rule_compile.h"

static jmp_buf out_of_memory;

static void
oom(size_t want)
{
	(void)want;
	longjmp(out_of_memory, 1);
}

static void
try_rules(struct arena *a, const struct source *source, FILE *out)
{
	static const char text[] = "카톡이 먹통, my phone bill 환불. a b c";
	struct ruleset rs;
	struct router router;
	struct report r;
	struct diag d;

	diag_init(&d, a);
	if (rule_load(a, source, 1, &rs, &d)) {
		CLAIM(d.n_error == 0);
		router_init(&router, a, &rs, ENC_AUTO, true);
		route(&router, slice_of(text), &r);
		route(&router, source->text, &r);
		CLAIM(r.verdict.channel < rs.n_channel);
	} else {
		CLAIM(d.n_error != 0);
	}
	diag_print(&d, out, "fuzz", SEV_NOTE);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	static FILE *out;
	static struct arena a;
	static char bytes[8 + 32768];
	struct source source = {"fuzz.rules", {bytes, 0}};

	if (out == NULL)
		out = fopen("/dev/null", "w");
	if (n > 32768)
		return 0;
	/* Half of the inputs are spared the first line. */
	if (n > 0 && data[0] != 'r') {
		memcpy(bytes, "rules 1\n", 8);
		source.text.len = 8;
	}
	if (n != 0)
		memcpy(bytes + source.text.len, data, n);
	source.text.len += n;
	arena_init(&a, (size_t)256 << 20, oom);
	if (setjmp(out_of_memory) == 0)
		try_rules(&a, &source, out);
	arena_free(&a);
	return 0;
}
