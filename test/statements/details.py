#!/usr/bin/env python3
"""details.py ONRECORD [--floor N] [-v]: reads each text of details.tsv by itself and compares to
whom, when, where, in what medium, through whom, in answer to what and within which other statement
something was said. Prints the texts that fail and how many hold; exits 1 when fewer than N percent
do (default 100). Python 3 standard library only."""
import argparse
import os
import sys

from run import load, read

HERE = os.path.dirname(os.path.abspath(__file__))


def wanted(expected):
    """[(cue, {field: value})]"""
    for item in expected.split(' ;; '):
        cue, _, fields = item.partition(':')
        yield cue, dict(f.strip().split('=', 1) for f in fields.split(', ') if f.strip())


def found(record):
    """[(cue, {field: value})] in the order of the record"""
    text = record['article']['text'].encode()
    name = {e['id']: e['name'] for e in record['entities']}

    def words(span):
        return text[span[0]:span[1]].decode()

    def cue_of(s):
        return words(s['cue']['span']) if s.get('cue') else '-'

    for s in record['statements']:
        fields = {'to': ' + '.join(name[i] for i in s.get('addressees') or []),
                  'question': ' … '.join(words(q) for q in s.get('question') or []),
                  'medium': s.get('medium'), 'via': s.get('via')}
        for key in ('when', 'where'):
            if s.get(key):
                fields[key] = words(s[key]['span'])
        if s.get('within') is not None:
            fields['within'] = cue_of(record['statements'][s['within']])
        yield cue_of(s), {k: v for k, v in fields.items() if v}


def failures(expected, statements):
    return [(cue, fields) for cue, fields in wanted(expected) if (cue, fields) not in statements]


def main():
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument('onrecord')
    ap.add_argument('--floor', type=float, default=100)
    ap.add_argument('-v', action='store_true', help='print what was found as well')
    a = ap.parse_args()
    rows = load(os.path.join(HERE, 'details.tsv'))
    right = 0
    for (text, expected), record in zip(rows, read(a.onrecord, rows), strict=True):
        statements = list(found(record))
        bad = failures(expected, statements)
        right += not bad
        for cue, fields in bad:
            print('%s\n    missing: %s %s' % (text.replace('\n\n', ' ¶ '), cue, fields))
        for cue, fields in statements if bad or a.v else []:
            print('    found:   %s %s' % (cue, fields))
    print('%d of %d texts hold' % (right, len(rows)))
    return 100 * right < a.floor * len(rows)


if __name__ == '__main__':
    sys.exit(main())
