#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# check-steps.sh VMSIM: in every script of steps/ every invariant holds after each step. percpu.vms has more of
# them than a test may take; their kinds are in the others.
vmsim=$(realpath "$1")
cd "$(dirname "$0")/steps" || exit 1
n=0

for script in *.vms; do
  [ "$script" != percpu.vms ] || continue
  n=$((n + 1))
  said=$("$vmsim" check "$script" 2>&1) && status=ok || status="not ok"
  echo "# $said"
  echo "$status $n $script"
done
echo "1..$n"
