#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# run-examples.sh VMSIM: every examples/*.vms gives the transcript beside it (*.out), byte for byte, and where
# there is a *.err the same message and status 1 or 2, as its last line says.
vmsim=$(realpath "$1")
cd "$(dirname "$0")/examples" || exit 1
out=$(mktemp -d) || exit 1
trap 'rm -rf "$out"' EXIT
n=0

for script in *.vms; do
  n=$((n + 1))
  name=${script%.vms}
  "$vmsim" run "$script" >"$out/out" 2>"$out/err"
  status=$?
  [ $status -eq 0 ] || echo "exit status $status" >>"$out/err"
  if [ -f "$name.err" ]; then expected=$name.err; else expected=/dev/null; fi
  if diff -u "$name.out" "$out/out" >"$out/diff" && diff -u "$expected" "$out/err" >>"$out/diff"; then
    echo "ok $n $name"
  else
    sed 's/^/# /' "$out/diff"
    echo "not ok $n $name"
  fi
  n=$((n + 1))
  if "$vmsim" verify "$script" >/dev/null 2>"$out/err"; then
    echo "ok $n $name verifies"
  else
    sed 's/^/# /' "$out/err"
    echo "not ok $n $name verifies"
  fi
done

# The stops of a lesson are those that its file names, also after it has been read.
lesson=../../../data/lessons/19-rmap.lesson
n=$((n + 1))
"$vmsim" run "$lesson" --trace --depth=story >"$out/out" 2>"$out/err"
if [ $? -eq 0 ] && [ "$(grep -c '^[0-9]* rmap-done ' "$out/out")" = 5 ] && ! grep -q '^[0-9]* segment ' "$out/out"; then
  echo "ok $n the stops of a lesson"
else
  echo "not ok $n the stops of a lesson"
fi
echo "1..$n"
