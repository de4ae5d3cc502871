/* SPDX-License-Identifier: GPL-2.0-or-later */
/* How panels call things. */
#include "ui/panels/words.h"

#include "ui/panels/panels.h"

#include <glib/gi18n-lib.h>

VmrInk
vmr_subsystem_ink (KmSubsystem subsystem)
{
  static const VmrInk inks[] = {
    [KM_SUB_MACHINE] = VMR_INK_KERNEL, [KM_SUB_EXEC] = VMR_INK_VMALLOC,
    [KM_SUB_VMAS] = VMR_INK_ANON, [KM_SUB_TRANSLATE] = VMR_INK_PAGE_TABLE,
    [KM_SUB_FAULT] = VMR_INK_SWAP, [KM_SUB_BUDDY] = VMR_INK_SLAB, [KM_SUB_CACHE] = VMR_INK_FILE,
    [KM_SUB_RMAP] = VMR_INK_KSM, [KM_SUB_LIBC] = VMR_INK_HUGE,
  };

  G_STATIC_ASSERT (G_N_ELEMENTS (inks) == KM_N_SUBS);
  return subsystem < KM_N_SUBS ? inks[subsystem] : VMR_INK_KERNEL;
}

const char *
vmr_count_text (guint64 count,
                char   *buffer,
                gsize   length)
{
  g_autofree char *digits = g_strdup_printf ("%" G_GUINT64_FORMAT, count);
  g_autofree char *words = km_count_words (digits);

  g_strlcpy (buffer, words, length);
  return buffer;
}

guint
vmr_whole_mib (guint64 pfn)
{
  return (guint) ((pfn + 128) >> (20 - KM_PAGE_SHIFT));
}
