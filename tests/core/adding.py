#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
# adding.py: puts the worked example of docs/ADDING-A-SUBSYSTEM.md into a copy of the tree, builds it, and runs the tests
# that say what was forgotten. A block goes where the comment above it says:
#   <!-- FILE -->                 a new file
#   <!-- FILE before: TEXT -->    before the first line that begins so
#   <!-- FILE end -->             behind the last line
import os
import re
import shutil
import subprocess
import sys
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
MOST_FILES, MOST_LINES = 12, 21
TESTS = ['steps', 'texts', 'history', 'layers', 'commands-doc', 'check-steps', 'examples']
number = 0


def report(good, what, said=''):
    global number
    number += 1
    for line in ('' if good else said).splitlines()[-40:]:
        print('# ' + line)
    print(('ok' if good else 'not ok'), number, what, flush=True)
    if not good:
        print('1..%d' % number)
        sys.exit(1)


def copy_tree(target):
    skipped = shutil.ignore_patterns('.git', 'build*', '.ci')
    shutil.copytree(ROOT, target, ignore=skipped)


def blocks():
    with open(os.path.join(ROOT, 'docs/ADDING-A-SUBSYSTEM.md'), encoding='utf-8') as page:
        text = page.read()
    return re.findall(r'<!-- (\S+?)(?: (end)| before: (.*?))? -->\n```\w*\n(.*?)```\n', text, re.S)


def insert(path, before, body):
    with open(path, encoding='utf-8') as file:
        lines = file.read().splitlines(True)
    place = next((i for i, line in enumerate(lines) if line.startswith(before)), None)
    report(place is not None, 'a place in ' + os.path.basename(path), 'no line begins with “%s”' % before)
    with open(path, 'w', encoding='utf-8') as file:
        file.write(''.join(lines[:place]) + body + ''.join(lines[place:]))


def apply(tree):
    files, elsewhere = 0, 0
    for name, end, before, body in blocks():
        path = os.path.join(tree, name)
        if not end and not before:
            files += 1
            with open(path, 'x', encoding='utf-8') as file:
                file.write(body)
            continue
        elsewhere += body.count('\n')
        if end:
            with open(path, 'a', encoding='utf-8') as file:
                file.write(body)
        else:
            insert(path, before, body)
    report(0 < files <= MOST_FILES and 0 < elsewhere <= MOST_LINES,
           '%d files of its own, %d lines elsewhere' % (files, elsewhere))


def run(tree, what, *command):
    done = subprocess.run(command, cwd=tree, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
    report(done.returncode == 0, what, done.stdout)


def main():
    with tempfile.TemporaryDirectory() as folder:
        tree = os.path.join(folder, 'tree')
        copy_tree(tree)
        apply(tree)
        run(tree, 'meson setup', 'meson', 'setup', 'build', '-Dwerror=true', '-Dshadow=true')
        programs = ['tests/core/test-' + name for name in ('steps', 'texts', 'history')]
        run(tree, 'it builds without a warning', 'ninja', '-C', 'build', 'app/vmsim', *programs)
        run(tree, 'its script runs', 'build/app/vmsim', 'check', 'tests/core/steps/balloon.vms')
        run(tree, 'the manual is written', 'tests/core/commands-doc.sh', 'build/app/vmsim', '--write')
        # What data the tests read is what ninja makes of it.
        run(tree, 'texts are merged', 'ninja', '-C', 'build', *merged(tree))
        for test in TESTS:
            run(tree, test, 'meson', 'test', '-C', 'build', '--no-rebuild', '--print-errorlogs', test)
    print('1..%d' % number)


def merged(tree):
    targets = subprocess.run(['ninja', '-C', 'build', '-t', 'targets', 'all'], cwd=tree, stdout=subprocess.PIPE,
                             text=True, check=True).stdout
    return [line.split(':')[0] for line in targets.splitlines() if line.startswith('data/texts/') or
            line.startswith('data/lessons/')]


main()
