#!/usr/bin/env python3
"""run.py ONRECORD [SENTENCES.tsv] [-v|-q]: reads each sentence by itself and compares the events
with the table.

Prints the sentences that fail (-v: all, -q: none) and how many hold; exits 1 below the floor given
as --floor=N (percent). Python 3 standard library only."""
import json
import os
import subprocess
import sys

UNREAL = {'alleged', 'denied', 'did-not-happen', 'hypothetical', 'predicted'}


def load(path):
    with open(path, encoding='utf-8') as f:
        rows = [line.rstrip('\n').split('\t') for line in f if line.strip() and line[0] != '#']
    return rows[1:]


def read(onrecord, rows):
    lines = ''.join(json.dumps({'id': str(i), 'text': row[0]}) + '\n' for i, row in enumerate(rows))
    done = subprocess.run([onrecord, 'read', '--from', 'jsonl', '--to', 'jsonl', '-'],
                          input=lines, capture_output=True, text=True, check=True)
    return {r['article']['id']: r for r in map(json.loads, done.stdout.splitlines())}


def flat(record):
    """events as (code, source actors, target actors, status, reciprocal, PLOVER event/mode,
    contexts)"""
    actor = {e['id']: e.get('actor') or '' for e in record['entities']}
    return [(e['cameo'], [actor[i] for i in e.get('sources', [])],
             [actor[i] for i in e.get('targets', [])], e['status'], bool(e.get('reciprocal')),
             '%s/%s' % (e.get('plover') or '', e.get('mode') or ''), e.get('contexts') or [])
            for e in record['events']]


def fits_actors(want, have):
    if want == '*':
        return True
    if want == '-':
        return not have
    return any(want in (h[:len(want)], h[3:3 + len(want)]) for h in have)


def fits(want, event):
    code, source, target, status = want
    if code != '*' and not event[0].startswith(code) or status not in ('*', event[3]):
        return False
    if '=' in source:
        return event[4] and all(fits_actors(s, event[1]) for s in source.split('='))
    return fits_actors(source, event[1]) and fits_actors(target, event[2])


def failures(expected, events):
    for item in expected.split(' ; '):
        if item.startswith('!'):
            bad = [e for e in events if e[0].startswith(item[1:]) and e[3] not in UNREAL]
            # a refusal, a threat … is coded outside the root that must not appear
            if bad:
                yield item
        elif item.startswith('@'):
            if not any(item[1:] in e[6] for e in events):
                yield item
        elif item.startswith('+'):
            if not any(item[1:] == e[5] for e in events):
                yield item
        elif not any(fits(item.split(), e) for e in events):
            yield item


def main():
    options = [a for a in sys.argv[1:] if a.startswith('-')]
    names = [a for a in sys.argv[1:] if not a.startswith('-')]
    floor = next((float(o.split('=')[1]) for o in options if o.startswith('--floor=')), 0)
    here = os.path.dirname(os.path.abspath(__file__))
    rows = load(names[1] if len(names) > 1 else os.path.join(here, 'sentences.tsv'))
    records, right = read(names[0], rows), 0
    for i, (text, expected) in enumerate(rows):
        events = flat(records[str(i)])
        failed = list(failures(expected, events))
        right += not failed
        if '-q' not in options and (failed or '-v' in options):
            verdict, wanted = 'FAIL' if failed else 'ok  ', ' ; '.join(failed) or expected
            print('%s %s\n    want %s\n    have %s' % (verdict, text, wanted, events))
    share = 100.0 * right / len(rows)
    print('%d of %d sentences right (%.1f %%)' % (right, len(rows), share))
    return share < floor


if __name__ == '__main__':
    sys.exit(main())
