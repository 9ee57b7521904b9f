#!/usr/bin/env python3
"""tables.py FOLDER: what the tables of events say of each other holds: every act has a row in
codes.tsv, every code one in cameo.tsv, every @class one in classes.tsv, every status, context and
part of speech is known. Python 3 standard library only."""
import os
import re
import sys

STATUSES = set('ongoing planned pledged threatened predicted asked demanded refused hypothetical'
               ' alleged denied did-not-happen -'.split())
BUILT_IN = {'actor', 'party', 'person', 'org', 'place', 'country', 'several'}
ACT_POS = {'verb', 'adj', 'noun', 'light'}
CONTEXTS = set('military intelligence executive legislative election political_institutions'
               ' pro_democracy pro_autocracy economic legal reparations human_rights'
               ' rights_freedoms repression human_security gender lgbt religion_ethnicity'
               ' inequality diplomatic territory peacekeeping health asylum migration disasters'
               ' natural_resource environment technology terrorism cbrn cyber misinformation'
               ' crime corruption illegal_drugs trafficking'.split())
OPERATOR_POS = {'verb', 'noun', 'adj', 'aux', 'neg', 'mark', 'adv', 'mod'}


def load(folder, name):
    """the rows of a table as dictionaries, each with its line number under '#'"""
    with open(os.path.join(folder, name + '.tsv'), encoding='utf-8') as f:
        lines = [(n, line.rstrip('\n').split('\t')) for n, line in enumerate(f, 1)
                 if line.strip() and line[0] != '#']
    head = lines[0][1]
    return [dict(zip(head, cells), **{'#': '%s.tsv:%d' % (name, n)}) for n, cells in lines[1:]]


def faults(folder):
    """what is wrong, a line each"""
    acts, operators, codes, cameo, classes = (
        load(folder, name) for name in ('acts', 'operators', 'codes', 'cameo', 'classes'))
    known = {row['act'] for row in codes}
    numbers = {row['code'] for row in cameo}
    words = BUILT_IN | {c for row in classes for c in row['classes'].split()}
    for row in acts:
        if row['act'] != '-' and row['act'] not in known:
            yield row['#'], 'no row in codes.tsv for ' + row['act']
        if row['pos'] not in ACT_POS:
            yield row['#'], 'unknown part of speech ' + row['pos']
    for row in operators:
        if row['pos'] not in OPERATOR_POS:
            yield row['#'], 'unknown part of speech ' + row['pos']
        if row['status'] not in STATUSES:
            yield row['#'], 'unknown status ' + row['status']
        if row['code'] != '-' and row['code'] not in numbers:
            yield row['#'], 'no row in cameo.tsv for ' + row['code']
    for row in acts + operators:
        if not re.search(' [>=] ', row['frame']):
            yield row['#'], 'frame without > or ='
        for name in re.findall(r'@(\w+)', row['need']):
            if name not in words:
                yield row['#'], 'no class @' + name
    for row in codes:
        for column in ('code', 'intend', 'appeal', 'demand', 'refuse', 'threaten', 'accuse'):
            if row[column] != '-' and row[column].split('/')[0] not in numbers:
                yield row['#'], 'no row in cameo.tsv for ' + row[column]
        if row['stop'] != '-' and row['stop'] not in known:
            yield row['#'], 'no row in codes.tsv for ' + row['stop']
    about = [(row['#'], c) for row in codes for c in row['contexts'].split() if c != '-']
    about += [(row['#'], c[3:]) for row in classes for c in row['classes'].split()
              if c.startswith('on-')]
    for where, context in about:
        if context not in CONTEXTS:
            yield where, 'unknown context ' + context


def main():
    found = list(faults(sys.argv[1]))
    for where, what in found:
        print('%s: %s' % (where, what))
    return 1 if found else 0


if __name__ == '__main__':
    sys.exit(main())
