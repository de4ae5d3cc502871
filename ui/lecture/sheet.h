/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "ui/lecture/lecture.h"
#include "ui/lecture/paper.h"

G_BEGIN_DECLS

/* What leaves the program: the whole desk as one drawing, a handout, an exercise sheet. */

typedef struct
{
  guint       per_page;         /* 1, 2 or 6 */
  const char *steps;            /* "5-12,20"; NULL or "" for all */
  gboolean    grey;
} VmrHandoutDef;

G_END_DECLS
