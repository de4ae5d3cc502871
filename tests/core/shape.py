#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
# shape.py: what keeps the source readable. A file has at most 400 lines, a function at most 60. A function that other
# files call is declared in the header of its own stem, of the family's (a-b.c: a.h, a-private.h), and nowhere else.
import os
import re
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
FOLDERS = ('core', 'ui', 'app', 'tests')
MOST_LINES, MOST_IN_A_FUNCTION = 400, 60
NAME = r'((?:km|vmr|vmsim)_\w+)'


def sources():
    for folder in FOLDERS:
        for path, _, names in os.walk(os.path.join(ROOT, folder)):
            for name in sorted(names):
                if name.endswith(('.c', '.h')):
                    full = os.path.join(path, name)
                    with open(full, encoding='utf-8') as file:
                        yield os.path.relpath(full, ROOT), file.read()


def functions(text):
    for found in re.finditer(r'^(\w+) \([^;]*?\)\n(\{\n.*?^\}\n)', text, re.S | re.M):
        yield found.group(1), found.group(2).count('\n')


def in_family(stem, header):
    family = header[:-len('-private')] if header.endswith('-private') else header
    return stem == family or stem.startswith(family + '-')


def main():
    files = dict(sources())
    long_files = ['%s has %d lines' % (name, text.count('\n')) for name, text in files.items()
                  if text.count('\n') > MOST_LINES]
    long_functions = ['%s: %s () has %d lines' % (name, function, lines) for name, text in files.items()
                      for function, lines in functions(text) if lines > MOST_IN_A_FUNCTION]
    defined = {found.group(1): name[:-2] for name, text in files.items() if name.endswith('.c')
               for found in re.finditer(r'^' + NAME + r' \(', text, re.M)}
    misplaced = []
    for name, text in files.items():
        if not name.endswith('.h'):
            continue
        code = re.sub(r'/\*.*?\*/', '', text, flags=re.S)
        for found in re.finditer(r'\b' + NAME + r' +\([^;{}]*\)[^;{}]*;', code):
            stem = defined.get(found.group(1))
            if stem is not None and not in_family(stem, name[:-2]):
                misplaced.append('%s declares %s () of %s.c' % (name, found.group(1), stem))
    for number, (what, wrong) in enumerate((('files', long_files), ('functions', long_functions),
                                            ('declarations', misplaced)), 1):
        for line in wrong:
            print('# ' + line)
        print('ok' if not wrong else 'not ok', number, what)
    print('1..3')
    return 1 if long_files or long_functions or misplaced else 0


sys.exit(main())
