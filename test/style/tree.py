"""The files of the project, for the style tests. sys.argv[1] is its root."""
import os
import sys

ROOT = os.path.abspath(sys.argv[1])
SKIP = {'.git', '__pycache__', 'work', 'corpus', 'golden', 'node_modules'}


def files(*suffixes, under=''):
    """paths relative to the root, sorted; build folders and generated things left out"""
    found = []
    for folder, below, names in os.walk(os.path.join(ROOT, under)):
        below[:] = [d for d in below if d not in SKIP and not d.startswith('build')]
        found += [os.path.relpath(os.path.join(folder, n), ROOT)
                  for n in names if n.endswith(suffixes or ('',))]
    return sorted(found)


def text(path):
    with open(os.path.join(ROOT, path), encoding='utf-8') as f:
        return f.read()


def lines(path):
    """(number, line) from 1"""
    return enumerate(text(path).splitlines(), 1)


def finish(faults):
    """prints the faults and ends the test"""
    for fault in faults:
        print(fault)
    sys.exit(1 if faults else 0)


def skip(why):
    print('skipped:', why)
    sys.exit(77)
