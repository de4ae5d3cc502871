#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# run-fuzz.sh PROGRAM CORPUS: a short run of a fuzzer over the kept corpus; what it finds stays out of the tree.
set -eu
found=$(mktemp -d)
trap 'rm -rf "$found"' EXIT INT TERM
"$1" -runs=30000 -max_total_time=15 -timeout=5 -rss_limit_mb=2048 \
  -artifact_prefix="$found/" "$found" "$2" 2>"$found/log" || { tail -n 60 "$found/log"; exit 1; }
