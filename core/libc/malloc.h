/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

/*
 * malloc and free as the C library of Debian 12 for i386 has them (glibc 2.36, malloc/malloc.c), for one thread:
 *
 *   start_brk                                                          brk
 *   │8│ header │ memory ……… │ header │ free ……… │ header │ top ……… │
 *        8 bytes
 *
 * Pieces are multiples of 16 bytes. What no free piece serves is cut off the top; the top is enlarged by the kernel in bulk,
 * 128 KiB at a time. A piece of 128 KiB and more that the top has no room for gets an area of its own. Neighbours that are
 * free become one, and a top of 128 KiB and more is given back. The library writes the headers into the program's memory,
 * so that its pages get frames.
 *
 * Unlike glibc: no caches for small pieces (tcache, fast bins), and the free piece that fits best is taken without bins.
 */

#include "core/state/edit.h"

G_BEGIN_DECLS

/* The address of @bytes, with the steps of what it needs; 0 when there is no memory or the task got a signal. */
KmAddr km_libc_malloc (KmMachine *m, const KmTask *task, uint32_t bytes);
/* FALSE when @addr is none that malloc gave and that is still in use; then nothing has happened. */
gboolean km_libc_free (KmMachine *m, const KmTask *task, KmAddr addr);

/* The piece whose memory begins at @addr; NULL when there is none in use. */
const KmChunk *km_libc_chunk (const KmMachine *m, const KmMm *mm, KmAddr addr);

G_END_DECLS
