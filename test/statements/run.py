#!/usr/bin/env python3
"""run.py ONRECORD [--floor N] [-v]: reads each text of sentences.tsv by itself and looks for the
statements that it must give. Prints the texts that fail and how many hold; exits 1 when fewer than
N percent do (default 100). Python 3 standard library only."""
import argparse
import json
import os
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
EDGES = '"“”\'‘’.,;: '


def load(path):
    with open(path, encoding='utf-8') as f:
        rows = [line.rstrip('\n').split('\t') for line in f if line.strip() and line[0] != '#']
    return [(text.replace(' ¶ ', '\n\n'), expected) for text, expected in rows[1:]]


def read(onrecord, rows):
    lines = ''.join(json.dumps({'id': str(i), 'text': row[0]}) + '\n' for i, row in enumerate(rows))
    done = subprocess.run([onrecord, 'read', '--from', 'jsonl', '--to', 'jsonl', '-'],
                          input=lines, capture_output=True, text=True, check=True)
    return [json.loads(line) for line in done.stdout.splitlines()]


def flat(record):
    """statements as (standing, speakers, content, addressees)"""
    name = {e['id']: e['name'] for e in record['entities']}
    text = record['article']['text'].encode()
    for s in record['statements']:
        parts = [text[a:b].decode().strip(EDGES) for a, b in s['content']]
        yield (s['standing'], [name[i] for i in s['speakers']], ' … '.join(parts),
               [name[i] for i in s.get('addressees') or []])


def fits_name(want, names):
    return want == '*' or (not names if want == '-' else want in names)


def fits(want, have):
    standing, speaker, content = want[:3]
    return (standing == have[0] and fits_name(speaker, have[1]) and
            content.strip(EDGES) == have[2] and (len(want) < 4 or fits_name(want[3], have[3])))


def failures(expected, statements):
    if expected == 'none':
        return ['none'] if statements else []
    items = expected.split(' ;; ')
    return [i for i in items if not any(fits(i.split(' ~ '), s) for s in statements)]


def main():
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument('onrecord')
    ap.add_argument('--floor', type=float, default=100)
    ap.add_argument('-v', action='store_true', help='print what was found as well')
    a = ap.parse_args()
    rows = load(os.path.join(HERE, 'sentences.tsv'))
    right = 0
    for (text, expected), record in zip(rows, read(a.onrecord, rows), strict=True):
        found = list(flat(record))
        bad = failures(expected, found)
        right += not bad
        for item in bad:
            print('%s\n    missing: %s' % (text.replace('\n\n', ' ¶ '), item))
        for s in found if bad or a.v else []:
            print('    found: %s ~ %s ~ %s ~ %s' % (s[0], ', '.join(s[1]), s[2], ', '.join(s[3])))
    print('%d of %d texts hold' % (right, len(rows)))
    return 100 * right < a.floor * len(rows)


if __name__ == '__main__':
    sys.exit(main())
