/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Every key of the program, once: the handler, the legend on screen, the shortcuts window and the
 * manual page read this table. */
typedef enum
{
  VMR_KEYS_STEP,
  VMR_KEYS_PLAY,
  VMR_KEYS_SCREEN,
  VMR_KEYS_WORDS,
  VMR_KEYS_FILE,
  VMR_N_KEY_GROUPS
} VmrKeyGroup;

typedef struct
{
  const char *action;     /* of the window, without "win." */
  const char *target;     /* parameter as text, or NULL */
  const char *help;       /* N_() */
  VmrKeyGroup group;
  const char *accels;     /* as gtk_accelerator_parse reads them, separated by blanks */
} VmrKey;

const VmrKey *vmr_keys_table      (guint             *n_keys);
const char   *vmr_keys_group_name (VmrKeyGroup        group);
/* The row an event belongs to, or NULL. */
const VmrKey *vmr_keys_find       (guint              keyval,
                                   GdkModifierType    state);
/* Activates its action. */
void          vmr_keys_do         (const VmrKey      *key,
                                   GActionGroup      *actions);
/* Copy, paste and the like: an entry that has the focus keeps them. */
gboolean      vmr_keys_is_edit    (const GdkEventKey *event);
/* A shortcuts window made from the table, for a screen of this width; the caller shows it. */
GtkWidget    *vmr_keys_window_new (GtkWindow         *parent,
                                   int                room);

G_END_DECLS
