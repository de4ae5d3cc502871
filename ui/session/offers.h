/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "ui/session/session.h"

G_BEGIN_DECLS

/* What can be done to a thing: each offer is a line of the command language, so that the mouse and
 * the console speak the same, and whoever clicks learns to type. */
typedef struct
{
  guint       group;          /* offers of one group stand together */
  const char *label;          /* N_() */
  char       *line;
  gboolean    compose;        /* to be finished in the console, not run at once */
} VmrOffer;

/* VmrOffer; empty when nothing applies. Free the array. */
GPtrArray *vmr_session_offers (const VmrSession *self,
                               VmrRef            ref);

/* A list that is being made, for the things that make it: ui/session/thing.h. */
typedef struct
{
  const VmrSession *session;
  const KmMachine  *machine;
  const KmTask     *task;     /* the one that is shown; may be NULL */
  const KmMm       *mm;
  GPtrArray        *offers;
  guint             group;
} VmrOffers;

VmrOffer *vmr_offer            (VmrOffers  *list,
                                const char *label,
                                const char *format,
                                ...) G_GNUC_PRINTF (3, 4);
/* At an address of list->task. */
void      vmr_offer_access     (VmrOffers  *list,
                                KmAddr      addr);
void      vmr_offer_protections (VmrOffers *list,
                                KmAddr      start,
                                guint       pages);
void      vmr_offer_page       (VmrOffers  *list,
                                KmAddr      addr);
void      vmr_offer_heap       (VmrOffers  *list);
/* Blocks to take, with a mask or NULL. */
void      vmr_offer_blocks     (VmrOffers  *list,
                                const char *mask);
/* "block", "block2" …: a name that is free. */
char     *vmr_offers_new_name  (const VmrOffers *list,
                                const char      *stem);

G_END_DECLS
