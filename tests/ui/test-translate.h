/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "ui/stages/stage.h"

G_BEGIN_DECLS

static const struct { double width, height, lecture, font; } sizes[] = {
  { 460, 420, 0, 13.333 }, { 640, 420, 0, 13.333 }, { 848, 600, 0, 13.333 },
  { 1100, 760, 0, 13.333 },
  { 876, 330, 0, 13.333 }, { 1132, 410, 0, 13.333 }, { 900, 660, 0, 21.33 }, { 1820, 760, 1080, 0 },
  { 950, 480, 768, 0 },
};
#define DESK 3                  /* the index of an ample size */
#define LEAST_HEIGHT 4

extern VmrSession *session;
extern VmrTextCache *texts;
extern guint n_flaws;
VmrCells *draw (guint size, guint theme);
const VmrCell *named (const VmrCells *cells, const char *name);
void two_programs (const char *machine);
void go_to (const char *kind);
void test_flush (void);
void test_zero_page (void);
void test_card_number (void);
void test_hit_is_not_read (void);
void test_fault_pill (void);
void test_three_levels (void);
void test_hall_segment (void);
void test_directory_words (void);
void test_frame_counts (void);
void test_empty_runs (void);
void test_large_page (void);
void test_reuse (void);
void test_large_neighbour (void);
void test_no_table (void);
void test_dots (gconstpointer path);
void test_others (void);
void test_crowded (void);

/* Counts the flaws of the drawing at this size in n_flaws. */
void measure (guint size, guint theme);
guint n_subjects (const VmrCells *cells);
guint n_lights (const VmrCells *cells);
void test_kernel (void);
void test_directories (gconstpointer machine);
void test_address (void);
void test_made (void);
void test_selector (void);
void test_empty_entry (void);
void test_never_empty (void);
void test_low (void);
void test_same_address (void);

G_END_DECLS
