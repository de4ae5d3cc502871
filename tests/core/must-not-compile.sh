#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# must-not-compile.sh COMPILER…: the compiler sees a word of a step that is missing, unknown, doubled or without its name, a
# number of 32 bits that is added to 64, and a slot that is not its verb's.
cd "$(dirname "$0")/../.." || exit 1
folder=$(mktemp -d) || exit 1
trap 'rm -rf "$folder"' EXIT
n=0

# try NAME yes|no EMIT ASK: whether the compiler takes a function that emits and one that reads a step
try () {
  n=$((n + 1))
  cat > "$folder/a.c" <<END
$head
void emit (KmMachine *m, uint32_t a, uint32_t b);
uint64_t ask (const KmMachine *m, uint32_t step);
void emit (KmMachine *m, uint32_t a, uint32_t b) { $3; }
uint64_t ask (const KmMachine *m, uint32_t step) { return $4; }
END
  got=no
  # shellcheck disable=SC2046
  $compiler -std=gnu11 -Wall -Wextra -Werror -Wno-unused-parameter -fsyntax-only -I. $(pkg-config --cflags glib-2.0) \
    "$folder/a.c" 2> "$folder/said" && got=yes
  if [ "$got" = "$2" ]; then
    echo "ok $n $1"
  else
    sed 's/^/# /' "$folder/said"
    echo "not ok $n $1"
  fi
}

compiler=$*
head='#include "core/state/cursor.h"
#include "core/state/edit.h"'
fine='km_step (m, EXEC_ARGS, .addr = a, .pfn = b)'
try 'all words by their names' yes "$fine" 'km_step_get (m, step, EXEC_ARGS).pfn'
try 'a word is missing' no 'km_step (m, EXEC_ARGS, .addr = a)' 0
try 'a word is of another step' no 'km_step (m, EXEC_ARGS, .addr = a, .order = b)' 0
try 'one more word' no 'km_step (m, EXEC_ARGS, .addr = a, .pfn = b, .order = 0)' 0
try 'the same word twice' no 'km_step (m, EXEC_ARGS, .addr = a, .addr = b)' 0
try 'words without names' no 'km_step (m, EXEC_ARGS, a, b)' 0
try 'words where there are none' no 'km_step (m, DONE, .addr = a)' 0
try 'no words where there are some' no 'km_step_plain (m, EXEC_ARGS)' 0
try 'no such step' no 'km_step (m, EXEC_NOTHING, .addr = a)' 0
try 'a word asked for that the step has not' no "$fine" 'km_step_get (m, step, EXEC_ARGS).order'
try 'a word asked for that no step has' no "$fine" KM_ARG_NAME_nothing
try '64 bits added to 64' yes 'KM_BUMP (m, m->state->config.ram, (uint64_t) a)' 0
try '32 bits added to 64' no 'KM_BUMP (m, m->state->config.ram, -1u)' 0

# The slots of a verb.
head='#include "core/language/call.h"'
try 'a slot of the verb' yes 'g_print ("%p", (gconstpointer) ((const KmArgs_munmap *) m)->LEN.slot.arg)' 0
try 'a slot the verb has not' no 'g_print ("%p", (gconstpointer) ((const KmArgs_munmap *) m)->PROT.slot.arg)' 0
try 'a number read as a task' no 'km_call_task (NULL, ((const KmArgs_munmap *) m)->LEN, NULL)' 0
try 'a handler of another verb' no 'gboolean (*f) (KmCall *, const KmArgs_mmap *, GError **) = km_verb_munmap; f (NULL, NULL, NULL)' 0
echo "1..$n"
