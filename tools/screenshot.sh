#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# tools/screenshot.sh WxH THEME LANG OUT.png FILE [STEP [KEY…]]
# Runs the built program on its own X server and grabs the window. BUILD names the build folder. FILE -
# is the start page. KEY may also be click:X,Y menu:X,Y type:TEXT, or shot:FILE.png for a picture in between.
# PROGRESS names a file to take the progress in lessons from.
set -eu
[ $# -ge 5 ] || { sed -n '3,6p' "$0" >&2; exit 2; }
size=$1 theme=$2 lang=$3 out=$4 file=$5 step=${6:-0}
shift 5; [ $# -gt 0 ] && shift
root=$(cd "$(dirname "$0")/.." && pwd)
build=${BUILD:-$root/build-ui}
work=$(mktemp -d)
n=$((90 + $$ % 400))
Xvfb ":$n" -screen 0 "${size}x24" -dpi 96 -nolisten tcp >/dev/null 2>&1 &
server=$!
trap 'kill $app $server 2>/dev/null || true; rm -rf "$work"' EXIT
app=
sleep 0.7
export DISPLAY=":$n" GSETTINGS_BACKEND=memory NO_AT_BRIDGE=1 GDK_SCALE=1 GTK_THEME=Adwaita
export XDG_DATA_HOME="$work" XDG_CACHE_HOME="$work" LC_ALL=C.UTF-8
[ "$lang" = zh_CN ] && export LANGUAGE=zh_CN
export VMARIUM_DATADIR="$build/data:$root/data" VMARIUM_LOCALEDIR="$build/po"
[ -z "${PROGRESS:-}" ] || install -D "$PROGRESS" "$work/vmarium/progress.ini"
[ "$file" = - ] && file=
"$build/app/vmarium" --size="$size" --theme="$theme" --lang="$lang" --step="$step" ${file:+"$file"} &
app=$!
sleep "${WAIT:-2.5}"
# There is no window manager: what it would do. A tooltip is a later window than the program's own.
id=$(timeout 5 xdotool search --onlyvisible --name . 2>/dev/null | head -1) || true
[ -z "$id" ] || timeout 5 xdotool windowmove "$id" 0 0 windowsize "$id" "${size%x*}" "${size#*x}" || true
[ -z "$id" ] || timeout 5 xdotool windowfocus "$id" || true
sleep 1
for key in "$@"; do
  case $key in
    click:*) at=${key#click:}; timeout 5 xdotool mousemove "${at%,*}" "${at#*,}" click 1 || true ;;
    menu:*) at=${key#menu:}; timeout 5 xdotool mousemove "${at%,*}" "${at#*,}" click 3 || true ;;
    shot:*) sleep 1.2; import -window root "${key#shot:}" ;;
    type:*) timeout 5 xdotool type "${key#type:}" || true ;;
    *) timeout 5 xdotool key "$key" || true ;;
  esac
  sleep 0.3
done
[ $# -eq 0 ] || sleep 1.5
import -window root "$out"
