/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/user/errno.h"

#include <errno.h>

const char *
km_errno_name (uint32_t value)
{
  switch (-(int32_t) value)
    {
    case ENOMEM: return "ENOMEM";
    case EINVAL: return "EINVAL";
    case EACCES: return "EACCES";
    case EPERM: return "EPERM";
    default: return "EUNKNOWN";
    }
}
