#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# Writes po/POTFILES, po/vmarium.pot and merges new messages into every translation. Run after changing a text.
# With a folder as argument everything is written there instead: for the test that nothing is missing.
set -eu
cd "$(dirname "$0")/.."
out=${1:-po}
mkdir -p "$out"

sources () {
  printf '%s\n' data/lessons/*.lesson data/texts/*.xml
  # Every source with a marked string; and what carries a translatable text of its own.
  grep -lE '\b(_|N_|C_|NC_|ngettext|g_dngettext)[[:space:]]*\(' -r app ui core --include='*.c' --include='*.h' || true
  find data app ui -name '*.ui' -o -name '*.desktop.in' -o -name '*.metainfo.xml.in' -o -name '*.gschema.xml' \
    -o -path 'data/mime/*.xml'
}
{
  echo '# Written by tools/update-po.sh'
  sources | LC_ALL=C sort -u
} > "$out/POTFILES"

grep -v '^#' "$out/POTFILES" | GETTEXTDATADIRS=$PWD/data${GETTEXTDATADIRS:+:$GETTEXTDATADIRS}:/usr/share/gettext \
  xgettext --files-from=- --output="$out/vmarium.pot" --from-code=UTF-8 --no-wrap --sort-by-file \
    --package-name=vmarium --msgid-bugs-address= --copyright-holder='The Vmarium authors' \
    --keyword=_ --keyword=N_ --keyword=C_:1c,2 --keyword=NC_:1c,2 --keyword=g_dngettext:2,3 \
    --flag=C_:2:pass-c-format --flag=g_strdup_printf:1:c-format --flag=g_set_error:4:c-format 2>"$out/xgettext.log" ||
  { cat "$out/xgettext.log" >&2; exit 1; }
rm -f "$out/xgettext.log"
# The date would change the file at every run.
sed -i -e '/^"POT-Creation-Date/d' -e 's/charset=CHARSET/charset=UTF-8/' "$out/vmarium.pot"

while read -r lang; do
  if [ -f "po/$lang.po" ]; then
    msgmerge --quiet --no-wrap --no-fuzzy-matching --output-file="$out/$lang.new" "po/$lang.po" "$out/vmarium.pot"
    msgattrib --no-wrap --no-obsolete --output-file="$out/$lang.po" "$out/$lang.new"
    rm -f "$out/$lang.new"
  fi
done < po/LINGUAS
