/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Everything that can be selected: what is drawn with a reference has a row in the table, each row says something, offers
 * something that runs, and is watched. */
#include "tests/ui/drawing.h"
#include "tests/ui/support.h"
#include "ui/draw/metrics.h"
#include "ui/panels/address-zoom.h"
#include "ui/panels/address.h"
#include "ui/panels/panels.h"
#include "ui/panels/physical.h"
#include "ui/session/session-lesson.h"
#include "ui/session/session-move.h"
#include "ui/session/session-view.h"
#include "ui/session/thing.h"
#include "ui/stages/stage.h"

static VmrSession *session;
static VmrTextCache *texts;

/* Things of the machine that stand on a stage or in a panel, one of each kind. */
static void
collect (const VmrCells *cells,
         VmrRef          found[VMR_N_REFS])
{
  for (guint i = 0; i < vmr_cells_n (cells); i++)
    {
      VmrRef ref = vmr_cells_get (cells, i)->ref;

      if (vmr_ref_is_none (found[ref.kind]))
        found[ref.kind] = ref;
    }
}

static VmrCells *
sheet (double width)
{
  return vmr_cells_new (vmr_palette_get (VMR_THEME_LIGHT, FALSE), texts, vmr_metrics_desk (13.333, 1), width, 720);
}

static void
draw_panel (void   (*layout) (gpointer data, const VmrSession *session, VmrCells *cells),
            gpointer data,
            void   (*data_free) (gpointer data),
            VmrRef   found[VMR_N_REFS])
{
  g_autoptr (VmrCells) cells = sheet (368);

  layout (data, session, cells);
  data_free (data);
  collect (cells, found);
}

static void
draw_all (VmrRef found[VMR_N_REFS])
{
  for (guint i = 0; i < vmr_stages_n (); i++)
    {
      g_autoptr (VmrCells) cells = sheet (1100);

      vmr_stages_get (i)->layout (session, cells);
      collect (cells, found);
    }
  draw_panel (vmr_address_layout, vmr_address_data_new (), vmr_address_data_free, found);
  draw_panel (vmr_physical_layout, vmr_physical_data_new (), vmr_physical_data_free, found);
}

/* What is no thing of the machine. */
static gboolean
is_elsewhere (VmrRefKind kind)
{
  return kind == VMR_REF_NONE || kind == VMR_REF_STEP || kind == VMR_REF_PART || kind == VMR_REF_FUNCTION ||
         kind == VMR_REF_RULE || kind == VMR_REF_ACTION || kind == VMR_REF_FILE;
}

static void
assert_fields (VmrRef ref)
{
  g_auto (VmrFields) fields = { 0 };

  vmr_fields_init (&fields);
  vmr_thing (ref.kind)->fields (session, ref, &fields);
  g_assert_nonnull (fields.title);
  g_assert_cmpuint (fields.rows->len, >, 3);
}

static void
assert_offers (VmrRef ref)
{
  g_autoptr (GPtrArray) offers = vmr_session_offers (session, ref);

  g_assert_cmpuint (offers->len, >, 0);
  for (guint i = 0; i < offers->len; i++)
    {
      const VmrOffer *offer = offers->pdata[i];
      g_autoptr (GError) error = NULL;

      km_machine_verify ("offer", 1, offer->line, &error);
      g_assert_no_error (error);
    }
}

static void
assert_watched (VmrRef ref)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();

  vmr_thing (ref.kind)->watch (vmr_session_machine (session), ref, bytes);
  g_assert_cmpuint (bytes->len, >, 0);
}

static void
test_table (void)
{
  VmrRef found[VMR_N_REFS] = { VMR_REF_INIT_NONE };
  guint seen = 0;

  vmr_session_open_machine (session, "ram=256M layout=classic", NULL);
  vmr_session_run (session, "exec sh text=64K data=12K bss=16K", NULL, NULL);
  vmr_session_run (session, "b = alloc_pages 3", NULL, NULL);
  vmr_session_run (session, "write sh bss", NULL, NULL);
  for (guint step = vmr_session_first (session); step <= vmr_session_n_steps (session); step++)
    {
      vmr_session_jump (session, step);
      draw_all (found);
    }
  for (guint kind = 0; kind < VMR_N_REFS; kind++)
    {
      if (vmr_ref_is_none (found[kind]) || is_elsewhere (kind))
        continue;
      seen++;
      if (vmr_thing (kind) == NULL)
        g_error ("a thing of kind %u is drawn and has no row in ui/session/things.def", kind);
      if (vmr_thing (kind)->fields)
        assert_fields (found[kind]);
      if (vmr_thing (kind)->offers)
        assert_offers (found[kind]);
      if (vmr_thing (kind)->watch)
        assert_watched (found[kind]);
      g_assert_true (vmr_thing_from_name (vmr_thing (kind)->name) == vmr_thing (kind));
    }
  g_assert_cmpuint (seen, >=, 8);
}

/* Selected, and then gone: nothing is said that is not so, and nothing is watched. */
static void
test_gone (void)
{
  VmrRef refs[3];

  vmr_session_open_machine (session, "ram=256M layout=classic", NULL);
  vmr_session_run (session, "exec sh text=64K data=12K bss=16K", NULL, NULL);
  vmr_session_move (session, VMR_MOVE_LAST);
  refs[0] = vmr_ref (VMR_REF_TASK, vmr_session_task (session)->id, 0);
  refs[1] = vmr_ref (VMR_REF_VMA, km_mm (vmr_session_machine (session), vmr_session_task (session)->mm)->mmap.value, 0);
  refs[2] = vmr_ref (VMR_REF_FRAME, G_MAXUINT32, 0);
  vmr_session_run (session, "exit sh", NULL, NULL);
  vmr_session_move (session, VMR_MOVE_LAST);
  for (guint i = 0; i < G_N_ELEMENTS (refs); i++)
    {
      g_auto (VmrFields) fields = { 0 };
      g_autoptr (GByteArray) bytes = g_byte_array_new ();
      g_autoptr (GPtrArray) offers = vmr_session_offers (session, refs[i]);

      vmr_fields_init (&fields);
      vmr_thing (refs[i].kind)->fields (session, refs[i], &fields);
      g_assert_cmpuint (fields.rows->len, ==, 0);
      vmr_thing (refs[i].kind)->watch (vmr_session_machine (session), refs[i], bytes);
      g_assert_cmpuint (bytes->len, ==, 0);
      g_assert_cmpuint (offers->len, ==, 0);
    }
}

/* The value of a row of a frame's fields, or NULL. */
static char *
frame_row (KmPfn       pfn,
           const char *name)
{
  g_auto (VmrFields) fields = { 0 };

  vmr_fields_init (&fields);
  vmr_thing (VMR_REF_FRAME)->fields (session, vmr_ref (VMR_REF_FRAME, pfn, 0), &fields);
  for (guint i = 0; i < fields.rows->len; i++)
    if (g_strcmp0 (g_array_index (fields.rows, VmrField, i).name, name) == 0)
      return g_strdup (g_array_index (fields.rows, VmrField, i).value);
  return NULL;
}

/* A new page has a reference more than it has users: the inspector says whose. */
static void
test_waits (void)
{
  guint64 pfn;
  g_autofree char *waits = NULL, *gone = NULL;

  vmr_session_open_machine (session, "ram=256M layout=classic", NULL);
  test_run (session, "exec sh text=64K data=12K bss=64K");
  test_run (session, "write sh bss");
  g_assert_true (km_machine_evaluate (vmr_session_machine (session), NULL, "pfn sh bss", &pfn, NULL));
  waits = frame_row (pfn, "pagevec lru_add");
  g_assert_cmpstr (waits, ==, "CPU 0, 1 of 15");
  test_run (session, "write sh bss+1p len=14p");
  gone = frame_row (pfn, "pagevec lru_add");
  g_assert_null (gone);
}

int
main (int    argc,
      char **argv)
{
  test_drawing_init (&argc, &argv, &texts, &session);
  g_test_add_func ("/things/table", test_table);
  g_test_add_func ("/things/gone", test_gone);
  g_test_add_func ("/things/waits", test_waits);
  return test_drawing_run (texts, session);
}
