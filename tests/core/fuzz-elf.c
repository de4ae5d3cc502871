/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/exec/elf.h"

#include <stddef.h>
#include <stdint.h>

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  KmElf elf;

  if (km_elf_read_bytes ("fuzz", data, size, &elf, NULL))
    {
      g_assert_cmpuint (elf.n_segments, >, 0);
      g_assert_cmpuint (elf.n_segments, <=, KM_ELF_MAX_SEGMENTS);
      for (guint i = 1; i < elf.n_segments; i++)
        g_assert_cmpuint (elf.segments[i - 1].vaddr + elf.segments[i - 1].memsz, <=,
                          elf.segments[i].vaddr);
    }
  return 0;
}
