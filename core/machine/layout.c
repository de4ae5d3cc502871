/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Where the kernel's quarter is divided, and which RAM there is: specification 1.1–1.7.
 * arch/x86/mm/init_32.c: find_low_pfn_range (); asm/pgtable_32_areas.h.
 */
#include "core/machine/layout.h"

#define MIB ((uint64_t) 1024 * 1024)
#define GIB (1024 * MIB)
#define PERCPU_FRAMES 36          /* the most that a CPU takes, see reserve_boot_memory () */
#define PFN(bytes) ((KmPfn) ((bytes) >> KM_PAGE_SHIFT))

/* What a layout fixes whatever the RAM size. Image frames are those of the recorded kernels'
 * /proc/iomem; `classic` has an image of 7.75 MiB at 1 MiB. */
typedef struct
{
  const char *name;
  gboolean pae;
  uint32_t lowmem_limit;        /* frames */
  KmAddr vmalloc_end, pkmap_base;
  uint32_t last_pkmap;
  KmAddr ldt_base, cea_base, fixaddr_start, fixaddr_tot_start;
  uint32_t firmware_keeps;      /* bytes at the top of RAM */
  uint64_t min_ram, max_ram;
  KmPfn image_start, rodata_end, init_start, init_end, image_end;
  KmAddr code_end, data_start, data_end;        /* physical */
  uint32_t struct_page;         /* bytes; 40 with memory cgroups */
} Preset;

static const Preset presets[KM_N_LAYOUTS] = {
  [KM_LAYOUT_CLASSIC] = {
    "classic", FALSE, 229376, 0xff7fe000, 0xff800000, 1024, 0, 0, 0xfff1a000, 0xffd19000, 0,
    16 * MIB, 4 * GIB, 0x100, 0x63f, 0x714, 0x784, 0x8c0,
    0x4b33c7, 0x63f000, 0x713660, 32 },
  [KM_LAYOUT_MINI] = {
    "mini", FALSE, 225278, 0xfeffe000, 0xff000000, 1024, 0xff400000, 0xff800000, 0xfff1a000,
    0xffd19000, 152 * 1024, 48 * MIB, 4 * GIB,
    0x1000, 0x153f, 0x1614, 0x1684, 0x16c8, 0x13b33c7, 0x153f000, 0x1613660, 32 },
  [KM_LAYOUT_DEBIAN] = {
    "debian-5.10", FALSE, 224254, 0xfebfe000, 0xfec00000, 1024, 0xff000000, 0xff400000, 0xffd38000,
    0xff9fe000, 152 * 1024, 48 * MIB, 4 * GIB,
    0x1000, 0x1a94, 0x1bd1, 0x1cad, 0x1d24, 0x1819ca0, 0x1a94000, 0x1bb4c80, 40 },
  [KM_LAYOUT_DEBIAN_PAE] = {
    "debian-5.10-pae", TRUE, 225278, 0xfeffe000, 0xff000000, 512, 0xff200000, 0xff400000, 0xffd38000,
    0xff9fe000, 152 * 1024, 48 * MIB, 16 * GIB,
    0x1000, 0x1aad, 0x1bf6, 0x1cd2, 0x1d4c, 0x1833580, 0x1aae000, 0x1bd5880, 40 },
};

const char *
km_layout_name (KmLayoutKind layout)
{
  g_return_val_if_fail (layout < KM_N_LAYOUTS, NULL);
  return presets[layout].name;
}

void
km_layout_limits (KmLayoutKind layout, uint64_t *least, uint64_t *most)
{
  g_return_if_fail (layout < KM_N_LAYOUTS);
  *least = presets[layout].min_ram;
  *most = presets[layout].max_ram;
}

static gboolean
check_ram (const KmConfig *config, const Preset *preset, GError **error)
{
  if (config->ram % KM_PAGE_SIZE != 0)
    g_set_error (error, KM_MACHINE_ERROR, KM_MACHINE_ERROR_SYNTAX,
                 "a RAM size of %" G_GUINT64_FORMAT " does not end with a page; expected a multiple of "
                  "4 KiB", config->ram);
  else if (config->ram < preset->min_ram)
    g_set_error (error, KM_MACHINE_ERROR, KM_MACHINE_ERROR_SYNTAX,
                 "%" G_GUINT64_FORMAT " KiB of RAM are too little for layout %s; expected at least %"
                 G_GUINT64_FORMAT " MiB", config->ram / 1024, preset->name, preset->min_ram / MIB);
  else if (config->ram > preset->max_ram)
    g_set_error (error, KM_MACHINE_ERROR, KM_MACHINE_ERROR_SYNTAX,
                 "%" G_GUINT64_FORMAT " MiB of RAM are too much for layout %s; expected at most %"
                 G_GUINT64_FORMAT " MiB", config->ram / MIB, preset->name, preset->max_ram / MIB);
  else
    return TRUE;
  return FALSE;
}

/*
 * The firmware's map. `classic` is flat; the measured machines put what does not fit under the PCI
 * hole above 4 GiB (3 GiB stay below once RAM reaches 3.5 GiB), where only PAE reaches it.
 */
static guint
firmware_map (const KmConfig *config, const Preset *preset, KmRange *ranges)
{
  KmPhys below = preset->firmware_keeps != 0 && config->ram >= 3584 * MIB ? 3 * GIB : config->ram;
  KmPhys top = config->e820_top != 0 ? MIN ((KmPhys) config->e820_top << KM_PAGE_SHIFT, below)
                                     : below - preset->firmware_keeps;
  guint n = 0;

  ranges[n++] = (KmRange) { 0, preset->firmware_keeps == 0 ? 640 * 1024 - 1 : 0x9fbff };
  ranges[n++] = (KmRange) { MIB, top - 1 };
  if (config->ram > below)
    ranges[n++] = (KmRange) { 4 * GIB, 4 * GIB + (config->ram - below) - 1 };
  return n;
}

static KmPfn
max_pfn_of (const KmRange *ranges, guint n, gboolean pae)
{
  KmPfn max = 0;

  for (guint i = 0; i < n; i++)
    if (pae || ranges[i].last < 4 * GIB)
      max = MAX (max, PFN (ranges[i].last + 1));
  return max;
}

static void
place_regions (const Preset *preset, KmLayout *layout)
{
  layout->high_memory = KM_PAGE_OFFSET + (layout->max_low_pfn << KM_PAGE_SHIFT);
  if (preset->firmware_keeps == 0)   /* 2.6: at least 8 MiB away, on an 8 MiB border */
    layout->vmalloc_start = (layout->high_memory + 16 * MIB - 1) & ~(uint32_t) (8 * MIB - 1);
  else
    layout->vmalloc_start = layout->high_memory + 8 * MIB;
  layout->vmalloc_end = preset->vmalloc_end;
  layout->pkmap_base = preset->pkmap_base;
  layout->last_pkmap = preset->last_pkmap;
  layout->ldt_base = preset->ldt_base;
  layout->ldt_end = preset->ldt_base == 0 ? 0 : preset->ldt_base + (preset->pae ? 2 : 4) * MIB;
  layout->cea_base = preset->cea_base;
  if (preset->cea_base != 0)    /* 43 pages for each possible CPU, one for the interrupt table */
    layout->cea_end = preset->cea_base
                      + KM_PAGE_SIZE * (43 * (preset->cea_base == 0xff800000 ? 8 : 32) + 1);
  layout->fixaddr_start = preset->fixaddr_start;
  layout->fixaddr_tot_start = preset->fixaddr_tot_start;
  layout->fixaddr_top = 0xfffff000;
}

/* The image at the bottom of low memory, and what memblock takes from its end: a recording may say that
 * low memory ends anywhere. */
static gboolean
check_low_memory (const KmConfig *config, const KmLayout *layout, GError **error)
{
  uint32_t taken = layout->image_end + layout->mem_map_frames + PERCPU_FRAMES * config->cpus
                   + layout->max_low_pfn / 512;

  if (taken < layout->max_low_pfn)
    return TRUE;
  g_set_error (error, KM_MACHINE_ERROR, KM_MACHINE_ERROR_SYNTAX,
               "low memory that ends at frame 0x%05x; expected it to end behind 0x%05x, which the kernel "
               "image and its tables need", layout->max_low_pfn, taken);
  return FALSE;
}

gboolean
km_layout_compute (const KmConfig *config, KmLayout *layout, KmRange *ranges, guint *n_ranges,
                   GError **error)
{
  const Preset *preset = &presets[config->layout];

  if (!check_ram (config, preset, error))
    return FALSE;
  memset (layout, 0, sizeof *layout);
  *n_ranges = firmware_map (config, preset, ranges);
  layout->max_pfn = max_pfn_of (ranges, *n_ranges, preset->pae);
  layout->max_low_pfn =
    MIN (layout->max_pfn, config->low_end != 0 ? config->low_end : preset->lowmem_limit);
  place_regions (preset, layout);
  layout->image_start = preset->image_start;
  layout->code_end = preset->code_end;
  layout->rodata_end = preset->rodata_end;
  layout->data_start = preset->data_start;
  layout->data_end = preset->data_end;
  layout->init_start = preset->init_start;
  layout->init_end = preset->init_end;
  layout->image_end = preset->image_end;
  layout->mem_map_frames = ((uint64_t) layout->max_pfn * preset->struct_page + KM_PAGE_SIZE - 1)
                           / KM_PAGE_SIZE;
  layout->mem_map_pfn = layout->max_low_pfn - layout->mem_map_frames;
  return check_low_memory (config, layout, error);
}
