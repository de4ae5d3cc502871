/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "core/language/print.h"

G_BEGIN_DECLS

/* `print rmap PFN`: what the page belongs to, every place that a walk visits, and what the search would cost without
 * reverse mapping. */
gboolean km_print_rmap (KmPrint *p, GError **error);

G_END_DECLS
