#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# Dependencies run downwards only: core knows neither GObject nor GTK, the session knows no GTK, ui knows no app.
cd "$(dirname "$0")/../.." || exit 1
n=0

# layer NAME FOLDER PATTERN: no file of FOLDER includes what PATTERN matches
layer () {
  n=$((n + 1))
  found=$(grep -rnE "^[[:space:]]*#[[:space:]]*include[[:space:]]*[<\"]($3)" "$2" --include='*.c' --include='*.h' --include='*.def')
  if [ -z "$found" ]; then
    echo "ok $n $1"
  else
    echo "$found" | sed 's/^/# /'
    echo "not ok $n $1"
  fi
}

layer 'core sees neither GObject, GIO, GTK nor the layers above' core 'gtk/|gdk|gio/|gobject/|glib-object|cairo|pango|ui/|app/'
layer 'the session sees no GTK' ui/session 'gtk/|gdk|cairo|pango|ui/panels|ui/stages|app/'
layer 'drawing sees no panels' ui/draw 'ui/panels|ui/stages|app/'
layer 'ui sees no app' ui 'app/'
echo "1..$n"
