/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "ui/draw/cells.h"
#include "ui/session/session.h"

G_BEGIN_DECLS

/* A stage: the drawing of one subsystem in the middle of the window.
 *
 * To add one:
 *   1. write ui/stages/NAME.c with one function and one definition,
 *
 *        static void
 *        cache_layout (const VmrSession *session, VmrCells *cells)
 *        {
 *          const KmState *state = vmr_session_state (session);
 *          guint pfn = state ? state->zones[KM_ZONE_NORMAL].start_pfn : 0;
 *          g_autofree char *name = g_strdup_printf ("frame 0x%05x", pfn);
 *          VmrCell *cell;
 *
 *          if (state == NULL)
 *            return;
 *          cell = vmr_cells_box (cells, VMR_RECT (16, 16, 120, 32), VMR_INK_FILE, VMR_TINT_STRONG, 7);
 *          cell->flags |= VMR_CELL_EDGE;
 *          vmr_cells_subject (cells, cell, vmr_ref (VMR_REF_FRAME, pfn, 0), name, NULL);
 *          vmr_cells_text (cells, VMR_RECT (24, 16, 104, 32), VMR_BODY | VMR_MONO, VMR_INK_AUTO,
 *                          name, name + strlen ("frame "), NULL);
 *        }
 *        const VmrStage vmr_stage_cache = { "cache", N_("Cache"), cache_layout, VMR_STAGE_SUB (KM_SUB_CACHE),
 *                                          "Page cache", "页缓存", TRUE };
 *
 *   2. name it in stages.def and meson.build.
 *
 * Rules: the canvas is cells->width × cells->height and may be any size from 640 × 420 up; give
 * each text a room and wordings from long to short, never a guess. Sizes come from cells->metrics;
 * colours are inks. Back to front: what is added later covers. Cells are visited by Tab in the
 * order they were added. Mark what this step changed with VMR_CELL_CHANGED and an outline of
 * VMR_INK_LIGHT, its cause with VMR_CELL_CAUSE, the way between with vmr_cells_light (), where a
 * thing was before with VMR_CELL_GHOST | VMR_CELL_DASHED. Nothing the cursor has not reached is
 * drawn.
 */
typedef struct
{
  const char *name;             /* as lessons call it: "translate" */
  const char *title;            /* on the tab, N_() */
  void      (*layout) (const VmrSession *session,
                       VmrCells         *cells);
  guint       subsystems;       /* steps of these bring the stage up: VMR_STAGE_SUB () | … */
  /* Lecture mode: its name in both languages (both may be on the screen), and whether the address
   * space beside it would only take room from it. */
  const char *english, *chinese;
  gboolean    without_space;
} VmrStage;

#define VMR_STAGE_SUB(subsystem) (1u << (subsystem))

/* All stages in the order of their tabs. */
guint           vmr_stages_n        (void);
const VmrStage *vmr_stages_get      (guint             i);
/* NULL when there is none of this name. */
const VmrStage *vmr_stages_find     (const char       *name);
/* The one that follows the step at the cursor; never NULL. */
const VmrStage *vmr_stages_for_step (const VmrSession *session);

/* In a lecture a stage that shows addresses and memory itself needs neither beside it. */
gboolean        vmr_stage_is_whole  (const VmrStage   *stage,
                                     const VmrSession *session);

/* Number, within its command, of the step at the cursor or of an earlier step of `kind`; 0 when the
 * present command has not reached one. For the numbered dots. */
guint           vmr_stage_reached   (const VmrSession *session,
                                     KmStepKind        kind);
/* Argument of a step of whatever kind, 0 when it has none of that name: vmr_stage_arg (session, step,
 * pfn). Where the kind is known, km_step_get () says which step has which arguments. */
#define vmr_stage_arg(session, step, name) vmr_stage_word ((session), (step), KM_ARG_NAME_##name)
guint64         vmr_stage_word      (const VmrSession *session,
                                     guint             step,
                                     KmArgName         name);
/* The address that the step at the cursor speaks of when no access of the processor is about it:
 * what the kernel itself maps, looks for or gives up. FALSE when there is none, or when it lies in
 * the page of the access under way. */
gboolean        vmr_stage_subject   (const VmrSession *session,
                                     KmAddr           *addr);
/* The dot of `step` at x, y: filled when it is the cursor's. Nothing for a step that is no stop. */
void            vmr_stage_dot       (const VmrSession *session,
                                     VmrCells         *cells,
                                     double            x,
                                     double            y,
                                     guint             step);
gboolean        vmr_stage_has_dot   (const VmrSession *session,
                                     guint             step);
/* The last step of these kinds that has a dot, from a step on up to the cursor; 0: none. */
guint           vmr_stage_dotted    (const VmrSession *session,
                                     guint             from,
                                     const KmStepKind *kinds,
                                     guint             n);
/* A word of data/texts/words.xml for lecture mode, in both languages when both captions are shown. */
const char     *vmr_stage_both      (const VmrSession *session,
                                     VmrCells         *cells,
                                     const char       *id);
/* "294 408"; lives as long as the drawing. */
const char     *vmr_stage_count     (VmrCells         *cells,
                                     guint             n);
/* Number on the screen of the stop that a step is, or is folded into. */
guint           vmr_stage_number    (const VmrSession *session,
                                     guint             step);

#define VMR_STAGE(name) extern const VmrStage vmr_stage_##name;
#include "ui/stages/stages.def"
#undef VMR_STAGE

G_END_DECLS
