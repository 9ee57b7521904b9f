#!/usr/bin/env python3
"""score_names.py GOLD PARSED: how many names of GOLD `onrecord parse --from conllu` found

GOLD has NER=B-PER, I-PER, B-ORG ... or NER=O in MISC, PARSED the same words with NE=. Compared are
exact spans and kinds. A word of GOLD without NER is in a name or not, nobody knows: a name of
PARSED counts as wrong where it meets a name of GOLD or words that are all O, else not at all."""
import sys


def labels(path, key):
    """(forms, labels) of the words; a label is None where MISC does not have the key"""
    with open(path, encoding='utf-8') as f:
        rows = [line.rstrip('\n').split('\t') for line in f if line[:1].isdigit()]
    rows = [row for row in rows if row[0].isdigit()]
    cells = [[m for m in row[9].split('|') if m.startswith(key + '=')] for row in rows]
    return ([row[1] for row in rows], [cell[0][len(key) + 1:] if cell else None for cell in cells])


def names(tags):
    """(first, last, kind) of each name"""
    found, i = set(), 0
    while i < len(tags):
        end = i + 1
        if (tags[i] or 'O') != 'O':
            kind = tags[i][2:]
            while end < len(tags) and tags[end] == 'I-' + kind:
                end += 1
            found.add((i, end - 1, kind))
        i = end
    return found


def is_told(tags, first, last):
    inside = tags[first:last + 1]
    return all(tag == 'O' for tag in inside) or any((tag or 'O') != 'O' for tag in inside)


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    forms, gold = labels(sys.argv[1], 'NER')
    parsed_forms, parsed = labels(sys.argv[2], 'NE')
    if forms != parsed_forms:
        sys.exit('score_names: the two files do not hold the same words')
    right = names(gold)
    found = {name for name in names(parsed) if is_told(gold, name[0], name[1])}
    kinds = sorted({kind for _, _, kind in right})
    for title, kept in [('names', kinds)] + [('  ' + kind, [kind]) for kind in kinds]:
        r, f = ({name for name in side if name[2] in kept} for side in (right, found))
        p, q = len(r & f) / max(len(f), 1), len(r & f) / max(len(r), 1)
        print('%-10s P %6.2f  R %6.2f  F1 %6.2f' %
              (title, 100 * p, 100 * q, 200 * p * q / (p + q) if p + q else 0))


main()
