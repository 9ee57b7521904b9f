#!/usr/bin/env python3
"""coverage.py FOLDER [SENTENCES.tsv]: lists the codes of cameo.tsv, the PLOVER events and modes
that they and codes.tsv lead to, and the PLOVER contexts that the sentences do not exercise; exits 1
when there are any.

A code needs three sentences that name it, itself or as one of its refinements; one may say that it
must not be read, itself or what it refines ("!0841", "!084"), and each root needs one that does. A
PLOVER event with its mode, and a context, need one sentence that asks for them. Python 3 standard
library only."""
import os
import sys

from tables import CONTEXTS, load

WANTED = 3


def items(path):
    """what is expected of each sentence, as lists of items"""
    with open(path, encoding='utf-8') as f:
        rows = [line.rstrip('\n').split('\t') for line in f if line.strip() and line[0] != '#']
    return [expected.split(' ; ') for _, expected in rows[1:]]


def covers(item, code):
    """the item asks for the code or one below it, or forbids it or one above it"""
    if item[0] == '!':
        return (len(item) > 3 and code.startswith(item[1:])) or item[1:].startswith(code)
    return item.split()[0].startswith(code)


def lacking(folder, sentences):
    """what is not exercised, a line each"""
    codes, cameo = load(folder, 'codes'), load(folder, 'cameo')
    for row in cameo:
        hits = [s for s in sentences if any(covers(i, row['code']) for i in s if i[0] not in '+@')]
        asked = any(covers(i, row['code']) for s in hits for i in s if i[0] not in '+@!')
        if len(hits) < WANTED or not asked:
            yield '%s %s: %d sentences' % (row['code'], row['name'], len(hits))
    for root in sorted({row['code'][:2] for row in cameo}):
        if not any(i.startswith('!' + root) for s in sentences for i in s):
            yield root + ': no sentence forbids it'
    seen = {i[1:] for s in sentences for i in s if i[0] in '+@'}
    modes = {row['plover'] + '/' + row['mode'] for row in cameo if row['mode'] != '-'}
    modes |= {row['plover'] for row in codes if '/' in row['plover']}
    for mode in sorted(modes - seen):
        yield mode + ': no sentence'
    for context in sorted(CONTEXTS - seen):
        yield context + ': no sentence'


def main():
    here = os.path.dirname(os.path.abspath(__file__))
    path = sys.argv[2] if len(sys.argv) > 2 else os.path.join(here, 'sentences.tsv')
    found = list(lacking(sys.argv[1], items(path)))
    print('\n'.join(found) if found else 'every category has its sentences')
    return 1 if found else 0


if __name__ == '__main__':
    sys.exit(main())
