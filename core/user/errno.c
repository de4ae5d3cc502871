/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/user/errno.h"

#include <errno.h>
#include <string.h>

#define NAMED(code) { code, #code }
static const struct { int code; const char *name; } errors[] = {
  NAMED (EPERM), NAMED (ENOENT), NAMED (E2BIG), NAMED (EIO), NAMED (ENOEXEC), NAMED (EBADF), NAMED (EAGAIN),
  NAMED (ENOMEM), NAMED (EACCES), NAMED (EFAULT), NAMED (EBUSY), NAMED (EEXIST), NAMED (ENODEV), NAMED (ENOTDIR),
  NAMED (EISDIR), NAMED (EINVAL), NAMED (ELOOP), NAMED (EOVERFLOW), NAMED (ELIBBAD), NAMED (EOPNOTSUPP),
  NAMED (ETXTBSY),
};

const char *
km_errno_name (uint32_t value)
{
  for (guint i = 0; i < G_N_ELEMENTS (errors); i++)
    if (value == KM_ERROR (errors[i].code))
      return errors[i].name;
  return "EUNKNOWN";
}
