/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "ui/session/fields.h"
#include "ui/session/offers.h"

G_BEGIN_DECLS

/* Everything that can be selected, in one table: what it is called where a moment is written down, what the inspector
 * says of it, what its menu offers, what "run until it changes" watches. A new kind is a value of VmrRefKind, a file
 * thing-NAME.c and a row; what it leaves out it does not have. */
typedef struct
{
  VmrRefKind  kind;
  const char *name;             /* in the text of a moment */
  /* Of a thing that is gone: the title alone, or nothing. */
  void      (*fields) (const VmrSession *session,
                       VmrRef            ref,
                       VmrFields        *fields);
  void      (*offers) (VmrOffers        *list,
                       VmrRef            ref);
  /* Its bytes, whatever they are, to be compared; none when it is gone. */
  void      (*watch)  (const KmMachine  *machine,
                       VmrRef            ref,
                       GByteArray       *bytes);
} VmrThing;

/* NULL for what is no thing of the machine: a step, a part, an action. */
const VmrThing *vmr_thing           (VmrRefKind  kind);
const VmrThing *vmr_thing_from_name (const char *name);

#define VMR_THING(name) extern const VmrThing vmr_thing_##name;
#include "ui/session/things.def"
#undef VMR_THING

G_END_DECLS
