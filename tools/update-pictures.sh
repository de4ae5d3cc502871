#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# tools/update-pictures.sh PROGRAM FOLDER [NAME]
# Draws the pictures of tests/ui/test-pictures.c, or the one named, into FOLDER. To renew the kept ones:
#   ./check; tools/update-pictures.sh build-check/app/vmarium tests/ui/pictures
# Only the two fonts of the tests are used, so that the pictures are the same on every computer.
set -eu
[ $# -ge 2 ] || { sed -n '3,5p' "$0" >&2; exit 2; }
program=$1 folder=$2 only=${3:-}
root=$(cd "$(dirname "$0")/.." && pwd)
export FONTCONFIG_FILE="$root/tests/fonts.conf" XDG_CACHE_HOME="${XDG_CACHE_HOME:-$(mktemp -d)}"
export LC_ALL=C.UTF-8
build=$(cd "$(dirname "$program")/.." && pwd)
export VMARIUM_DATADIR="${VMARIUM_DATADIR:-$build/data:$root/data}" VMARIUM_LOCALEDIR="${VMARIUM_LOCALEDIR:-$build/po}"
script=$root/tests/ui/pictures/store.vms

# draw NAME OPTION…
draw () {
  name=$1
  shift
  [ -z "$only" ] || [ "$only" = "$name" ] || return 0
  "$program" --render="$folder/$name.png" "$@" "$script"
}
draw translate-fault --view=translate --size=836x600 --step=page-fault
draw translate-zh-dark --view=translate --size=904x490 --step=anon-write --theme=dark --lang=zh_CN
draw buddy-split --view=buddy --size=848x560 --step=block-split#2
draw buddy-lecture --view=buddy --size=1100x760 --step=block-split#2 --theme=projector --lecture=1080
draw vmas-find --view=vmas --size=848x600 --step=vma-found --theme=dark
draw address --view=address --size=300x600 --step=page-fault
draw physical --view=physical --size=320x600 --step=pte-set
draw story-both --view=story --size=1000x150 --step=page-fault --lang=both
