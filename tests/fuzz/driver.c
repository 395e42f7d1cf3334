/* SPDX-License-Identifier: MIT */
/*
 * driver: stands in for libFuzzer under any compiler and gives the files on
 * the command line to the target, one by one.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

int
main(int argc, char **argv)
{
	for (int i = 1; i < argc; i++) {
		size_t room = 1 << 20, n;
		uint8_t *data = malloc(room);
		FILE *f = fopen(argv[i], "rb");

		if (data == NULL || f == NULL) {
			perror(argv[i]);
			return 1;
		}
		n = fread(data, 1, room, f);
		fclose(f);
		LLVMFuzzerTestOneInput(data, n);
		free(data);
	}
	return 0;
}
