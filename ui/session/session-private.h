/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "ui/session/session.h"

G_BEGIN_DECLS

struct _VmrSession
{
  GObject     parent_instance;

  KmMachine  *machine;
  char       *title;
  GPtrArray  *parts;          /* VmrPart */
  GArray     *bookmarks;      /* guint, steps */
  guint       first;
  gboolean    backwards;

  VmrRef      selection;
  VmrRef      hover;
  KmTaskId    task;
  VmrLanguage language;
};

/* Reads what is at path and runs it on a fresh machine. On success *machine, *title and *parts are
 * the caller's. */
gboolean vmr_session_load (const char  *path,
                           KmMachine  **machine,
                           char       **title,
                           GPtrArray  **parts,
                           GError     **error);

VmrPart *vmr_part_new     (const char  *title,
                           guint        first_step,
                           guint        stop_step);
void     vmr_part_free    (gpointer     part);

G_END_DECLS
