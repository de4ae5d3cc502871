/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "ui/draw/cells.h"
#include "ui/session/session.h"

G_BEGIN_DECLS

/* A region of an address space, or a hole. */
typedef struct
{
  guint64     start, end;       /* exclusive, up to 2^32 */
  char        name[40];
  const char *arrow;
  char        perm[8];
  VmrInk      ink;              /* NONE for a hole */
  VmrRef      ref;
  guint       pages, present;   /* of an area */
  gboolean    access;           /* the page the running command stores to */
  double      height;           /* for the layout that uses it */
} VmrRange;

/* All of the 4 GiB of a task, high addresses first; a page that is stored to in a hole has a range
 * of its own. task may be NULL. */
GArray  *vmr_ranges_collect (const VmrSession *session,
                             const KmTask     *task);
/* The access of the running command: TRUE with its address and kind. */
gboolean vmr_running_access (const VmrSession *session,
                             KmAddr           *addr,
                             KmAccess         *kind);

G_END_DECLS
