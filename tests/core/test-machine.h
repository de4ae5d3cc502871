/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "tests/core/support.h"

G_BEGIN_DECLS

/* After: machine, exec sh, a = mmap, b = alloc_pages, gone freed, file f. Columns count from 1. */
static const struct { const char *line, *message; } wrong[] = {
  /* the scanner */
  { "write sh \"abc", "10: quote never closed; expected another one in this line" },
  { "= mmap sh 1p rw", "1: no command here; expected NAME = VERB or VERB" },
  { "x = y = mmap sh 1p rw",
    "5: “y” is no command; expected one such as exec, read, write or mmap "
    "(`help` lists them all)" },
  { "write sh (1+2", "14: end of the expression; expected +, - or a closing parenthesis" },
  { "write sh 12q", "12: ‘q’; expected a digit, one of K M G p, + or -" },
  { "write sh 1+", "12: end of the expression; expected a number, a name or a parenthesis" },
  { "mmap sh 99999999999999999999 rw", "9: number too large; expected less than 2^64" },
  /* the manifest */
  { "frobnicate sh",
    "1: “frobnicate” is no command; expected one such as exec, read, write or mmap "
    "(`help` lists them all)" },
  { "write sh", "9: the line ends; expected an address (ADDR)" },
  { "write sh 0 0",
    "12: “0” is one argument too many; expected write TASK:task ADDR:addr [len=value] "
    "[value=value]" },
  { "write sh 0 size=3",
    "12: “size=” is no argument of write; expected TASK:task ADDR:addr [len=value] "
    "[value=value]" },
  { "write sh 0 len=1 len=2", "18: “len=” for the second time; expected it once" },
  { "mmap sh 1p qq", "12: “qq” does not fit here; expected permissions such as rw, r, rx or none" },
  { "alloc_pages 0 GFP_NOTHING",
    "15: “GFP_NOTHING” does not fit here; expected an allocation mask such as GFP_KERNEL" },
  { "x = munmap sh a 1p",
    "1: “x =” before munmap, which has no result; expected the command alone" },
  { "stack = mmap sh 1p rw", "1: “stack” has a meaning already; expected another name" },
  /* names and values */
  { "write nobody 0", "7: “nobody” is no task; expected one that exec started" },
  { "write f 0", "7: “f” is no task; expected one that exec started" },
  { "write sh never", "10: unknown name ‘never’; expected a number or a name defined before" },
  { "write sh gone", "10: “gone” was given back; expected a name that is in use" },
  { "write sh sh", "10: “sh” is a task; expected a value" },
  { "a = mmap sh 1p rw", "1: “a” is in use already; expected a new name" },
  { "exec sh", "6: “sh” is in use already; expected a new name" },
  { "write sh 0x100000000", "10: address 0x100000000, which is 4294967296, is too large; "
    "expected at most 4294967295" },
  { "write sh a-0xffffffff", "11: difference below zero; expected 0 or more" },
  { "alloc_pages 11", "13: order 11 is too large; expected at most 10" },
  { "free_pages gone",
    "12: “gone” cannot be given back; expected a name that alloc_pages gave and that is still in use" },
  { "free_pages a", 
    "12: “a” cannot be given back; expected a name that alloc_pages gave and that is still in use" },
  { "mmap sh 1p rw file=never", "20: “never” is no file; expected one that `file` made" },
  { "file g path=/f",
    "6: the path “/f” cannot be used; expected one of at most 63 bytes that is not on the disk yet" },
  { "madvise sh a 1p nonsense", "17: “nonsense” is no advice; expected one of madvise (2), such as dontneed" },
  { "setrlimit sh cpu 1", "14: “cpu” is no limit; expected stack, as, data or memlock" },
  { "mmap sh 1p rw file=f open=a", "27: “a” is no way to open a file; expected r, w or rw" },
  { "exec t elf=x text=1", "14: “text=” beside elf=, whose file says it all; expected one of the two" },
  { "set swappiness 201",
    "5: “swappiness” cannot be set to 201; expected one of…" },
  { "set dirty_ratio 5",
    "5: “dirty_ratio” cannot be set to 5; expected one of…" },
  { "exec t text=0", "13: a program without text; expected at least one byte" },
  { "exec t seg=0:4K:rw",
    "12: “0:4K:rw” does not describe an area; expected a length above 0, an address from 0x10000 on "
    "(mmap_min_addr), and address and offset equal within the page" },
  { "exec t seg=1:2",
    "12: “1:2” does not describe areas; expected at most 64 of ADDR:LEN:PERM or "
    "ADDR:LEN:PERM:FILE@OFFSET" },
  { "exec t elf=/nowhere/at-all",
    "12: /nowhere/at-all: No such file or directory; expected a file to read" },
  { "exec abcdefghijklmnopqrstuvwxyz012345",
    "6: “abcdefghijklmnopqrstuvwxyz012345” has 32 letters; expected a name of at most 31" },
  { "abcdefghijklmnopqrstuvwxyz012345 = mmap sh 1p rw",
    "1: “abcdefghijklmnopqrstuvwxyz012345” has 32 letters; expected a name of at most 31" },
  { "exec t seg=0xbffd0000:64K:rw",
    "12: “0xbffd0000:64K:rw” reaches into the stack, which is there first; expected an area that "
    "ends at 0xbffdf000 or below" },
  { "exec t seg=0x08048000:64K:rw:f@5G",
    "12: the value 5G, which is 5368709120, is too large; expected at most 4294967295" },
  { "write sh a cpu=1", "16: there is no CPU 1; expected one below 1" },
  { "machine ram=64M", "1: machine after other commands; expected it as the first line" },
  { "expect rss sh == 1", "8: the value is 4096 (0x1000); expected == 1 (0x1)" },
  { "expect rss",
    "11: nothing to compare with; expected VALUE OP VALUE, as in: expect rss sh == 4p" },
  { "expect 1 ==",
    "12: nothing to compare with; expected VALUE OP VALUE, as in: expect rss sh == 4p" },
  { "print nothing", "7: “nothing” cannot be printed; expected one of size heap frames maps…" },
  { "print maps", "7: print maps has another number of arguments; expected TASK" },
  { "print walk sh", "7: print walk has another number of arguments; expected TASK ADDR" },
};

/* A machine that cannot exist leaves none behind, and another may be tried. */
static const struct { const char *line, *message; } no_machine[] = {
  { "machine ram=1", "f:1:13: a RAM size of 1 does not end with a page; expected a multiple of 4 KiB" },
  { "machine ram=65G",
    "f:1:13: ram 65G, which is 69793218560, is too large; expected at most 68719476736" },
  { "machine layout=amiga",
    "f:1:16: “amiga” is no layout; expected classic, mini, debian-5.10 or debian-5.10-pae" },
  { "machine cpus=0", "f:1:14: no CPU at all; expected 1 to 8" },
  { "machine cpus=9", "f:1:14: cpus 9 is too large; expected at most 8" },
  { "machine slab=slob", "f:1:14: “slob” is no slab allocator; expected slub or slab" },
  { "machine ram=64M layout=mini e820_top=1M",
    "f:1:38: RAM that ends at 1024 KiB; expected 48128 KiB to the 65536 KiB there are" },
  { "machine ram=64M layout=mini e820_top=128M",
    "f:1:38: RAM that ends at 131072 KiB; expected 48128 KiB to the 65536 KiB there are" },
  { "machine managed=Normal:5/4",
    "f:1:17: “Normal:5/4” gives no zone its frames; expected ZONE:BOOT/FINAL with DMA, Normal or "
    "HighMem and two counts of frames, the second not below the first" },
};

const KmCommandRecord *command (const KmMachine *m, guint i);
KmMachine *prepared (void);
void test_step_limit (void);
void test_pid (void);
void test_long_loops (void);
void test_cancel (void);
void test_names (void);
void test_many_names (void);
void test_boot_cpu (void);
void test_segments_overlap (void);
void test_find_step (void);
void test_deterministic (void);

G_END_DECLS
