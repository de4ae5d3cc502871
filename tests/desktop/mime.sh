#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# mime.sh DATA: types of our files as a desktop would see them after installation. TAP.
data=$1
if ! command -v update-mime-database >/dev/null 2>&1 || ! command -v gio >/dev/null 2>&1; then
  echo "1..0 # SKIP update-mime-database or gio is missing"
  exit 0
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p "$work/mime/packages"
cp "$data/mime/org.vmarium.Vmarium.xml" "$work/mime/packages/"
update-mime-database "$work/mime" 2>/dev/null
n=0
for pair in x.lesson:lesson x.vms:script x.vmcap:capture; do
  n=$((n + 1))
  kind=${pair#*:}
  echo 'machine ram=64M' >"$work/${pair%:*}"
  type=$(XDG_DATA_HOME=$work gio info -a standard::content-type "$work/${pair%:*}" | sed -n 's/.*content-type: //p')
  if [ "$type" = "application/vnd.vmarium.$kind" ] && [ -f "$data/icons/application-vnd.vmarium.$kind.svg" ] &&
     grep -q "$type;" "$data/org.vmarium.Vmarium.desktop.in"; then
    echo "ok $n - $pair"
  else
    echo "not ok $n - $pair is $type"
  fi
done
echo "1..$n"
