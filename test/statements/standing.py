#!/usr/bin/env python3
"""standing.py ONRECORD [--floor F] [-v]: reads each text of standing.tsv by itself and compares the
standing of its first statement, and what it says of evidence, with what is expected. Prints the
texts that differ, precision, recall and F1 of each standing, and their mean; exits 1 when that mean
is below F (default 92). Python 3 standard library only."""
import argparse
import collections
import os
import sys

from run import load, read

HERE = os.path.dirname(os.path.abspath(__file__))


def found(record):
    """standing and evidence of the first statement, ("none", None) without one"""
    statements = record['statements']
    if not statements:
        return 'none', None
    return statements[0]['standing'], statements[0].get('evidence')


def scores(pairs):
    """{standing: (right, found, expected)} of pairs (expected, found)"""
    count = collections.defaultdict(lambda: [0, 0, 0])
    for want, have in pairs:
        count[want][2] += 1
        count[have][1] += 1
        count[want][0] += want == have
    return {k: v for k, v in count.items() if k != 'none'}


def f1(right, have, want):
    return 200 * right / (have + want) if right else 0


def main():
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument('onrecord')
    ap.add_argument('--floor', type=float, default=92)
    ap.add_argument('-v', action='store_true', help='print every text')
    a = ap.parse_args()
    rows = load(os.path.join(HERE, 'standing.tsv'))
    pairs, evidence = [], 0
    for (text, expected), record in zip(rows, read(a.onrecord, rows), strict=True):
        want, _, shown = expected.partition('/')
        have, basis = found(record)
        pairs.append((want, have))
        evidence += (shown or None) == basis
        if a.v or want != have or (shown or None) != basis:
            print('%s\n    %s, found %s%s' % (text, expected, have, '/' + basis if basis else ''))
    each = scores(pairs)
    for name, (right, have, want) in sorted(each.items()):
        print('%-30s P %5.1f R %5.1f F1 %5.1f  (%d)' % (name, 100 * right / max(have, 1),
                                                       100 * right / max(want, 1),
                                                       f1(right, have, want), want))
    mean = sum(f1(*v) for v in each.values()) / len(each)
    print('%d texts, mean F1 %.1f, evidence right in %d' % (len(rows), mean, evidence))
    return mean < a.floor


if __name__ == '__main__':
    sys.exit(main())
