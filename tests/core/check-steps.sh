#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# check-steps.sh VMSIM: in every script of steps/ every invariant holds after each step.
vmsim=$(realpath "$1")
cd "$(dirname "$0")/steps" || exit 1
n=0

for script in *.vms; do
  n=$((n + 1))
  said=$("$vmsim" check "$script" 2>&1) && status=ok || status="not ok"
  echo "# $said"
  echo "$status $n $script"
done
echo "1..$n"
