#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# commands-doc.sh VMSIM: the table of verbs in docs/COMMANDS.md is what the program knows. To bring it up to date:
#   tests/core/commands-doc.sh build/app/vmsim --write
vmsim=$(realpath "$1")
cd "$(dirname "$0")/../.." || exit 1
table=$(mktemp) || exit 1
trap 'rm -f "$table" "$table.new"' EXIT
"$vmsim" list --markdown >"$table" || exit 1

sed -e "/^<!-- verbs -->\$/r $table" -e '/^| /d' docs/COMMANDS.md >"$table.new"
if [ "${2-}" = --write ]; then
  cat "$table.new" >docs/COMMANDS.md
  exit
fi
echo '1..1'
if diff -u docs/COMMANDS.md "$table.new" | sed 's/^/# /' | grep .; then
  echo 'not ok 1 docs/COMMANDS.md is up to date'
else
  echo 'ok 1 docs/COMMANDS.md is up to date'
fi
