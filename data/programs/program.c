/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A program of a few bytes with something in each part of its file: text, read-only data, data and
 * bss. */

const char greeting[] = "read-only data";
int counter = 1;            /* data: its value stands in the file */
int big_table[100000];      /* bss: only its size does */

void _start (void);

void
_start (void)
{
  for (;;)
    big_table[counter++ % 100000] = greeting[counter % 14];
}
