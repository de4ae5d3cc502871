/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/lesson/lived.h"
#include "tests/ui/support.h"
#include "tests/ui/test-session.h"
#include "ui/session/question.h"
#include "ui/session/session-hold.h"
#include "ui/session/session-lesson.h"
#include "ui/session/session-machine.h"
#include "ui/session/session-move.h"
#include "ui/session/session-place.h"
#include "ui/session/session-point.h"
#include "ui/session/session-question.h"
#include "ui/session/session-record.h"
#include "ui/session/session-view.h"
#include "ui/session/words.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

typedef struct
{
  guint   changes, notices;
  double  most;
  char   *said;
} Heard;

static void
on_recording (VmrSession *session,
              Heard      *heard)
{
  heard->changes++;
  heard->most = MAX (heard->most, vmr_session_recording (session));
}

static void
on_notice (VmrSession *session,
           const char *text,
           Heard      *heard)
{
  heard->notices++;
  g_free (heard->said);
  heard->said = g_strdup (text);
}

/* More lines than one slice can take, then what is given. */
static char *
long_script (guint       n,
             const char *end)
{
  char *path = NULL;
  g_autofree char *text = g_strdup_printf ("machine ram=64M layout=classic\nrepeat %u\n"
                                           "b = alloc_pages 0\nfree_pages b\nend\n%s", n, end);
  int fd = g_file_open_tmp ("long-XXXXXX.vms", &path, NULL);

  g_assert_cmpint (fd, >=, 0);
  close (fd);
  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  return path;
}

static VmrSession *
listening_session (Heard *heard)
{
  VmrSession *session = vmr_session_new ();

  g_assert_true (vmr_session_open_preset (session, "mini", NULL));
  g_signal_connect (session, "recording-changed", G_CALLBACK (on_recording), heard);
  g_signal_connect (session, "notice", G_CALLBACK (on_notice), heard);
  return session;
}

static void
wait_for_recording (VmrSession *session)
{
  while (vmr_session_recording (session) >= 0)
    g_main_context_iteration (NULL, TRUE);
}

/* What was open stays until all is there; then the script is what it is when opened at once. */
void
test_record (void)
{
  Heard heard = { 0 };
  g_autoptr (VmrSession) session = listening_session (&heard);
  g_autofree char *path = long_script (40000, "c = alloc_pages 2\n");
  g_autoptr (GError) error = NULL;

  g_assert_true (vmr_session_open_later (session, path, &error));
  g_assert_no_error (error);
  g_assert_cmpfloat (vmr_session_recording (session), >=, 0);
  g_assert_null (vmr_session_path (session));
  wait_for_recording (session);
  g_assert_cmpstr (vmr_session_path (session), ==, path);
  g_assert_cmpuint (heard.changes, >, 2);
  g_assert_cmpfloat (heard.most, >, 0.2);
  g_assert_cmpuint (heard.notices, ==, 0);
  g_assert_cmpuint (km_machine_n_commands (vmr_session_machine (session)), ==, 2 * 40000 + 2);
  /* Called off, and replaced by something else: nothing is left of it. */
  g_assert_true (vmr_session_open_preset (session, "mini", NULL));
  g_assert_true (vmr_session_open_later (session, path, NULL));
  vmr_session_cancel_recording (session);
  g_assert_cmpfloat (vmr_session_recording (session), <, 0);
  g_assert_null (vmr_session_path (session));
  g_assert_true (vmr_session_open_later (session, path, NULL));
  g_assert_true (vmr_session_open_preset (session, "classic", NULL));
  g_assert_cmpfloat (vmr_session_recording (session), <, 0);
  g_unlink (path);
}

/* The same commands on another machine, and the file once more: neither keeps anybody waiting. */
void
test_record_again (void)
{
  Heard heard = { 0 };
  g_autoptr (VmrSession) session = listening_session (&heard);
  g_autofree char *path = long_script (40000, "c = alloc_pages 2\n");
  g_autoptr (GError) error = NULL;
  guint cursor;

  g_assert_true (vmr_session_open_later (session, path, NULL));
  vmr_session_finish_recording (session, &error);
  g_assert_no_error (error);
  vmr_session_goto (session, 1234);
  cursor = vmr_session_cursor (session);
  g_assert_true (vmr_session_reload (session, NULL));
  g_assert_cmpfloat (vmr_session_recording (session), >=, 0);
  vmr_session_finish_recording (session, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (vmr_session_cursor (session), ==, cursor);
  vmr_session_restart_on (session, 128 << 20, &error);
  g_assert_no_error (error);
  g_assert_cmpfloat (vmr_session_recording (session), >=, 0);
  g_assert_cmpuint (vmr_session_state (session)->config.ram >> 20, ==, 64);
  vmr_session_finish_recording (session, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (vmr_session_state (session)->config.ram >> 20, ==, 128);
  g_assert_cmpuint (km_machine_n_commands (vmr_session_machine (session)), ==, 2 * 40000 + 2);
  g_unlink (path);
}

void
test_record_error (void)
{
  Heard heard = { 0 };
  g_autoptr (VmrSession) session = listening_session (&heard);
  g_autofree char *path = long_script (40000, "free_pages nobody\n");

  g_assert_true (vmr_session_open_later (session, path, NULL));
  wait_for_recording (session);
  g_assert_null (vmr_session_path (session));
  g_assert_cmpuint (heard.notices, ==, 1);
  g_assert_nonnull (strstr (heard.said, ":6:12: "));
  g_free (heard.said);
  g_unlink (path);
}
