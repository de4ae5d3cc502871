#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# command-line.sh VMARIUM VERSION: what must work without a display. TAP.
vmarium=$1
unset DISPLAY WAYLAND_DISPLAY DBUS_SESSION_BUS_ADDRESS
n=0
# ok STATUS WHAT
ok () {
  n=$((n + 1))
  if [ "$1" -eq 0 ]; then echo "ok $n - $2"; else echo "not ok $n - $2"; fi
}
[ "$("$vmarium" --version)" = "vmarium $2" ]
ok $? "version"
help=$("$vmarium" --help)
ok $? "help"
for option in theme lang size step handout exercises per-page steps seed key render bench new-window empty; do
  echo "$help" | grep -q -- "--$option"
  ok $? "help names --$option"
done
"$vmarium" --no-such-option >/dev/null 2>&1
[ $? -ne 0 ]
ok $? "an unknown option is refused"
echo "1..$n"
