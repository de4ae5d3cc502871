/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "ui/session/thing.h"

#include <string.h>

static const VmrThing *const things[] = {
#define VMR_THING(name) &vmr_thing_##name,
#include "ui/session/things.def"
#undef VMR_THING
};

const VmrThing *
vmr_thing (VmrRefKind kind)
{
  for (guint i = 0; i < G_N_ELEMENTS (things); i++)
    if (things[i]->kind == kind)
      return things[i];
  return NULL;
}

const VmrThing *
vmr_thing_from_name (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (things); i++)
    if (strcmp (things[i]->name, name) == 0)
      return things[i];
  return NULL;
}
