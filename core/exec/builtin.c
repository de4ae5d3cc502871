/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/exec/builtin.h"

#include <elf.h>
#include <string.h>

#define LD_SIZE 0x2ad8cu
#define LD_ENTRY 0x10b0u

static const Elf32_Phdr ld_phdr[] = {
  { PT_LOAD, 0x0, 0x0, 0x0, 0xa7c, 0xa7c, PF_R, 0x1000 },
  { PT_LOAD, 0x1000, 0x1000, 0x1000, 0x1cdf3, 0x1cdf3, PF_R | PF_X, 0x1000 },
  { PT_LOAD, 0x1e000, 0x1e000, 0x1e000, 0xa7dc, 0xa7dc, PF_R, 0x1000 },
  { PT_LOAD, 0x29720, 0x2a720, 0x2a720, 0x11a8, 0x1260, PF_R | PF_W, 0x1000 },
  { PT_GNU_STACK, 0, 0, 0, 0, 0, PF_R | PF_W, 0x10 },
};

KmImage *
km_image_builtin (const char *path)
{
  struct { Elf32_Ehdr header; Elf32_Phdr phdr[G_N_ELEMENTS (ld_phdr)]; } file = { 0 };

  if (strcmp (path, "/lib/ld-linux.so.2") != 0 && strcmp (path, "/lib64/ld-linux-x86-64.so.2") != 0)
    return NULL;
  memcpy (file.header.e_ident, ELFMAG, SELFMAG);
  file.header.e_ident[EI_CLASS] = ELFCLASS32;
  file.header.e_ident[EI_DATA] = ELFDATA2LSB;
  file.header.e_ident[EI_VERSION] = EV_CURRENT;
  file.header.e_type = GUINT16_TO_LE (ET_DYN);
  file.header.e_machine = GUINT16_TO_LE (EM_386);
  file.header.e_entry = GUINT32_TO_LE (LD_ENTRY);
  file.header.e_phoff = GUINT32_TO_LE (sizeof file.header);
  file.header.e_phentsize = GUINT16_TO_LE (sizeof *file.phdr);
  file.header.e_phnum = GUINT16_TO_LE (G_N_ELEMENTS (ld_phdr));
  for (guint i = 0; i < G_N_ELEMENTS (ld_phdr) * sizeof *ld_phdr / sizeof (uint32_t); i++)
    ((uint32_t *) file.phdr)[i] = GUINT32_TO_LE (((const uint32_t *) ld_phdr)[i]);
  return km_image_new (path, LD_SIZE, g_bytes_new (&file, sizeof file));
}
