#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
# adding.py: puts the worked example of docs/ADDING-A-SUBSYSTEM.md into a copy of the tree, builds it, and runs the tests
# that say what was forgotten: first with its code alone, when each piece that is missing must be named, all in one run;
# then with all of it. A block goes where the comment above it says:
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
MOST_FILES, MOST_LINES = 12, 8
TESTS = ['steps', 'texts', 'history', 'layers', 'commands-doc', 'check-steps', 'examples']
CODE = ('core/', 'ui/')
# What is not code, and how a test names it when it is not there.
FORGOTTEN = {
    'its words': 'balloon-take has no words',
    'its row in the map': 'docs/KERNEL-MAP.md has no row | `balloon-take`',
    'its script': 'no script of tests/core/steps emits balloon-take',
    'a line that is right': 'inflate never ran',
    'a line that is wrong': 'inflate was never refused',
    'the manual': '+| `inflate`',
}
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


def apply(tree, wanted):
    files, elsewhere = 0, 0
    for name, end, before, body in blocks():
        path = os.path.join(tree, name)
        if name.startswith(CODE) != (wanted == CODE):
            continue
        if not end and not before:
            files += 1
            os.makedirs(os.path.dirname(path), exist_ok=True)
            with open(path, 'x', encoding='utf-8') as file:
                file.write(body)
            continue
        elsewhere += body.count('\n')
        if end:
            with open(path, 'a', encoding='utf-8') as file:
                file.write(body)
        else:
            insert(path, before, body)
    return files, elsewhere


def meson_test(tree, *names):
    return ('meson', 'test', '-C', os.path.join(tree, 'build'), '--no-rebuild', '--print-errorlogs', *names)


# One run of the tests names everything.
def see_forgotten(tree):
    done = subprocess.run(meson_test(tree, *TESTS), cwd=tree, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                          check=False)
    with open(os.path.join(tree, 'build/meson-logs/testlog.txt'), encoding='utf-8') as file:
        log = file.read()
    report(done.returncode != 0, 'the tests fail without what is forgotten', done.stdout)
    for what, words in FORGOTTEN.items():
        report(words in log, what + ' is missed', '“%s” stands nowhere in\n%s' % (words, log[-3000:]))


def run(tree, what, *command):
    done = subprocess.run(command, cwd=tree, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
    report(done.returncode == 0, what, done.stdout)


def main():
    with tempfile.TemporaryDirectory() as folder:
        tree = os.path.join(folder, 'tree')
        copy_tree(tree)
        own, elsewhere = apply(tree, CODE)
        run(tree, 'meson setup', 'meson', 'setup', 'build', '-Dwerror=true', '-Dshadow=true', '-Dbuildtype=debug')
        programs = ['tests/core/test-' + name for name in ('steps', 'texts', 'history')] + ['tests/ui/test-views']
        run(tree, 'it builds without a warning', 'ninja', '-C', 'build', 'app/vmsim', *programs)
        # What data the tests read is what ninja makes of it.
        run(tree, 'texts are merged', 'ninja', '-C', 'build', *merged(tree))
        see_forgotten(tree)
        more = apply(tree, 'data, docs and tests')
        own, elsewhere = own + more[0], elsewhere + more[1]
        report(0 < own <= MOST_FILES and 0 < elsewhere <= MOST_LINES,
               '%d files of its own, %d lines elsewhere' % (own, elsewhere))
        run(tree, 'meson sees the new files', 'ninja', '-C', 'build', 'build.ninja')
        run(tree, 'texts are merged again', 'ninja', '-C', 'build', *merged(tree))
        run(tree, 'its script runs', 'build/app/vmsim', 'check', 'tests/core/steps/balloon.vms')
        run(tree, 'the manual is written', 'tests/core/commands-doc.sh', 'build/app/vmsim', '--write')
        for test in TESTS:
            run(tree, test, *meson_test(tree, test))
        for part in ('/views/scripts', '/views/no-machine'):
            run(tree, 'its stage: ' + part, *meson_test(tree, 'views', '--test-args=-p ' + part))
    print('1..%d' % number)


def merged(tree):
    targets = subprocess.run(['ninja', '-C', 'build', '-t', 'targets', 'all'], cwd=tree, stdout=subprocess.PIPE,
                             text=True, check=True).stdout
    names = [line.split(':')[0] for line in targets.splitlines()]
    return [name for name in names if name.startswith(('data/texts/', 'data/lessons/')) or
            (name.startswith('po/') and name.endswith('.mo'))]


main()
