#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# Nothing is untranslated or fuzzy, placeholders agree between the languages, and no lesson has a number typed by hand.
set -eu
cd "$(dirname "$0")/../.."
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT INT TERM
n=0

result () {
  n=$((n + 1))
  if [ -s "$tmp/bad" ]; then
    sed 's/^/# /' "$tmp/bad"
    echo "not ok $n $1"
  else
    echo "ok $n $1"
  fi
}

tools/update-po.sh "$tmp" || { echo "Bail out! tools/update-po.sh failed"; exit 1; }

while read -r lang; do
  [ -f "$tmp/$lang.po" ] || { echo "po/$lang.po is missing" >"$tmp/bad"; result "$lang exists"; continue; }

  { msgfmt --check --output-file=/dev/null "$tmp/$lang.po" 2>&1 || true; } | grep -v 'warning: header field' >"$tmp/bad" || true
  result "$lang is well-formed"

  { msgattrib --no-wrap --untranslated "$tmp/$lang.po"; msgattrib --no-wrap --only-fuzzy "$tmp/$lang.po"; } |
    grep '^msgid "..*"' >"$tmp/bad" || true
  result "$lang is complete"

  # An entity would be escaped once more when it is merged, and be read as it stands.
  grep -nE '&(lt|gt|amp|quot|apos);' "$tmp/$lang.po" >"$tmp/bad" || true
  result "$lang has characters, not entities"

  # One name for one thing, and no blank between two Chinese characters.
  msgattrib --no-wrap --translated "$tmp/$lang.po" | grep '^msgstr' >"$tmp/said"
  LC_ALL=C.UTF-8 grep -P '[\x{4e00}-\x{9fff}] [\x{4e00}-\x{9fff}]' "$tmp/said" >"$tmp/bad" || true
  grep -E 'bss 段|TLB 表项|每 CPU 缓存|小机器' "$tmp/said" >>"$tmp/bad" || true
  result "$lang has one name for one thing"

  # Which of two colours is the darker one turns round with the theme.
  msgattrib --no-wrap "$tmp/$lang.po" |
    grep -Ei '^msgid.*\b(darker|lighter|brighter|paler)\b|^msgstr.*(深色|浅色|亮色|暗色)部分' >"$tmp/bad" || true
  result "$lang is true in a dark theme"

  # A read of untouched memory gets the zero page: only a store brings a frame.
  msgattrib --no-wrap "$tmp/$lang.po" |
    grep -E '^msgid.*[Ff]rames?\b[^.:]*(first (touch|access)|(is|was) touched)|^msgstr.*页框[^。；]*访问时?才' >"$tmp/bad" || true
  result "$lang has frames come with a store"

  # The placeholders of each message, sorted, each once, on both sides.
  msgattrib --no-wrap --translated --no-fuzzy "$tmp/$lang.po" | awk '
    function names (text,   list, n, i, j, swap, all, word, seen) {
      n = 0
      seen = ""
      gsub (/[{][{]|[}][}]/, "", text)
      while (match (text, /[{][^}]*[}]/)) {
        word = substr (text, RSTART, RLENGTH)
        text = substr (text, RSTART + RLENGTH)
        # A plural asks for the same value; Chinese has none.
        sub (/:[^|}]*[|][^}]*}/, "}", word)
        if (index (seen, word) == 0)
          list[++n] = word
        seen = seen word
      }
      for (i = 1; i <= n; i++)
        for (j = i + 1; j <= n; j++)
          if (list[j] < list[i]) { swap = list[i]; list[i] = list[j]; list[j] = swap }
      all = ""
      for (i = 1; i <= n; i++)
        all = all list[i]
      return all
    }
    function flush () {
      if (id != "" && names(id) != names(str))
        print names(id) " in the source, " names(str) " in the translation: " id
      id = str = ""
    }
    /^msgid "/  { flush (); into = "id" }
    /^msgstr/   { into = "str" }
    /^(msgid|msgstr|")/ {
      text = $0
      sub (/^[^"]*"/, "", text)
      sub (/"$/, "", text)
      if (into == "id") id = id text
      else if (into == "str") str = str text
    }
    END { flush () }' >"$tmp/bad"
  result "$lang has the placeholders of the source"
done <po/LINGUAS

# CR2 and ring names are no numbers; what the engine computes stands in braces, what is typed as code in backticks.
for lesson in data/lessons/*.lesson; do
  tr '\n' ' ' <"$lesson" | grep -o '<say>[^<]*</say>' | sed -e 's/{[^}]*}//g' -e 's/`[^`]*`//g' |
    grep -E '(^|[^A-Za-z_0-9])[0-9]' || true
done >"$tmp/bad"
result "no number is typed by hand in a lesson"

echo "1..$n"
exit 0
