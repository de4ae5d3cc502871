/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What the inspector says of a thing: a title, the kernel's type, and a row for each field. */
typedef struct
{
  char   *title;
  char   *type;           /* "struct page"; "" where there is none */
  GArray *rows;           /* VmrField */
} VmrFields;

typedef enum
{
  VMR_FIELD_TEXT,         /* name, value */
  VMR_FIELD_USE,          /* name; number: KmUse */
  VMR_FIELD_BITS,         /* number: all of them, `bits` of 8, the highest first */
} VmrFieldKind;

typedef struct
{
  VmrFieldKind kind;
  char   *name;
  char   *value;
  guint64 number;
  guint   bits;
} VmrField;

/* A bit and its name. */
typedef struct
{
  guint32     bit;
  const char *name;
} VmrFlag;

void vmr_fields_init  (VmrFields  *fields);
void vmr_fields_clear (VmrFields  *fields);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (VmrFields, vmr_fields_clear)

void vmr_fields_title (VmrFields  *fields,
                       const char *title,
                       const char *type);
void vmr_fields_row   (VmrFields  *fields,
                       const char *name,
                       const char *format,
                       ...) G_GNUC_PRINTF (3, 4);
/* "294 408" */
void vmr_fields_count (VmrFields  *fields,
                       const char *name,
                       guint64     count);
/* The names of the bits that are set, a row each two. */
void vmr_fields_flags (VmrFields     *fields,
                       const VmrFlag *flags,
                       guint          n,
                       guint32        value);
void vmr_fields_use   (VmrFields  *fields,
                       const char *name,
                       guint       use);
void vmr_fields_bits  (VmrFields  *fields,
                       guint64     number,
                       guint       bits);

G_END_DECLS
