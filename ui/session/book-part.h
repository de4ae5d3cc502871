/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "ui/session/book.h"

G_BEGIN_DECLS

/* book-part.c; lenient: on a machine that is not the lesson's, where parts may not come. */
gboolean vmr_book_load_part (VmrBook     *book,
                             VmrAct      *act,
                             const KmPart *part,
                             gboolean     lenient,
                             GError     **error);
VmrPart *vmr_part_new       (const char  *title,
                             guint        first_step,
                             guint        stop_step);
/* Its title in both languages: an entry of data/texts/words.xml. */
void     vmr_part_name      (VmrPart     *part,
                             const char  *word);
void     vmr_part_free      (gpointer     part);
void     vmr_text_pair      (const KmText *text,
                             char        *pair[2]);

G_END_DECLS
