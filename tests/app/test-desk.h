/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "tests/app/support.h"

G_BEGIN_DECLS

static const char lesson[] =
  "<lesson id='test' chapter='mmu'><title>%s</title><machine>ram=64M layout=classic</machine>"
  "<part><title>One</title><do>exec sh text=64K data=12K bss=16K</do></part>"
  "<part><title>Two</title><do stop='access'>write sh bss</do></part>%s";

extern VmrWindow *window;
void act (const char *action, GVariant *target);
const char *notice (void);
void open_sandbox (void);
void test_source (void);
void test_reload (void);
void test_pin (void);
void test_pause (void);
void test_mouse_writes (void);
void test_ram_size (void);
void test_popover_keys (void);
void test_ram_of_lesson (void);
void test_forget (void);
void test_sandbox_verbs (void);
void test_sandbox_tries (void);

G_END_DECLS
