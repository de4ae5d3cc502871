/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The digits below the plain drawing, the one row of a program that is alone, and the machine on
 * which nothing runs yet. */
#include "ui/stages/translate-plain-private.h"
#include "ui/stages/translate-rows.h"

#include "ui/draw/roles.h"
#include "ui/session/areas.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define DIGITS (VMR_BODY | VMR_MONO | VMR_BOLD)

typedef struct
{
  const char *text;
  VmrInk      ground;           /* NONE: no tint behind */
} Piece;

/* Pieces of a number, one after the other: those that are replaced have a ground of their colour.
 * FALSE when there is no room. */
static gboolean
pieces_draw (VmrCells    *cells,
             VmrRect      room,
             const Piece *pieces,
             guint        n,
             gboolean     right)
{
  double total = 0, x;

  for (guint i = 0; i < n; i++)
    total += vmr_cells_measure (cells, DIGITS, pieces[i].text);
  if (total > room.w)
    return FALSE;
  x = right ? room.x + room.w - total : room.x;
  for (guint i = 0; i < n; i++)
    {
      double w = vmr_cells_measure (cells, DIGITS, pieces[i].text);

      if (pieces[i].ground != VMR_INK_NONE)
        vmr_cells_box (cells, VMR_RECT (x, room.y + 1, w, room.h - 2), pieces[i].ground,
                       VMR_TINT_PALE + 10, 3);
      vmr_cells_text (cells, VMR_RECT (x, room.y, w + 1, room.h), DIGITS,
                      g_str_has_prefix (pieces[i].text, "0x") && pieces[i].text[2] == '\0'
                      ? VMR_INK_SECONDARY : VMR_INK_TEXT, pieces[i].text, NULL);
      x += w;
    }
  return TRUE;
}

static char *
sentence_make (const VmrPlain *p,
               const VmrSide  *side,
               gboolean        reached)
{
  static const struct { const char *soon, *now; } words[] = {
    [KM_ACCESS_READ]  = { N_("%s is about to read there."),
                          N_("%s reads: the CPU uses the table of %s.") },
    [KM_ACCESS_WRITE] = { N_("%s is about to store there."),
                          N_("%s stores: the CPU uses the table of %s.") },
    [KM_ACCESS_EXEC]  = { N_("%s is about to fetch an instruction there."),
                          N_("%s fetches an instruction: the CPU uses the table of %s.") },
  };
  const char *comm = km_task_name (p->machine, side->task);

  if (side->subject)
    return g_strdup_printf (_("The kernel works on this page of %s."), comm);
  if (side->compared)
    return g_strdup_printf (_("In the table of %s the same address leads here."), comm);
  if (side->live && !reached && vmr_plain_in_fault (p))
    return g_strdup_printf (_("%s is stopped: the kernel decides."), comm);
  if (side->live && p->access.hit)
    return g_strdup (_("The TLB knows the frame: no table is read."));
  if (side->live && !reached)
    return g_strdup_printf (_(words[side->kind].soon), comm);
  if (side->live)
    return g_strdup_printf (_(words[side->kind].now), comm, comm);
  if (side->runs)
    return g_strdup_printf (_("What %s used last."), comm);
  return g_strdup_printf (side->kind == KM_ACCESS_WRITE
                          ? _("The word that %s stored stays as it was.")
                                      : _("%s waits; its table stays as it was."), comm);
}

/* The same in a narrow place; NULL when there are no fewer words for it. */
static const char *
sentence_brief (const VmrPlain *p,
                const VmrSide  *side)
{
  if (side->live && p->access.hit && !vmr_plain_in_fault (p))
    return _("The TLB knows the frame.");
  if (side->compared)
    return _("The same address leads here.");
  if (side->subject || side->live || side->runs)
    return NULL;
  return side->kind == KM_ACCESS_WRITE ? _("Its word stays as it was.") : _("Its table stays as it was.");
}

static gboolean
is_reached (const VmrPlain *p,
            const VmrSide  *side)
{
  return (!side->live || p->access.road) && side->addr < KM_PAGE_OFFSET &&
         vmr_plain_entry (p->machine, side->mm, side->addr, NULL) & KM_PTE_P;
}

double
vmr_plain_sentence_width (const VmrPlain *p,
                          const VmrSide  *side)
{
  g_autofree char *sentence = NULL;

  if (!side->has_addr || side->task->signal != 0)
    return 0;
  sentence = sentence_make (p, side, is_reached (p, side));
  return vmr_cells_measure (p->cells, VMR_SMALL, sentence) + 4;
}

/* The page number is replaced by the frame number, the rest stays. */
void
vmr_plain_digits (VmrPlain      *p,
                  const VmrSide *side,
                  VmrRect        room)
{
  double line = ceil (p->cells->metrics.body * 1.5), small = ceil (p->small * 1.5);
  gboolean reached = is_reached (p, side);
  guint64 entry = vmr_plain_entry (p->machine, side->mm, side->addr, NULL);
  g_autofree char *page = g_strdup_printf ("%05x", side->addr >> KM_PAGE_SHIFT);
  g_autofree char *frame = g_strdup_printf ("%05x", km_entry_pfn (entry));
  g_autofree char *rest = g_strdup_printf ("%03x", side->addr & 0xfff);
  g_autofree char *sentence = NULL;
  VmrInk ground = vmr_use_ink (km_frame_use_at (p->machine, km_entry_pfn (entry)));
  guint n;

  if (!side->has_addr)
    return;
  n = reached ? 7 : 3;
  {
    const Piece pieces[] = {
      { "0x", VMR_INK_NONE }, { page, VMR_INK_PAGE_TABLE }, { rest, VMR_INK_NONE },
      { " → ", VMR_INK_NONE },
      { "0x", VMR_INK_NONE }, { frame, ground }, { rest, VMR_INK_NONE },
    };
    const Piece brief[] = { pieces[1], pieces[3], pieces[5] };

    if (!pieces_draw (p->cells, VMR_RECT (room.x, room.y, room.w, line), pieces, n, side->right))
      pieces_draw (p->cells, VMR_RECT (room.x, room.y, room.w, line), brief, n > 3 ? 3 : 1,
                   side->right);
  }
  if (side->task->signal != 0)
    return;
  sentence = sentence_make (p, side, reached);
  vmr_cells_text (p->cells, VMR_RECT (room.x, room.y + line, room.w, small),
                  VMR_SMALL | (side->right ? VMR_RIGHT : 0), VMR_INK_TEXT, sentence,
                  sentence_brief (p, side), NULL);
}

/* --- one program alone ------------------------------------------------------------------------ */

void
vmr_plain_line (VmrPlain   *p,
                VmrRect    *r,
                const char *label,
                const char *text)
{
  double h = ceil (p->small * 1.5), line = ceil (p->cells->metrics.body * 1.6);

  if (r->h < h + line)
    return;
  vmr_cells_text (p->cells, VMR_RECT (r->x, r->y, r->w, h), VMR_SMALL, VMR_INK_SECONDARY, label,
                  NULL);
  vmr_cells_text (p->cells, VMR_RECT (r->x, r->y + h, r->w, line), DIGITS, VMR_INK_TEXT, text,
                  NULL);
  r->y += h + line + 2;
  r->h -= h + line + 2;
}

/* The row of the address, large, and the sum that gives the physical address. */
void
vmr_plain_large (VmrPlain *p,
                 VmrRect   room)
{
  const VmrSide *side = &p->side[0];
  guint64 entry = vmr_plain_entry (p->machine, side->mm, side->addr, NULL);
  guint page = side->addr >> KM_PAGE_SHIFT, rest = side->addr & 0xfff;
  gboolean reached = (!side->live || p->access.road) && entry & KM_PTE_P &&
                     side->addr < KM_PAGE_OFFSET;
  gboolean in_row = !side->live || p->access.row;
  guint64 base = (guint64) km_entry_pfn (entry) << KM_PAGE_SHIFT;
  g_autofree char *address = g_strdup_printf ("0x%08x", side->addr);
  g_autofree char *row = g_strdup_printf ("0x%05x × 0x1000 + 0x%03x", page, rest);
  g_autofree char *found = g_strdup_printf ("0x%05x → 0x%05x", page, km_entry_pfn (entry));
  g_autofree char *none = g_strdup_printf ("0x%05x → %s", page, _("none"));
  g_autofree char *sum = g_strdup_printf ("0x%05x × 0x1000 + 0x%03x", km_entry_pfn (entry), rest);
  g_autofree char *result = g_strdup_printf ("= 0x%08" G_GINT64_MODIFIER "x", base + rest);

  if (!side->has_addr || side->addr >= KM_PAGE_OFFSET ||
      room.w < vmr_cells_measure (p->cells, DIGITS, sum) + 4)
    return;
  vmr_plain_line (p, &room, _("address"), address);
  vmr_plain_line (p, &room, _("page number and place in the page"), row);
  if (in_row)
    vmr_plain_line (p, &room, _("the row: page → frame"), entry & KM_PTE_P ? found : none);
  if (!reached)
    return;
  vmr_plain_line (p, &room, _("frame number and the same place"), sum);
  vmr_plain_line (p, &room, _("physical address"), result);
}

/* --- nobody ----------------------------------------------------------------------------------- */

static void
nobody_block (VmrCells   *cells,
              VmrRect     r,
              VmrInk      ink,
              guint       tint,
              KmPfn       pfn,
              const char *text,
              const char *brief)
{
  VmrCell *cell = vmr_cells_box (cells, r, ink, tint, 5);

  vmr_cell_outline (cell, ink == VMR_INK_KERNEL ? ink : VMR_INK_CELL_LINE, 1);
  vmr_cells_subject (cells, cell, vmr_ref (VMR_REF_FRAME, pfn, 0), text, NULL);
  vmr_cells_text (cells, VMR_RECT (r.x + 6, r.y, r.w - 12, r.h), VMR_SMALL | VMR_CENTER,
                  VMR_INK_TEXT,
                  text, brief, NULL);
}

/* Memory is there, and the kernel in it; places for programs are dashed. */
void
vmr_translate_nobody (const VmrSession *session,
                      VmrCells         *cells,
                      double            top,
                      double            bottom)
{
  const KmState *state = km_machine_state (vmr_session_machine (session));
  double m = vmr_plain_margin (cells), w = (cells->width - 2 * m) * 0.3;
  double line = ceil (cells->metrics.small * 1.6), x = (cells->width - w) / 2, y = top + line * 2.4;
  double h = MIN (bottom - y - line * 2.4, cells->metrics.row * 15),
         kernel = ceil (cells->metrics.row * 1.2);
  char size[32], at[32];
  g_autofree char *title = NULL;
  g_autofree char *image = NULL;
  VmrCell *cell;

  vmr_size_text (state->config.ram, size, sizeof size);
  vmr_size_text ((guint64) state->layout.image_start << KM_PAGE_SHIFT, at, sizeof at);
  title = g_strdup_printf (_("%s, one for all programs"), size);
  image = g_strdup_printf (_("kernel image, at %s"), at);
  vmr_cells_text (cells, VMR_RECT (x - w / 2, top + 4, 2 * w, line),
                  VMR_SMALL | VMR_BOLD | VMR_CENTER,
                  VMR_INK_TEXT, _("physical memory"), NULL);
  vmr_cells_text (cells, VMR_RECT (x - w / 2, top + line, 2 * w, line), VMR_SMALL | VMR_CENTER,
                  VMR_INK_SECONDARY, title, size, NULL);
  vmr_cell_outline (vmr_cells_box (cells, VMR_RECT (x, y, w, h), VMR_INK_PANEL, VMR_TINT_FULL, 6),
                    VMR_INK_LINE, 1);
  nobody_block (cells, VMR_RECT (x + 6, y + 6, w - 12, h - kernel - 15), VMR_INK_CELL,
                VMR_TINT_FULL,
                state->n_frames - 1, _("free frames and the kernel's own"), _("free frames"));
  nobody_block (cells, VMR_RECT (x + 6, y + h - kernel - 6, w - 12, kernel), VMR_INK_KERNEL,
                VMR_TINT_STRONG, state->layout.image_start, image, _("kernel"));
  for (guint i = 0; i < 2; i++)
    {
      VmrRect r = VMR_RECT (i == 0 ? m : cells->width - m - w * 0.8, y, w * 0.8, h);

      cell = vmr_cells_frame (cells, r, VMR_INK_SECONDARY, 1, 6);
      cell->flags |= VMR_CELL_DASHED;
      vmr_cells_text (cells, VMR_RECT (r.x + 6, r.y, r.w - 12, r.h), VMR_SMALL | VMR_CENTER,
                      VMR_INK_SECONDARY, _("place for a program"), _("no program"), NULL);
    }
  vmr_cells_text (cells, VMR_RECT (m, y + h + line * 0.6, cells->width - 2 * m, line),
                  VMR_BODY | VMR_CENTER, VMR_INK_TEXT,
                  _("No program runs yet: there is no address to translate."),
                  _("No program runs yet."), NULL);
}
