/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

/* Helpers of the tests against recordings. */

#include "core/machine/machine.h"

/* The path of a recording in this folder, "mini-64M/self.txt", and its lines. */
char *truth_path (const char *name);
GStrv truth_lines (const char *name);
/* @length bytes of @text, all with -1, in a new temporary file; its path, to be unlinked and freed. */
char *truth_write (const char *text, gssize length);
/* Runs a formatted line; a failure ends the test. What it printed, to be freed. */
char *truth_run (KmMachine *machine, const char *format, ...) G_GNUC_PRINTF (2, 3);
/* Lines of @lines that are areas, from @from on up to the first that is none, joined. @indent is what
 * stands before each. Numbers of pages in brackets behind it are left out. */
char *truth_areas (GStrv lines, guint from, const char *indent);
/* Starts task @name with the areas of a maps listing: program, then interpreter and mappings. Shared
 * mappings, vvar, vdso and stack come by themselves or are mapped after. */
void truth_exec (KmMachine *machine, const char *name, const char *areas);
/* A line of `print pagemap` has a recorded line's address, mappings and flags; frame and number depend on the boot. */
void truth_assert_page (const char *own, const char *recorded);
/* Stores to pages of an area of its own until @n pages wait in the batch of CPU 0 for their LRU list. */
void truth_fill_pagevec (KmMachine *machine, const char *task, guint n);
