/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Allocation masks and their names: include/linux/gfp.h, include/trace/events/mmflags.h. */
#include "core/state/gfp.h"

/* In the order in which ftrace looks for them: whole masks first, then single bits. */
static const struct { const char *name; uint32_t mask; } names[] = {
  { "GFP_TRANSHUGE", 0x1c24ca }, { "GFP_TRANSHUGE_LIGHT", 0x1c20ca },
  { "GFP_HIGHUSER_MOVABLE", 0x100cca }, { "GFP_HIGHUSER", 0x100cc2 }, { "GFP_USER", 0x100cc0 },
  { "GFP_KERNEL_ACCOUNT", 0x400cc0 }, { "GFP_KERNEL", 0xcc0 }, { "GFP_NOFS", 0xc40 },
  { "GFP_ATOMIC", 0xa20 }, { "GFP_NOIO", 0xc00 }, { "GFP_NOWAIT", 0x800 }, { "GFP_DMA", 0x1 },
  { "__GFP_HIGHMEM", 0x2 }, { "GFP_DMA32", 0x4 }, { "__GFP_HIGH", 0x20 },
  { "__GFP_ATOMIC", 0x200 }, { "__GFP_IO", 0x40 }, { "__GFP_FS", 0x80 },
  { "__GFP_NOWARN", 0x2000 }, { "__GFP_RETRY_MAYFAIL", 0x4000 }, { "__GFP_NOFAIL", 0x8000 },
  { "__GFP_NORETRY", 0x10000 }, { "__GFP_COMP", 0x40000 }, { "__GFP_ZERO", 0x100 },
  { "__GFP_NOMEMALLOC", 0x80000 }, { "__GFP_MEMALLOC", 0x20000 }, { "__GFP_HARDWALL", 0x100000 },
  { "__GFP_THISNODE", 0x200000 }, { "__GFP_RECLAIMABLE", 0x10 }, { "__GFP_MOVABLE", 0x8 },
  { "__GFP_ACCOUNT", 0x400000 }, { "__GFP_WRITE", 0x1000 }, { "__GFP_RECLAIM", 0xc00 },
  { "__GFP_DIRECT_RECLAIM", 0x400 }, { "__GFP_KSWAPD_RECLAIM", 0x800 }, { "__GFP_DMA", 0x1 },
};

KmZoneIndex
km_gfp_zone (uint32_t gfp)
{
  if ((gfp & (KM_GFP_HIGHMEM | KM_GFP_MOVABLE)) == (KM_GFP_HIGHMEM | KM_GFP_MOVABLE))
    return KM_ZONE_MOVABLE;
  if (gfp & KM_GFP_HIGHMEM)
    return KM_ZONE_HIGHMEM;
  return gfp & KM_GFP_DMA ? KM_ZONE_DMA : KM_ZONE_NORMAL;
}

KmMigrateType
km_gfp_migrate_type (uint32_t gfp)
{
  return (gfp & (KM_GFP_MOVABLE | KM_GFP_RECLAIMABLE)) >> 3;
}

static gboolean
mask_of (const char *name, uint32_t *mask)
{
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (strcmp (names[i].name, name) == 0)
      {
        *mask = names[i].mask;
        return TRUE;
      }
  return FALSE;
}

gboolean
km_gfp_parse (const char *text, uint32_t *gfp, char **unknown)
{
  g_auto (GStrv) parts = g_strsplit (text, "|", -1);

  *gfp = 0;
  for (guint i = 0; parts[i] != NULL; i++)
    {
      uint32_t mask;

      g_strstrip (parts[i]);
      if (!mask_of (parts[i], &mask))
        {
          *unknown = g_strdup (parts[i]);
          return FALSE;
        }
      *gfp |= mask;
    }
  if ((*gfp & (KM_GFP_MOVABLE | KM_GFP_RECLAIMABLE)) == (KM_GFP_MOVABLE | KM_GFP_RECLAIMABLE))
    {
      *unknown = g_strdup ("__GFP_MOVABLE|__GFP_RECLAIMABLE");
      return FALSE;
    }
  return TRUE;
}

char *
km_gfp_to_string (uint32_t gfp)
{
  GString *text = g_string_new (NULL);

  if (gfp == 0)
    return g_string_free (g_string_assign (text, "none"), FALSE);
  for (gsize i = 0; i < G_N_ELEMENTS (names) && gfp != 0; i++)
    if (names[i].mask != 0 && (gfp & names[i].mask) == names[i].mask)
      {
        g_string_append_printf (text, "%s%s", text->len > 0 ? "|" : "", names[i].name);
        gfp &= ~names[i].mask;
      }
  if (gfp != 0)
    g_string_append_printf (text, "%s0x%x", text->len > 0 ? "|" : "", gfp);
  return g_string_free (text, FALSE);
}
