/* SPDX-License-Identifier: MIT */
#include "support.h"

static jmp_buf out_of_memory;
static size_t wanted;

static void
jump(size_t want)
{
	wanted = want;
	longjmp(out_of_memory, 1);
}

static void
memory_is_zeroed_and_aligned(void **state)
{
	struct arena a = test_arena();

	(void)state;
	for (size_t n = 1; n < 300; n += 7) {
		unsigned char *p = arena_alloc(&a, n, 1);

		assert_int_equal((uintptr_t)p % 16, 0);
		for (size_t i = 0; i < n; i++)
			assert_int_equal(p[i], 0);
		memset(p, 0xEE, n);
	}
	arena_reset(&a);
	assert_int_equal(*(unsigned char *)arena_alloc(&a, 1, 1), 0);
	arena_free(&a);
}

static void
objects_do_not_overlap(void **state)
{
	struct arena a = test_arena();
	unsigned char *p[200];

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(p); i++) {
		p[i] = arena_alloc(&a, i + 1, 3);
		memset(p[i], (int)i, 3 * (i + 1));
	}
	for (size_t i = 0; i < ARRAY_LEN(p); i++)
		for (size_t k = 0; k < 3 * (i + 1); k++)
			assert_int_equal(p[i][k], i);
	arena_free(&a);
}

static void
growing_copies_the_old_objects(void **state)
{
	struct arena a = test_arena();
	uint32_t *p = NULL;

	(void)state;
	for (uint32_t n = 0; n < 100; n++) {
		p = arena_grow(&a, p, n, n + 1, sizeof *p);
		assert_int_equal(p[n], 0);
		p[n] = n;
	}
	for (uint32_t n = 0; n < 100; n++)
		assert_int_equal(p[n], n);
	arena_free(&a);
}

static void
strings_end_in_a_zero(void **state)
{
	struct arena a = test_arena();

	(void)state;
	assert_string_equal(
	    arena_string(&a, (struct slice){"카톡 먹통", 6}), "카톡");
	assert_string_equal(arena_string(&a, (struct slice){NULL, 0}), "");
	arena_free(&a);
}

static void
the_limit_ends_in_oom(void **state)
{
	struct arena a;
	volatile size_t n = 0;

	(void)state;
	arena_init(&a, 100, jump);
	if (setjmp(out_of_memory) == 0)
		for (;;) {
			arena_alloc(&a, 1, 16);
			n++;
		}
	assert_int_equal(n, 6);
	assert_int_equal(wanted, 16);
	arena_free(&a);
}

static void
a_size_that_overflows_ends_in_oom(void **state)
{
	struct arena a;

	(void)state;
	arena_init(&a, SIZE_MAX, jump);
	if (setjmp(out_of_memory) == 0) {
		arena_alloc(&a, SIZE_MAX / 2, 3);
		fail_msg("it came back");
	}
	if (setjmp(out_of_memory) == 0) {
		arena_alloc(&a, SIZE_MAX, 1);
		fail_msg("it came back");
	}
	arena_free(&a);
}

static void
a_reset_arena_may_be_filled_again(void **state)
{
	struct arena a;

	(void)state;
	arena_init(&a, 4096, test_oom);
	for (int i = 0; i < 100; i++) {
		for (int k = 0; k < 4; k++)
			memset(arena_alloc(&a, 1024, 1), 1, 1024);
		arena_reset(&a);
		assert_int_equal(a.used, 0);
	}
	arena_free(&a);
}

static void
lent_memory_is_handed_out_first_and_never_freed(void **state)
{
	static _Alignas(64) char memory[512];
	struct arena a;
	char *first, *second;

	(void)state;
	arena_init(&a, 1 << 22, test_oom);
	arena_lend(&a, memory, sizeof memory);
	first = arena_alloc(&a, 100, 1);
	assert_true(first >= memory && first + 100 <= memory + sizeof memory);
	memset(first, 1, 100);
	second = arena_alloc(&a, 500, 1); /* more than is left */
	assert_true(second < memory || second >= memory + sizeof memory);
	memset(second, 1, 500);
	arena_reset(&a);
	for (int i = 0; i < 4; i++) {
		char *p = arena_alloc(&a, 300, 1);

		for (int k = 0; k < 300; k++)
			assert_int_equal(p[k], 0);
		memset(p, 1, 300);
	}
	arena_free(&a);
	arena_init(&a, 1 << 22, test_oom);
	memset(memory, 0, sizeof memory);
	arena_lend(&a, memory, sizeof memory);
	arena_free(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(memory_is_zeroed_and_aligned),
	    cmocka_unit_test(objects_do_not_overlap),
	    cmocka_unit_test(growing_copies_the_old_objects),
	    cmocka_unit_test(strings_end_in_a_zero),
	    cmocka_unit_test(the_limit_ends_in_oom),
	    cmocka_unit_test(a_size_that_overflows_ends_in_oom),
	    cmocka_unit_test(a_reset_arena_may_be_filled_again),
	    cmocka_unit_test(lent_memory_is_handed_out_first_and_never_freed),
	};

	return cmocka_run_group_tests_name("arena", tests, NULL, NULL);
}
