/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

#include "ui/session/progress.h"

G_BEGIN_DECLS

/* The lessons there are, in the order of their numbers, as a table of contents knows them: their
 * files are read, no machine runs. */
typedef struct
{
  char  *path;
  char  *id;
  guint  number;          /* from the file's name */
  char  *title[2];        /* English, Chinese */
  guint  minutes;         /* to read it, by its stops and texts */
  guint  n_parts;
  char  *haystack;        /* all that a search looks at, case-folded */
} VmrCatalogLesson;

typedef struct
{
  GPtrArray *lessons;     /* VmrCatalogLesson */
} VmrCatalog;

/* folder: where the .lesson files are; NULL for the first data folder that has any. A file that is
 * no lesson is left out. */
VmrCatalog *vmr_catalog_new      (const char             *folder);
void        vmr_catalog_free     (VmrCatalog             *catalog);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (VmrCatalog, vmr_catalog_free)

#define VMR_N_CHAPTERS 5
/* Chapters are fives of numbers. VMR_N_CHAPTERS for what has no place in the curriculum. */
guint       vmr_catalog_chapter  (const VmrCatalogLesson *lesson);
const char *vmr_catalog_chapter_title (guint              chapter);

/* Every word of text occurs in a title or kernel name, in either language. */
gboolean    vmr_catalog_matches  (const VmrCatalogLesson *lesson,
                                  const char             *text);
/* The one in progress that was opened last; else the first that is not done behind the one done
 * last; else the first. NULL only when there are no lessons. */
const VmrCatalogLesson *vmr_catalog_current (const VmrCatalog  *catalog,
                                             const VmrProgress *progress);
/* The lesson behind the one in this file, NULL at the end or for another file. */
const VmrCatalogLesson *vmr_catalog_next    (const VmrCatalog  *catalog,
                                             const char        *path);
/* Whether this file is one of its lessons. */
gboolean    vmr_catalog_has     (const VmrCatalog  *catalog,
                                 const char        *path);
/* What is left to read, of its minutes; at least 1 for a lesson not done. */
guint       vmr_catalog_minutes_left (const VmrCatalogLesson *lesson,
                                      const VmrProgress      *progress);

G_END_DECLS
