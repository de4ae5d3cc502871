/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "ui/stages/stage.h"

G_BEGIN_DECLS

static const struct { double width, height; } screens[] = { { 1920, 1080 }, { 1280, 720 } };
extern VmrSession *session;
extern VmrTextCache *texts;
extern guint n_flaws, n_seen;

void flaw (const char *what, const char *where);
void at_every_stop (void (*look) (void));
void count (const KmMm *mm, guint64 start, guint64 end, guint *tables, guint *frames, KmPfn *table);
VmrCells *draw_page (double width, double height);
KmStepKind kind_here (void);
void test_whose (void);
void test_zones (void);
void test_cr3 (void);
guint captions (double width, double height, double lecture);
void test_captions (void);
void test_free (void);
void test_told (void);
void test_road (void);

static const struct { double width, height, lecture; } fault_rooms[] = {
  { 848, 600, 0 }, { 848, 464, 0 }, { 848, 316, 0 }, { 1100, 700, 1080 }, { 740, 340, 720 }, { 740, 480, 768 },
};

VmrCells *draw_stage (double width, double height, double lecture);
void row_texts (const VmrCells *cells, VmrRect r, const char *texts_found[2]);
void test_fault_entry (void);
void test_signal (void);
void test_fault_stays (void);
void test_names (void);
void test_rights (void);

gboolean light_ends_in (const VmrCells *cells, VmrRect r);
void test_tlb (void);
void test_entries (void);
void test_three_levels (void);

void test_rows (void);

G_END_DECLS
