/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What a row of a program's table is, in the plain drawing and unfolded, and how it says so. */
#include "ui/stages/translate-plain-words.h"

#include "ui/stages/translate-rows.h"

#include <glib/gi18n-lib.h>

gboolean
vmr_row_is_single (const VmrRow *row)
{
  return row->end - row->start == KM_PAGE_SIZE;
}

/* Unfolded, a row is known by its index, as long as it is in one table. */
static gboolean
is_one_table (const VmrPlain *p,
              const VmrRow   *row)
{
  guint64 span = km_machine_state (p->machine)->config.pae ? 1u << 21 : 1u << 22;

  return row->start / span == (row->end - 1) / span;
}

/* Tables of this program that there are for the pages of a row. */
static guint
tables_of (const VmrPlain *p,
           const VmrSide  *side,
           const VmrRow   *row)
{
  guint64 span = km_machine_state (p->machine)->config.pae ? 1u << 21 : 1u << 22;
  guint n = 0;

  for (guint64 addr = row->start; addr < row->end; addr = (addr | (span - 1)) + 1)
    {
      KmPhys at;

      vmr_plain_entry (p->machine, side->mm, (KmAddr) addr, &at);
      n += at != 0;
    }
  return n;
}

/* An index says nothing where the pages are in several tables: how many of these there are. */
static char *
tables_text (const VmrPlain *p,
             const VmrSide  *side,
             const VmrRow   *row)
{
  guint n = tables_of (p, side, row);

  if (n < 2)
    return g_strdup (n == 1 ? _("1 table") : "");
  return g_strdup_printf (_("%u tables"), n);
}

/* "0x08049 – 04f": of the last page only what differs. */
char *
vmr_row_range (const VmrPlain *p,
               const VmrSide  *side,
               const VmrRow   *row,
               gboolean        by_index)
{
  guint first = (guint) (row->start >> KM_PAGE_SHIFT),
  last = (guint) (row->end >> KM_PAGE_SHIFT) - 1;
  guint mask = km_machine_state (p->machine)->config.pae ? 511 : 1023;

  if (by_index && is_one_table (p, row))
    return first == last ? g_strdup_printf ("%u", first & mask)
           : g_strdup_printf ("%u – %u", first & mask, last & mask);
  if (by_index)
    return tables_text (p, side, row);
  if (first == last)
    return g_strdup_printf ("0x%05x", first);
  return g_strdup_printf (first >> 12 == last >> 12 ? "0x%05x – %03x" : "0x%05x – %05x", first,
                          first >> 12 == last >> 12 ? last & 0xfff : last);
}

VmrRowState
vmr_row_state (const VmrPlain *p,
               const VmrSide  *side,
               const VmrRow   *row)
{
  /* What ends in the directory is not in a row of the table. */
  VmrRowState s = { .focus = side->has_addr && side->addr >= row->start && side->addr < row->end &&
                             (row->kind != VMR_ROW_KERNEL || p->ends.h <= 0) };

  s.lit = s.focus && side->live && (p->access.row || p->access.fault);
  s.ahead = s.focus && side->live && !s.lit;
  if (row->kind == VMR_ROW_KERNEL)
    {
      s.lit |= side->runs && (vmr_plain_in_syscall (p) || vmr_session_cursor (p->session) ==
                              vmr_stage_reached (p->session, KM_STEP_SYSCALL_EXIT)) &&
               vmr_stage_reached (p->session, KM_STEP_SYSCALL_ENTER);
      return s;
    }
  s.entry = vmr_plain_entry (p->machine, side->mm, (KmAddr) row->start, &s.at);
  s.present = vmr_row_is_single (row) ? (s.entry & KM_PTE_P) != 0
              : km_walk_present (p->machine, side->mm, (KmAddr) row->start, (KmAddr) row->end);
  return s;
}

char *
vmr_row_value (const VmrPlain    *p,
               const VmrSide     *side,
               const VmrRow      *row,
               const VmrRowState *s)
{
  if (row->kind == VMR_ROW_KERNEL)
    return g_strdup (p->n_sides > 1 ? _("same in both") : _("same for all"));
  if (s->present == 0)
    /* That no page has a table is more than that none has a frame. */
    return g_strdup (p->levels && tables_of (p, side, row) == 0 ? _("no table") : _("none"));
  if (vmr_row_is_single (row))
    return g_strdup_printf ("0x%05x", km_entry_pfn (s->entry));
  return s->present == 1 ? g_strdup (_("1 frame")) : g_strdup_printf (_("%u frames"), s->present);
}

char *
vmr_row_name (const VmrPlain    *p,
              const VmrSide     *side,
              const VmrRow      *row,
              const VmrRowState *s,
              const char        *pages,
              const char        *value)
{
  const char *task = km_task_name (p->machine, side->task);

  if (row->kind == VMR_ROW_KERNEL)
    return g_strdup_printf (_("%s, kernel, the same in every program"), task);
  if (!vmr_row_is_single (row))
    return g_strdup_printf (_("%s, pages %s, %s"), task, pages, value);
  if (s->present == 0)
    return g_strdup_printf (_("%s, page %s, no frame"), task, pages);
  return g_strdup_printf (_("%s, page %s, frame %s"), task, pages, value);
}

/* Where a run does not fit its first page stands for it. */
char *
vmr_row_brief (const VmrPlain *p,
               const VmrSide  *side,
               const VmrRow   *row)
{
  guint first = (guint) (row->start >> KM_PAGE_SHIFT);

  if (p->levels && is_one_table (p, row))
    return g_strdup_printf ("%u …", first & (km_machine_state (p->machine)->config.pae ? 511 : 1023));
  if (p->levels)
    return tables_text (p, side, row);
  return g_strdup_printf ("0x%05x …", first);
}

char *
vmr_row_tip (const VmrPlain    *p,
             const VmrRow      *row,
             const VmrRowState *s)
{
  if (s->at == 0 || s->large || (!vmr_row_is_single (row) && !is_one_table (p, row)))
    return NULL;
  return g_strdup_printf (vmr_row_is_single (row) ? _("pte_t at 0x%08x") : _("pte_t from 0x%08x on"), (guint) s->at);
}
