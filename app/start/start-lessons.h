/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

/* The lessons of the start page: Continue, and a card for each by chapter. */

#include "app/start/start.h"

G_BEGIN_DECLS

GtkWidget *vmr_start_make_lessons (VmrStart   *start);
void       vmr_start_fill_lessons (VmrStart   *start);
const VmrCatalogLesson *vmr_start_card_lesson (GtkWidget *card);

G_END_DECLS
