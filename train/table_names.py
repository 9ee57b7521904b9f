#!/usr/bin/env python3
"""table_names.py DATA: the names in the tables of data/en, as train-fit's --names reads them

One name a line, "TYPE<tab>words": people, given names, organizations, countries, capitals and other
places. They take the place of names in training sentences, so that the network meets them all."""
import csv
import os
import sys


def rows(folder, name):
    with open(os.path.join(folder, name + '.tsv'), encoding='utf-8') as f:
        lines = (line for line in f if not line.startswith('#'))
        yield from csv.DictReader(lines, delimiter='\t', quoting=csv.QUOTE_NONE)


def values(cell):
    return [part for part in cell.split('|') if part and part != '-']


def names(folder):
    for row in rows(folder, 'people'):
        for name in [row['name']] + values(row['short']):
            yield 'PER', name
    for row in rows(folder, 'given_names'):
        yield 'PER', row['name']
    for row in rows(folder, 'organisations'):
        for name in [row['name']] + values(row['others']):
            yield 'ORG', name
    for row in rows(folder, 'countries'):
        for name in [row['name']] + values(row['others']) + values(row['capitals']):
            yield 'LOC', name
    for row in rows(folder, 'places'):
        yield 'LOC', row['name']


def main():
    if len(sys.argv) != 2:
        sys.exit('usage: table_names.py DATA')
    for kind, name in sorted(set(names(sys.argv[1]))):
        if name[0].isupper() and not name.startswith('the '):
            print(f'{kind}\t{name}')


main()
