/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/replay/rmap-private.h"

#include "core/mmu/tables.h"
#include "core/user/anon-vma-tree.h"
#include "core/user/i-mmap.h"
#include "core/rmap/walk.h"
#include "core/user/vma.h"

/* A state being written: what its first lines have shown, in order, is told of in the later ones. */
typedef struct
{
  KmRmap *rmap;
  const KmMachine *m;
  GPtrArray *lines;
  GArray *anon_vmas;            /* ids */
  GArray *frames;
  GArray *files;                /* ids */
} State;

/* --- Names ------------------------------------------------------------------------------------ */

static void
names_init (KmRmapNames *names, char letter)
{
  *names = (KmRmapNames) { letter, 0, g_hash_table_new (NULL, NULL), g_hash_table_new (NULL, NULL) };
}

static void
append_name (KmRmapNames *names, guint id, GString *out)
{
  guint number = GPOINTER_TO_UINT (g_hash_table_lookup (names->numbers, GUINT_TO_POINTER (id)));

  g_hash_table_add (names->seen, GUINT_TO_POINTER (id));
  if (number == 0)
    {
      number = ++names->last;
      g_hash_table_insert (names->numbers, GUINT_TO_POINTER (id), GUINT_TO_POINTER (number));
    }
  g_string_append_printf (out, "%c%u", names->letter, number);
}

static gboolean
is_unseen (gpointer id, gpointer number, gpointer seen)
{
  return !g_hash_table_contains (seen, id);
}

static void
names_forget (KmRmapNames *names)
{
  g_hash_table_foreach_remove (names->numbers, is_unseen, names->seen);
  g_hash_table_remove_all (names->seen);
}

void
km_rmap_state_init (KmRmap *rmap)
{
  names_init (&rmap->anon_vmas, 'A');
  names_init (&rmap->frames, 'F');
}

void
km_rmap_state_clear (KmRmap *rmap)
{
  KmRmapNames *const all[] = { &rmap->anon_vmas, &rmap->frames };

  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    {
      g_hash_table_unref (all[i]->numbers);
      g_hash_table_unref (all[i]->seen);
    }
}

/* The place of @id in @ids, from 1 on; added when it is not there yet. */
static guint
place_of (GArray *ids, guint id)
{
  for (guint i = 0; i < ids->len; i++)
    if (g_array_index (ids, guint, i) == id)
      return i + 1;
  g_array_append_val (ids, id);
  return ids->len;
}

static void
append_anon_vma (State *s, KmAnonVmaId id, GString *out)
{
  append_name (&s->rmap->anon_vmas, id.value, out);
  place_of (s->anon_vmas, id.value);
}

static void
append_task (State *s, const KmTask *task, GString *out)
{
  for (guint i = 0; i < KM_RMAP_TASKS; i++)
    if (task != NULL && s->rmap->task[i].value == task->id)
      g_string_append_printf (out, " T%u:", i);
}

/* --- Areas ------------------------------------------------------------------------------------ */

static void
append_page (State *s, KmAddr at, uint64_t entry, GString *out)
{
  KmPfn pfn = km_entry_pfn (entry);
  const KmFrame *frame = km_frame (s->m, pfn);

  g_string_append_printf (out, " %x=", at >> KM_PAGE_SHIFT);
  if (pfn == s->m->state->zero_page)
    g_string_append_c (out, 'Z');
  else if (km_frame_is_anon (frame))
    {
      append_name (&s->rmap->frames, pfn, out);
      place_of (s->frames, pfn);
    }
  else
    g_string_append_printf (out, "f%x", frame->index);
  if (entry & KM_PTE_RW)
    g_string_append_c (out, 'w');
}

static void
append_chain (State *s, const KmVma *vma, GString *out)
{
  if (KM_IS_NONE (vma->anon_vma))
    {
      if (km_vma_chain_first (s->m, vma) != NULL)
        g_string_append (out, " chain-without-anon_vma");
      return;
    }
  g_string_append (out, " anon_vma ");
  append_anon_vma (s, vma->anon_vma, out);
  g_string_append (out, " chain");
  for (const KmAnonVmaChain *link = km_vma_chain_first (s->m, vma); link != NULL; link = km_chain_next (s->m, link))
    {
      g_string_append_c (out, ' ');
      append_anon_vma (s, link->anon_vma, out);
    }
}

static void
area_line (State *s, guint number, const KmMm *mm, const KmVma *vma)
{
  GString *out = g_string_new (NULL), *pages = g_string_new (NULL);
  char letters[4];

  km_perm_letters (vma->vm_flags, letters);
  g_string_append_printf (out, "T%u %x-%x %s%c pgoff %x", number, vma->vm_start >> KM_PAGE_SHIFT,
                          vma->vm_end >> KM_PAGE_SHIFT, letters, vma->vm_flags & KM_VM_SHARED ? 's' : 'p', vma->vm_pgoff);
  if (!KM_IS_NONE (vma->vm_file))
    g_string_append_printf (out, " file %u", place_of (s->files, vma->vm_file.value));
  append_chain (s, vma, out);
  for (KmAddr at = vma->vm_start; at < vma->vm_end; at += KM_PAGE_SIZE)
    {
      uint64_t entry = km_tables_entry (s->m, mm->pgd, at);

      if (entry != 0)
        append_page (s, at, entry, pages);
    }
  if (pages->len > 0)
    g_string_append_printf (out, " pages%s", pages->str);
  g_string_free (pages, TRUE);
  g_ptr_array_add (s->lines, g_string_free (out, FALSE));
}

/* --- anon_vmas, pages, files ------------------------------------------------------------------ */

static void
anon_vma_line (State *s, const KmAnonVma *anon)
{
  GString *out = g_string_new (NULL);

  append_anon_vma (s, (KmAnonVmaId) { anon->id }, out);
  g_string_append (out, " root ");
  append_anon_vma (s, anon->root, out);
  g_string_append (out, " parent ");
  append_anon_vma (s, anon->parent, out);
  g_string_append_printf (out, " refs %u children %u active %u tree", anon->refcount, anon->num_children,
                          anon->num_active_vmas);
  for (const KmAnonVmaChain *link = km_anon_vma_first (s->m, anon, 0, G_MAXUINT32); link != NULL;
       link = km_anon_vma_next (s->m, link, 0, G_MAXUINT32))
    {
      const KmVma *vma = km_vma (s->m, link->vma);

      append_task (s, km_task (s->m, km_mm (s->m, vma->vm_mm)->owner), out);
      g_string_append_printf (out, "%x-%x", vma->vm_start >> KM_PAGE_SHIFT, vma->vm_end >> KM_PAGE_SHIFT);
    }
  g_ptr_array_add (s->lines, g_string_free (out, FALSE));
}

typedef struct { State *state; GString *out; } Places;

static gboolean
append_place (const KmMapping *mapping, gpointer data)
{
  Places *places = data;

  append_task (places->state, mapping->task, places->out);
  g_string_append_printf (places->out, "%x%s", mapping->addr >> KM_PAGE_SHIFT, mapping->mapped ? "" : "-");
  return TRUE;
}

static void
frame_line (State *s, KmPfn pfn)
{
  const KmFrame *frame = km_frame (s->m, pfn);
  const KmAnonVma *anon = km_frame_anon_vma (s->m, frame);
  GString *out = g_string_new (NULL);
  Places places = { s, out };

  append_name (&s->rmap->frames, pfn, out);
  g_string_append (out, " mapping ");
  if (anon != NULL)
    append_name (&s->rmap->anon_vmas, anon->id, out);
  g_string_append_printf (out, " index %x mapcount %u count %u walk", frame->index, frame->mapcount, frame->refcount);
  km_rmap_walk (s->m, pfn, append_place, &places);
  g_ptr_array_add (s->lines, g_string_free (out, FALSE));
}

static void
file_line (State *s, guint number, const KmFile *file)
{
  GString *out = g_string_new (NULL);

  g_string_append_printf (out, "file %u i_mmap", number);
  for (const KmVma *vma = km_file_first_area (s->m, file, 0, G_MAXUINT32); vma != NULL;
       vma = km_file_next_area (s->m, vma, 0, G_MAXUINT32))
    {
      append_task (s, km_task (s->m, km_mm (s->m, vma->vm_mm)->owner), out);
      g_string_append_printf (out, "%x@%x+%x", vma->vm_start >> KM_PAGE_SHIFT, vma->vm_pgoff, km_vma_pages (vma));
    }
  g_ptr_array_add (s->lines, g_string_free (out, FALSE));
}

GPtrArray *
km_rmap_state (KmRmap *rmap)
{
  State s = { rmap, rmap->m, g_ptr_array_new_with_free_func (g_free), g_array_new (FALSE, FALSE, sizeof (guint)),
              g_array_new (FALSE, FALSE, sizeof (guint)), g_array_new (FALSE, FALSE, sizeof (guint)) };

  for (guint i = 0; i < KM_RMAP_TASKS; i++)
    {
      const KmTask *task = km_task (s.m, rmap->task[i]);
      const KmMm *mm = task == NULL ? NULL : km_mm (s.m, task->mm);

      for (const KmVma *vma = mm == NULL ? NULL : km_vma_first (s.m, mm); vma != NULL; vma = km_vma_next (s.m, vma))
        area_line (&s, i, mm, vma);
    }
  /* Roots and parents that no area showed come to the list while it is told. */
  for (guint i = 0; i < s.anon_vmas->len; i++)
    anon_vma_line (&s, km_anon_vma (s.m, (KmAnonVmaId) { g_array_index (s.anon_vmas, guint, i) }));
  for (guint i = 0; i < s.frames->len; i++)
    frame_line (&s, g_array_index (s.frames, guint, i));
  for (guint i = 0; i < s.files->len; i++)
    file_line (&s, i + 1, km_file (s.m, (KmFileId) { g_array_index (s.files, guint, i) }));
  names_forget (&rmap->anon_vmas);
  names_forget (&rmap->frames);
  g_array_unref (s.anon_vmas);
  g_array_unref (s.frames);
  g_array_unref (s.files);
  return s.lines;
}
