/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * GMarkup held to a table: which element may stand in which, with which attributes, and whether it
 * holds text. The readers of lessons and texts only see what the table allows.
 *
 * A translatable element may be repeated with xml:lang right behind its English self, which is how
 * msgfmt --xml merges translations; a KmText collects them.
 *
 * Errors are in KM_MARKUP_ERROR, messages "FILE:LINE:COLUMN: what was found; what was expected".
 */

#define KM_MARKUP_MAX_SIZE      (1u << 20)
#define KM_MARKUP_MAX_TEXT      8192u
#define KM_MARKUP_MAX_LANGUAGES 8u
#define KM_PLACEHOLDER_MAX      256u

#define KM_MARKUP_ERROR (km_markup_error_quark ())
GQuark km_markup_error_quark (void);

typedef enum
{
  KM_MARKUP_ERROR_READ,    /* the file cannot be read, or is too large */
  KM_MARKUP_ERROR_SYNTAX,  /* not well-formed */
  KM_MARKUP_ERROR_CONTENT, /* well-formed, but not of this format */
} KmMarkupError;

typedef enum
{
  KM_MARKUP_CHILDREN = 0,          /* elements only */
  KM_MARKUP_TEXT = 1 << 0,         /* text only, not empty */
  KM_MARKUP_OR_CHILDREN = 1 << 1,  /* with TEXT: either text or elements */
  KM_MARKUP_TRANSLATABLE = 1 << 2, /* may have xml:lang; its placeholders are checked */
} KmMarkupFlags;

typedef struct
{
  const char   *name;
  guint         parents;     /* bits of the elements it may stand in; 0: the root */
  const char   *attributes;  /* "id! chapter": names, with ! for those that must be there */
  KmMarkupFlags flags;
} KmMarkupElement;

typedef struct _KmMarkup KmMarkup;

typedef struct
{
  const KmMarkupElement *elements;
  guint                  n_elements;
  /* An element begins; its attributes can be asked for. */
  gboolean (*begin) (KmMarkup *markup, guint element, gpointer data, GError **error);
  /* It ends. TEXT has its blanks run together, NULL for an element of children. */
  gboolean (*end)   (KmMarkup *markup, guint element, const char *text, gpointer data,
            GError **error);
} KmMarkupFormat;

/* LENGTH in bytes, -1 for up to the NUL. */
gboolean    km_markup_parse     (const KmMarkupFormat *format,
                                 const char           *file,
                                 const char           *text,
                                 gssize                length,
                                 gpointer              data,
                                 GError              **error);

/* Of the element that has begun last and is still open: */
const char *km_markup_attribute (const KmMarkup *markup, const char *name);
const char *km_markup_language  (const KmMarkup *markup);  /* its xml:lang, or NULL */
guint       km_markup_line      (const KmMarkup *markup);
guint       km_markup_column    (const KmMarkup *markup);
/* Sets an error at its place. Always FALSE, to be returned. */
gboolean    km_markup_fail      (const KmMarkup *markup, GError **error,
                                 const char *format, ...) G_GNUC_PRINTF (3, 4);
/* An attribute in decimal; VALUE is untouched when it is absent. */
gboolean    km_markup_uint      (const KmMarkup *markup, const char *name, guint max, guint *value,
                                 GError **error);

/* A text in English and its translations. */
typedef struct
{
  char *lang;
  char *text;
} KmTextTranslation;

typedef struct
{
  char   *text;          /* English */
  GArray *translations;  /* KmTextTranslation */
} KmText;

/* What stands for a placeholder's expression, newly allocated; NULL leaves "{expression}" as it is.
 * */
typedef char *(*KmTextLookup) (const char *expression, gpointer data);

G_END_DECLS
