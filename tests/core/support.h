/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

/* Helpers of the tests of core: lines of the command language with printf's arguments. */

#include "core/machine/machine.h"

/* A machine booted by `machine ARGUMENTS`. */
KmMachine *test_machine (const char *arguments);
/* Runs a line; an error ends the test. The transcript, to be freed. */
char *test_run (KmMachine *machine, const char *format, ...) G_GNUC_PRINTF (2, 3);
/* The same, when nobody reads the transcript. */
void test_do (KmMachine *machine, const char *format, ...) G_GNUC_PRINTF (2, 3);
/* The value of an expression or query at the cursor; @task may be NULL. */
uint64_t test_value (const KmMachine *machine, const char *task, const char *format, ...)
  G_GNUC_PRINTF (3, 4);
/* Every invariant holds. */
void test_check (const KmMachine *machine);
/* Steps of kind @name that the last command made. */
guint test_count_steps (const KmMachine *machine, const char *name);
/* An argument of the @n-th of them, counted from 1. */
uint64_t test_step_arg (const KmMachine *machine, const char *name, guint n, const char *arg);
