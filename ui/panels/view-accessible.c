/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Drawn cells for screen readers: one child for each cell that stands for something or says
 * something, made when it is first asked for. From then on a child stays as long as what it stands
 * for is drawn, and what comes and goes is told: a client keeps what it has once read. The role of the view is set in initialize: set in init it comes out as unknown. */
#include "ui/panels/view.h"

#include "ui/panels/view-cell-accessible.h"

#include <gtk/gtk-a11y.h>

#define VMR_TYPE_VIEW_ACCESSIBLE (vmr_view_accessible_get_type ())
G_DECLARE_FINAL_TYPE (VmrViewAccessible, vmr_view_accessible, VMR, VIEW_ACCESSIBLE,
                      GtkWidgetAccessible)

struct _VmrViewAccessible
{
  GtkWidgetAccessible parent_instance;

  GPtrArray          *children;   /* VmrCellAccessible; NULL until asked for */
};

G_DEFINE_FINAL_TYPE (VmrViewAccessible, vmr_view_accessible, GTK_TYPE_WIDGET_ACCESSIBLE)

static gboolean
is_child (const VmrCell *cell)
{
  return !vmr_ref_is_none (cell->ref) || cell->name != NULL;
}

static VmrCellAccessible *
child_new (VmrViewAccessible *self,
           VmrView           *view,
           const VmrCell     *cell)
{
  VmrCellAccessible *child = g_object_new (VMR_TYPE_CELL_ACCESSIBLE, NULL);

  child->view = view;
  child->ref = cell->ref;
  child->part = cell->part;
  atk_object_set_role (ATK_OBJECT (child), vmr_ref_is_none (cell->ref) ? ATK_ROLE_LABEL
                                                                       : ATK_ROLE_PUSH_BUTTON);
  atk_object_set_name (ATK_OBJECT (child), cell->name ? cell->name : "");
  atk_object_set_parent (ATK_OBJECT (child), ATK_OBJECT (self));
  return child;
}

/* Equal for all that find_ahead () takes for the same. */
static guint
hash_of (VmrRef      ref,
         guint       part,
         const char *name)
{
  guint hash = ref.kind * 31u + ref.id;

  hash = (hash * 31u + ref.gen) * 31u + part;
  return vmr_ref_is_none (ref) && name ? hash ^ g_str_hash (name) : hash;
}

/* What there is among children, so that a new thing need not be looked for in all of them. */
static GHashTable *
hashes_of (GPtrArray *children)
{
  GHashTable *hashes = g_hash_table_new (NULL, NULL);

  for (guint i = 0; children != NULL && i < children->len; i++)
    {
      const VmrCellAccessible *child = children->pdata[i];
      guint hash = hash_of (child->ref, child->part, atk_object_get_name (ATK_OBJECT (child)));

      g_hash_table_add (hashes, GUINT_TO_POINTER (hash));
    }
  return hashes;
}

/* The first child from `from` on that stands for the same thing; -1 none. Looking only ahead keeps
 * those that stay in their order. */
static int
find_ahead (GPtrArray     *children,
            guint          from,
            const VmrCell *cell)
{
  for (guint i = from; i < children->len; i++)
    {
      const VmrCellAccessible *child = children->pdata[i];

      if (vmr_ref_equal (child->ref, cell->ref) && child->part == cell->part &&
          (!vmr_ref_is_none (cell->ref) ||
           g_strcmp0 (atk_object_get_name (ATK_OBJECT (child)), cell->name) == 0))
        return (int) i;
    }
  return -1;
}

/* The children of the present drawing: those of `old` that stay, and new ones. */
static GPtrArray *
view_children (VmrViewAccessible *self,
               GPtrArray         *old)
{
  VmrView *view = VMR_VIEW (gtk_accessible_get_widget (GTK_ACCESSIBLE (self)));
  const VmrCells *cells = vmr_view_cells (view);
  GPtrArray *children = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GHashTable) hashes = hashes_of (old);
  guint from = 0;

  for (guint i = 0; i < vmr_cells_n (cells); i++)
    {
      const VmrCell *cell = vmr_cells_get (cells, i);
      VmrCellAccessible *child;
      int found;

      if (!is_child (cell))
        continue;
      found = g_hash_table_contains (hashes, GUINT_TO_POINTER (hash_of (cell->ref, cell->part,
                                                                        cell->name)))
              ? find_ahead (old, from, cell) : -1;
      child = found >= 0 ? g_object_ref (old->pdata[found]) : child_new (self, view, cell);
      if (found >= 0)
        from = (guint) found + 1;
      child->cell = i;
      g_ptr_array_add (children, child);
    }
  return children;
}

static void
number_children (VmrViewAccessible *self)
{
  for (guint i = 0; i < self->children->len; i++)
    VMR_CELL_ACCESSIBLE (self->children->pdata[i])->place = i;
}

static void
view_make_children (VmrViewAccessible *self)
{
  if (self->children || gtk_accessible_get_widget (GTK_ACCESSIBLE (self)) == NULL)
    return;
  self->children = view_children (self, NULL);
  number_children (self);
}

static void
child_gone (VmrViewAccessible *self,
            guint              index)
{
  g_autoptr (VmrCellAccessible) child = g_ptr_array_steal_index (self->children, index);

  child->view = NULL;
  g_signal_emit_by_name (self, "children-changed::remove", index, child, NULL);
  atk_object_notify_state_change (ATK_OBJECT (child), ATK_STATE_DEFUNCT, TRUE);
}

void
vmr_view_accessible_update (AtkObject *accessible)
{
  VmrViewAccessible *self;
  g_autoptr (GPtrArray) now = NULL;
  g_autoptr (GHashTable) stay = NULL;

  if (!VMR_IS_VIEW_ACCESSIBLE (accessible))
    return;
  self = VMR_VIEW_ACCESSIBLE (accessible);
  /* Nobody has asked yet. */
  if (self->children == NULL || gtk_accessible_get_widget (GTK_ACCESSIBLE (self)) == NULL)
    return;
  now = view_children (self, self->children);
  stay = g_hash_table_new (NULL, NULL);
  for (guint i = 0; i < now->len; i++)
    g_hash_table_add (stay, now->pdata[i]);
  for (guint i = self->children->len; i > 0; i--)
    if (!g_hash_table_contains (stay, self->children->pdata[i - 1]))
      child_gone (self, i - 1);
  for (guint i = 0; i < now->len; i++)
    {
      VmrCellAccessible *child = now->pdata[i];
      const VmrCell *cell = vmr_cell_accessible_cell (child);

      if (i < self->children->len && self->children->pdata[i] == child)
        {
          if (g_strcmp0 (atk_object_get_name (ATK_OBJECT (child)), cell->name) != 0)
            atk_object_set_name (ATK_OBJECT (child), cell->name ? cell->name : "");
          continue;
        }
      g_ptr_array_insert (self->children, (int) i, g_object_ref (child));
      child->place = i;
      g_signal_emit_by_name (self, "children-changed::add", i, child, NULL);
    }
  number_children (self);
}

void
vmr_view_accessible_drop (AtkObject *accessible)
{
  VmrViewAccessible *self;

  if (!VMR_IS_VIEW_ACCESSIBLE (accessible))
    return;
  self = VMR_VIEW_ACCESSIBLE (accessible);
  for (guint i = 0; self->children && i < self->children->len; i++)
    VMR_CELL_ACCESSIBLE (self->children->pdata[i])->view = NULL;
  g_clear_pointer (&self->children, g_ptr_array_unref);
}

static VmrCellAccessible *
child_of_cell (VmrViewAccessible *self,
               int                cell)
{
  for (guint i = 0; cell >= 0 && i < self->children->len; i++)
    if (VMR_CELL_ACCESSIBLE (self->children->pdata[i])->cell == (guint) cell)
      return self->children->pdata[i];
  return NULL;
}

void
vmr_view_accessible_focus (AtkObject *accessible,
                           int        from,
                           int        to)
{
  VmrCellAccessible *left, *entered;

  if (!VMR_IS_VIEW_ACCESSIBLE (accessible) || from == to)
    return;
  view_make_children (VMR_VIEW_ACCESSIBLE (accessible));
  left = child_of_cell (VMR_VIEW_ACCESSIBLE (accessible), from);
  entered = child_of_cell (VMR_VIEW_ACCESSIBLE (accessible), to);
  if (left)
    atk_object_notify_state_change (ATK_OBJECT (left), ATK_STATE_FOCUSED, FALSE);
  if (entered)
    {
      g_signal_emit_by_name (accessible, "active-descendant-changed", entered, NULL);
      atk_object_notify_state_change (ATK_OBJECT (entered), ATK_STATE_FOCUSED, TRUE);
    }
}

void
vmr_view_announce (VmrView    *self,
                   const char *text)
{
  g_return_if_fail (VMR_IS_VIEW (self));

  AtkObject *accessible = gtk_widget_get_accessible (GTK_WIDGET (self));

  /* ATK has it since 2.46; a first change of a name makes no event at all. */
  if (g_signal_lookup ("announcement", G_OBJECT_TYPE (accessible)) != 0)
    g_signal_emit_by_name (accessible, "announcement", text);
}

/* In the language of now: the words of a definition are looked up late. */
static const char *
view_get_name (AtkObject *object)
{
  GtkWidget *widget = gtk_accessible_get_widget (GTK_ACCESSIBLE (object));

  return widget ? vmr_view_name (VMR_VIEW (widget)) : NULL;
}

static int
view_get_n_children (AtkObject *object)
{
  VmrViewAccessible *self = VMR_VIEW_ACCESSIBLE (object);

  view_make_children (self);
  return self->children ? (int) self->children->len : 0;
}

static AtkObject *
view_ref_child (AtkObject *object,
                int        i)
{
  VmrViewAccessible *self = VMR_VIEW_ACCESSIBLE (object);

  view_make_children (self);
  return self->children && i >= 0 && i < (int) self->children->len
         ? g_object_ref (self->children->pdata[i]) : NULL;
}

static void
view_initialize (AtkObject *object,
                 gpointer   data)
{
  ATK_OBJECT_CLASS (vmr_view_accessible_parent_class)->initialize (object, data);
  atk_object_set_role (object, ATK_ROLE_PANEL);
}

static void
vmr_view_accessible_finalize (GObject *object)
{
  vmr_view_accessible_drop (ATK_OBJECT (object));
  G_OBJECT_CLASS (vmr_view_accessible_parent_class)->finalize (object);
}

static void
vmr_view_accessible_class_init (VmrViewAccessibleClass *class)
{
  AtkObjectClass *atk_class = ATK_OBJECT_CLASS (class);

  G_OBJECT_CLASS (class)->finalize = vmr_view_accessible_finalize;
  atk_class->initialize = view_initialize;
  atk_class->get_name = view_get_name;
  atk_class->get_n_children = view_get_n_children;
  atk_class->ref_child = view_ref_child;
}

static void
vmr_view_accessible_init (VmrViewAccessible *self)
{
}
