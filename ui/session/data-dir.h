/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Path of an installed data file ("texts/steps.xml"); VMARIUM_DATADIR in the environment, a list
 * of folders, comes before the installed one, so that the program runs from its build folder. Free
 * it; NULL when there is no such file. */
char *vmr_data_path    (const char *name);
/* All folders that are looked in, in order; g_strfreev (). */
char **vmr_data_folders (void);

G_END_DECLS
