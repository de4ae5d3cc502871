/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

/* What the verbs on a range of a task's memory share: how they read it, and how a system call ends. */

#include "core/language/call.h"

G_BEGIN_DECLS

/* The address space of the task that is named; NULL with an error. */
const KmMm *km_call_mm (KmCall *call, KmSlotTask named, GError **error);
/* Two values of 32 bits, of which nothing else is asked: what is wrong with them the kernel says. */
gboolean km_call_range (KmCall *call, KmSlotNumber start, KmSlotNumber bytes, uint32_t *addr, uint32_t *length,
                        GError **error);
/* @result is 0 or a -errno, which the transcript then names. Always TRUE: the line itself was right. */
gboolean km_call_answer (KmCall *call, uint32_t result);

G_END_DECLS
