/* SPDX-License-Identifier: MIT */
#include "cp949.h"

#include "utf8.h"

#include "tables/cp949_data.h"

size_t
cp949_decode(const unsigned char *s, size_t n, uint32_t *cp)
{
	if (s[0] < 0x80) {
		*cp = s[0];
		return 1;
	}
	*cp = UTF8_BAD;
	if (s[0] == 0x80 || s[0] == 0xFF || n < 2 || s[1] < 0x41 ||
	    s[1] == 0xFF || cp949_cell[s[0] - 0x81][s[1] - 0x41] == 0)
		return 1;
	*cp = cp949_cell[s[0] - 0x81][s[1] - 0x41];
	return 2;
}
