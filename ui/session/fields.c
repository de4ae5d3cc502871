/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "ui/session/fields.h"

#include "core/report/step-words.h"

static void
field_clear (gpointer data)
{
  VmrField *field = data;

  g_free (field->name);
  g_free (field->value);
}

void
vmr_fields_init (VmrFields *fields)
{
  *fields = (VmrFields) { NULL, NULL, g_array_new (FALSE, TRUE, sizeof (VmrField)) };
  g_array_set_clear_func (fields->rows, field_clear);
}

void
vmr_fields_clear (VmrFields *fields)
{
  g_free (fields->title);
  g_free (fields->type);
  g_clear_pointer (&fields->rows, g_array_unref);
}

void
vmr_fields_title (VmrFields  *fields,
                  const char *title,
                  const char *type)
{
  g_free (fields->title);
  g_free (fields->type);
  fields->title = g_strdup (title);
  fields->type = g_strdup (type);
}

static void
add (VmrFields  *fields,
     VmrFieldKind kind,
     const char *name,
     char       *value,
     guint64     number,
     guint       bits)
{
  VmrField field = { kind, g_strdup (name), value, number, bits };

  g_array_append_val (fields->rows, field);
}

void
vmr_fields_row (VmrFields  *fields,
                const char *name,
                const char *format,
                ...)
{
  va_list args;

  va_start (args, format);
  add (fields, VMR_FIELD_TEXT, name, g_strdup_vprintf (format, args), 0, 0);
  va_end (args);
}

void
vmr_fields_count (VmrFields  *fields,
                  const char *name,
                  guint64     count)
{
  g_autofree char *digits = g_strdup_printf ("%" G_GUINT64_FORMAT, count);

  add (fields, VMR_FIELD_TEXT, name, km_count_words (digits), count, 0);
}

void
vmr_fields_flags (VmrFields     *fields,
                  const VmrFlag *flags,
                  guint          n,
                  guint32        value)
{
  const char *first = NULL;

  for (guint i = 0; i < n; i++)
    {
      if (!(value & flags[i].bit))
        continue;
      if (first == NULL)
        {
          first = flags[i].name;
          continue;
        }
      vmr_fields_row (fields, "", "%s %s", first, flags[i].name);
      first = NULL;
    }
  if (first != NULL)
    vmr_fields_row (fields, "", "%s", first);
}

void
vmr_fields_use (VmrFields  *fields,
                const char *name,
                guint       use)
{
  add (fields, VMR_FIELD_USE, name, NULL, use, 0);
}

void
vmr_fields_bits (VmrFields *fields,
                 guint64    number,
                 guint      bits)
{
  add (fields, VMR_FIELD_BITS, "", NULL, number, bits);
}
