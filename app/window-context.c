/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What can be done to the thing under the pointer, and the rules behind a step. */
#include "app/window-private.h"

#include "core/lesson/texts.h"
#include "ui/panels/ranges.h"

#include <glib/gi18n.h>

static void G_GNUC_PRINTF (4, 5)
item (GMenu      *menu,
      const char *label,
      gboolean    compose,      /* into the console line, to be finished */
      const char *format,
      ...)
{
  g_autofree char *line = NULL;
  g_autofree char *text = NULL;
  GMenuItem *entry;
  va_list args;

  va_start (args, format);
  line = g_strdup_vprintf (format, args);
  va_end (args);
  text = g_strdup_printf ("%s:  %s", label, line);
  entry = g_menu_item_new (text, NULL);
  g_menu_item_set_action_and_target (entry, compose ? "win.compose" : "win.run", "s", line);
  g_menu_append_item (menu, entry);
  g_object_unref (entry);
}

static void
area_items (GMenu        *menu,
            const char   *comm,
            const KmVma  *vma)
{
  guint length = (vma->vm_end - vma->vm_start) >> KM_PAGE_SHIFT;

  item (menu, _("Read here"), FALSE, "read %s 0x%08x", comm, vma->vm_start);
  item (menu, _("Write here"), FALSE, "write %s 0x%08x", comm, vma->vm_start);
  item (menu, _("Write all"), FALSE, "write %s 0x%08x len=%up", comm, vma->vm_start, length);
  item (menu, _("Unmap"), FALSE, "munmap %s 0x%08x %up", comm, vma->vm_start, length);
  item (menu, _("Protect"), TRUE, "mprotect %s 0x%08x %up r", comm, vma->vm_start, length);
  item (menu, _("Give its pages back"), FALSE, "madvise %s 0x%08x %up dontneed", comm,
        vma->vm_start, length);
}

static void
task_items (GMenu      *menu,
            const char *comm)
{
  item (menu, _("Run it"), FALSE, "switch %s", comm);
  item (menu, _("Its areas"), FALSE, "print maps %s", comm);
  item (menu, _("Let the heap grow"), FALSE, "brk %s +64K", comm);
  item (menu, _("Map memory"), FALSE, "mmap %s 64K rw", comm);
  item (menu, _("End it"), FALSE, "exit %s", comm);
}

static GMenu *
context_menu (const VmrSession *session)
{
  const KmMachine *machine = vmr_session_machine (session);
  VmrRef ref = vmr_session_selection (session);
  const KmTask *task = vmr_session_task (session);
  const char *comm = task ? task->comm : NULL;
  const KmVma *vma = ref.kind == VMR_REF_VMA ? km_vma (machine, (KmVmaId) { ref.id }) : NULL;
  GMenu *menu = g_menu_new ();

  if (comm && vma)
    area_items (menu, comm, vma);
  else if (comm && ref.kind == VMR_REF_ADDRESS)
    {
      item (menu, _("Read here"), FALSE, "read %s 0x%08x", comm, ref.id);
      item (menu, _("Write here"), FALSE, "write %s 0x%08x", comm, ref.id);
      item (menu, _("Walk the tables"), FALSE, "print walk %s 0x%08x", comm, ref.id);
    }
  else if (ref.kind == VMR_REF_FRAME || ref.kind == VMR_REF_BLOCK)
    item (menu, _("This frame"), FALSE, "print page 0x%05x", ref.id);
  else if (ref.kind == VMR_REF_ZONE && ref.id < KM_N_ZONES)
    {
      item (menu, _("Free lists"), FALSE, "print freelists %s", km_zone_name (ref.id));
      item (menu, _("Take a block"), TRUE, "block = alloc_pages 3");
    }
  else if (ref.kind == VMR_REF_TASK && km_task (machine, (KmTaskId) { ref.id }))
    task_items (menu, km_task (machine, (KmTaskId) { ref.id })->comm);
  else if (comm && ref.kind == VMR_REF_PTE)
    {
      KmAddr addr;
      gboolean write;

      if (vmr_running_access (session, &addr, &write))
        {
          item (menu, _("Walk the tables"), FALSE, "print walk %s 0x%08x", comm, addr);
          item (menu, _("Write here"), FALSE, "write %s 0x%08x", comm, addr);
        }
    }
  return menu;
}

/* Not at once: the chosen item is still being activated. */
static gboolean
popover_destroy (gpointer popover)
{
  gtk_widget_destroy (popover);
  return G_SOURCE_REMOVE;
}

static void
popover_closed (GtkWidget *popover)
{
  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, popover_destroy, g_object_ref (popover), g_object_unref);
}

void
vmr_window_context (VmrWindow *self,
                    VmrView   *view,
                    double     x,
                    double     y)
{
  g_autoptr (GMenu) menu = context_menu (self->session);
  GtkWidget *popover;

  if (g_menu_model_get_n_items (G_MENU_MODEL (menu)) == 0)
    return;
  popover = gtk_popover_new_from_model (GTK_WIDGET (view), G_MENU_MODEL (menu));
  gtk_popover_set_pointing_to (GTK_POPOVER (popover), &(GdkRectangle) { (int) x, (int) y, 1, 1 });
  g_signal_connect (popover, "closed", G_CALLBACK (popover_closed), NULL);
  gtk_popover_popup (GTK_POPOVER (popover));
}

void
vmr_window_show_rules (VmrWindow *self,
                       VmrView   *view)
{
  guint step = vmr_session_cursor (self->session);
  g_autoptr (GPtrArray) rules = vmr_session_rules (self->session, step);
  const char *lang = vmr_session_chinese_first (self->session) ? "zh_CN" : "en";
  GtkWidget *popover = gtk_popover_new (GTK_WIDGET (view));
  GtkWidget *label = gtk_label_new (NULL);
  GString *text = g_string_new (NULL);
  int index = vmr_cells_find (vmr_view_cells (view), vmr_ref (VMR_REF_ACTION, VMR_ACTION_RULES, 0));

  for (guint i = 0; i < rules->len; i++)
    {
      const KmTextEntry *entry = rules->pdata[i];
      g_autofree char *head = g_markup_escape_text (km_text_pick (entry->headline, lang), -1);
      g_autofree char *why = g_markup_escape_text (entry->why ? km_text_pick (entry->why, lang) : "",
                                                   -1);

      g_string_append_printf (text, "%s<b>%s</b>\n%s", i ? "\n\n" : "", head, why);
    }
  gtk_label_set_markup (GTK_LABEL (label), text->str);
  g_string_free (text, TRUE);
  gtk_label_set_line_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 60);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  g_object_set (label, "margin", 14, "visible", TRUE, NULL);
  gtk_container_add (GTK_CONTAINER (popover), label);
  g_signal_connect (popover, "closed", G_CALLBACK (popover_closed), NULL);
  if (index >= 0)
    {
      VmrRect r = vmr_cells_get (vmr_view_cells (view), (guint) index)->rect;

      gtk_popover_set_pointing_to (GTK_POPOVER (popover), &(GdkRectangle) { (int) r.x, (int) r.y,
                                                                            (int) r.w, (int) r.h });
    }
  gtk_popover_popup (GTK_POPOVER (popover));
}
