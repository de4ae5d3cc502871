#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# Dependencies run downwards only: core knows neither GObject nor GTK, the session knows no GTK, ui knows no app. Each
# folder of core uses those before it in core/meson.build.
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

core=$(tr '\n' ' ' < core/meson.build | sed "s/.*foreach dir : \[\([^]]*\)\].*/\1/; s/[',]//g")
below=''
for folder in $core; do
  below="$below $folder"
  others=$(for other in $core; do case " $below " in *" $other "*) ;; *) printf '|%s' "$other" ;; esac; done)
  [ -z "$others" ] || layer "core/$folder runs up to nothing" "core/$folder" "core/(${others#|})/"
done
rooms=$(tr '\n' ' ' < app/meson.build | sed "s/.*foreach room : \[\([^]]*\)\].*/\1/; s/[',]//g")
below=''
for room in $rooms; do
  below="$below $room"
  others=$(for other in $rooms vmsim; do case " $below " in *" $other "*) ;; *) printf '|%s' "$other" ;; esac; done)
  layer "app/$room runs up to nothing" "app/$room" "app/((${others#|})/|application)"
done
layer 'vmsim knows no window' app/vmsim "gtk/|ui/session|ui/panels|ui/stages|app/($(echo "$rooms" | sed 's/^ *//; s/ *$//; s/  */|/g'))/"
n=$((n + 1))
unlisted=$(for folder in core/*/; do case " $core " in *" $(basename "$folder") "*) ;; *) echo "$folder" ;; esac; done)
if [ -z "$unlisted" ]; then echo "ok $n every folder of core has its place"; else echo "# $unlisted"; echo "not ok $n every folder of core has its place"; fi
# Above core a machine is read and run, never edited: nothing there reaches, over whatever headers, the edits or what is in
# a KmMachine. The benchmarks drive the engine itself.
n=$((n + 1))
includes () { sed -n 's/^[[:space:]]*#[[:space:]]*include[[:space:]]*"\(core\/[^"]*\)".*/\1/p' "$@" | sort -u; }
reached=$(find ui app -name '*.[ch]' ! -name 'vmsim-bench*' ! -name 'vmsim-workload*' ! -name vmsim-plain.c -print0 |
  xargs -0 sed -n 's/^[[:space:]]*#[[:space:]]*include[[:space:]]*"\(core\/[^"]*\)".*/\1/p' | sort -u)
while :; do
  # shellcheck disable=SC2086
  more=$( (echo "$reached"; includes $reached) | sort -u)
  [ "$more" = "$reached" ] && break
  reached=$more
done
for header in core/state/edit.h core/state/machine-private.h core/machine/internal.h; do
  if echo "$reached" | grep -qx "$header"; then
    echo "not ok $n nothing above core reaches an edit"
    for file in $reached; do includes "$file" | grep -qx "$header" && echo "# $file includes $header"; done
    header=
    break
  fi
done
[ -z "$header" ] || echo "ok $n nothing above core reaches an edit"
# No circle of includes among the files of a folder, or between folders: a .c and a .h of one stem count as one, and STEM-private.h
# with them.
n=$((n + 1))
circle=$(for root in core app; do
  for file in $(find "$root" -name '*.[ch]'); do
    sed -n 's/^[[:space:]]*#[[:space:]]*include[[:space:]]*"\('"$root"'\/[^"]*\)\.h".*/\1/p' "$file" | sed "s|^|${file%.*} |"
  done | sed 's/-private//g' | awk '$1 != $2'
done | tsort 2>&1 >/dev/null | sed -n 's/^tsort: \([^-]*\/.*\)/\1/p')
if [ -z "$circle" ]; then echo "ok $n no circle of files"; else echo "$circle" | sed 's/^/# /'; echo "not ok $n no circle of files"; fi
echo "1..$n"
