#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# export.sh VMARIUM LESSON: pictures, handouts and exercise sheets, without a display. TAP.
vmarium=$1 lesson=$2
unset DISPLAY WAYLAND_DISPLAY
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
n=0

# ok STATUS WHAT
ok () {
  n=$((n + 1))
  if [ "$1" -eq 0 ]; then echo "ok $n - $2"; else echo "not ok $n - $2"; fi
}

# pages FILE: /Count of the page tree, which is not compressed; pdfinfo where there is one.
pages () {
  if command -v pdfinfo >/dev/null 2>&1; then
    pdfinfo "$1" | sed -n 's/^Pages: *//p'
  else
    grep -a -o '/Count [0-9]*' "$1" | head -n 1 | tr -dc 0-9
  fi
}

# has_pages FILE N WHAT
has_pages () {
  count=$(pages "$1")
  [ -s "$1" ] && [ "$(head -c 5 "$1")" = %PDF- ] && [ "$count" = "$2" ]
  ok $? "$3: $count of $2 pages"
}

for kind in png svg pdf; do
  "$vmarium" --render="$work/desk.$kind" --view=desk --size=1600x1000 --step=12 "$lesson" &&
    [ "$(wc -c <"$work/desk.$kind")" -gt 20000 ]
  ok $? "the whole desk as $kind"
done
if command -v xmllint >/dev/null 2>&1; then
  xmllint --noout "$work/desk.svg"
  ok $? "the SVG file is well-formed"
fi
! grep -q '<image' "$work/desk.svg"
ok $? "no image in the SVG file: it would be smoothed"
for kind in png svg pdf; do
  "$vmarium" --render="$work/again.$kind" --view=desk --size=1600x1000 --step=12 "$lesson" &&
    cmp "$work/desk.$kind" "$work/again.$kind"
  ok $? "two pictures of one step are the same file, as $kind"
done
"$vmarium" --render="$work/desk.tiff" --view=desk "$lesson" 2>/dev/null
[ $? -eq 2 ] && [ ! -e "$work/desk.tiff" ]
ok $? "another ending is refused"

for per in 1 2 6; do
  "$vmarium" --handout="$work/$per.pdf" --per-page=$per --steps=1-5,9,11 "$lesson"
  has_pages "$work/$per.pdf" $(((7 + per - 1) / per)) "a handout of seven steps, $per on a page"
done
if command -v pdftotext >/dev/null 2>&1; then
  # Ligatures as characters of their own: U+FB00 to U+FB06.
  pdftotext "$work/1.pdf" "$work/1.txt" && grep -q fi "$work/1.txt" &&
    ! LC_ALL=C grep -q "$(printf '\357\254')[$(printf '\200-\206')]" "$work/1.txt"
  ok $? "the words of a handout can be searched for"
fi
"$vmarium" --handout="$work/all.pdf" --per-page=6 --lang=zh_CN --grey "$lesson"
# Eighteen stops.
has_pages "$work/all.pdf" 3 "a handout of all stops, in Chinese and grey"
"$vmarium" --handout="$work/none.pdf" --steps=4000 "$lesson" 2>/dev/null
[ $? -eq 2 ] && [ ! -e "$work/none.pdf" ]
ok $? "steps that do not exist are refused"
"$vmarium" --handout="$work/none.pdf" --steps=4-x "$lesson" 2>/dev/null
[ $? -eq 2 ]
ok $? "what names no steps is refused"
"$vmarium" --handout="$work/none.pdf" --per-page=5 "$lesson" 2>/dev/null
[ $? -eq 2 ]
ok $? "five on a page are refused"

"$vmarium" --exercises="$work/sheet.pdf" --seed=3 "$lesson"
has_pages "$work/sheet.pdf" 1 "an exercise sheet"
"$vmarium" --exercises="$work/key.pdf" --seed=3 --key "$lesson"
has_pages "$work/key.pdf" 1 "its key"
if command -v pdftotext >/dev/null 2>&1; then
  pdftotext "$work/key.pdf" - | grep -q 'Answer: [0-9]' && ! pdftotext "$work/sheet.pdf" - | grep -q Answer:
  ok $? "the answers are in the key only"
fi
echo "1..$n"
