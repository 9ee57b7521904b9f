#!/usr/bin/env python3
"""worked.py PROGRAM FILE.md FOLDER: what the documents of the tables say of sentences is so. In
FILE.md every quoted line ("> …") is a sentence, and the indented lines behind it are the events
that the program must give for it, no others: CODE SOURCE TARGET STATUS, "A=B" for two that act on
each other, "-" for nobody. In FOLDER/cameo.tsv at least 97 in a hundred examples must get their
code. Python 3 standard library only."""
import json
import re
import subprocess
import sys

DAY = '2005-03-01'
FLOOR = 97


def read(program, sentences):
    lines = ''.join(json.dumps({'id': str(i), 'text': s, 'published': DAY}) + '\n'
                    for i, s in enumerate(sentences))
    done = subprocess.run([program, 'read', '--from', 'jsonl', '--to', 'jsonl', '-'], input=lines,
                          capture_output=True, text=True, check=True)
    return [json.loads(line) for line in done.stdout.splitlines()]


def flat(record):
    """the events as lines"""
    actor = [e.get('actor') or '---' for e in record['entities']]
    for event in record['events']:
        source = ('=' if event.get('reciprocal') else '+').join(actor[i] for i in event['sources'])
        target = '+'.join(actor[i] for i in event['targets'])
        yield ' '.join((event['cameo'], source or '-', target or '-', event['status']))


def worked(program, path):
    """faults of the worked sentences"""
    with open(path, encoding='utf-8') as f:
        text = f.read()
    found = re.findall(r'^> (.+)\n((?:(?!> ).*\n)*?)((?:    \S.*\n)+)', text, re.M)
    if len(found) < 10:
        yield 'only %d worked sentences' % len(found)
    for (sentence, _, want), record in zip(found, read(program, [s for s, _, _ in found])):
        wanted = sorted(line.strip() for line in want.splitlines())
        have = sorted(flat(record))
        if wanted != have:
            yield '%s\n  says %s\n  gets %s' % (sentence, '; '.join(wanted), '; '.join(have))


def examples(program, folder):
    """faults of the examples of cameo.tsv, and how many examples there are"""
    with open(folder + '/cameo.tsv', encoding='utf-8') as f:
        rows = [line.rstrip('\n').split('\t') for line in f if line[0] != '#']
    rows = [row for row in rows[1:] if row[7] != '-']
    wrong = []
    for row, record in zip(rows, read(program, [row[7] for row in rows])):
        if row[0] not in [event['cameo'] for event in record['events']]:
            wrong.append('%s: %s gets %s' % (row[0], row[7], '; '.join(flat(record))))
    return wrong, len(rows)


def main():
    program, path, folder = sys.argv[1:4]
    faults = list(worked(program, path))
    wrong, n = examples(program, folder)
    print('\n'.join(faults + wrong))
    print('%d of %d examples are coded as cameo.tsv says' % (n - len(wrong), n))
    sys.exit(1 if faults or len(wrong) * 100 > n * (100 - FLOOR) else 0)


if __name__ == '__main__':
    main()
