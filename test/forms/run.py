#!/usr/bin/env python3
"""run.py PROGRAM [--bless] [SAMPLE ...]

Reads each sample beside this file, in whatever form it is, and compares what is known of its
articles (all of `article` but its blocks, the notices) and what is said on standard error with
SAMPLE.expect. The form is told by the content, but for the samples in FORCED.

  --bless   writes the expectations anew instead
"""
import difflib
import json
import os
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
FORCED = {'ninjs2.json': 'ninjs', 'strange-forced.csv': 'csv'}
OURS = ('.py', '.build', '.expect')


def outcome(program, sample):
    """what reading the sample gives, as text"""
    command = [program, 'read', '--to', 'jsonl', '--from', FORCED.get(sample, 'auto'), sample]
    done = subprocess.run(command, cwd=HERE, capture_output=True, text=True, check=False)
    out = []
    for line in done.stdout.splitlines():
        record = json.loads(line)
        article = record['article']
        article.pop('blocks')
        article['notices'] = [f'{n["code"]}: {n["message"]}' for n in record['notices']]
        out.append(json.dumps(article, indent=1, ensure_ascii=False))
    return '\n'.join(out + [done.stderr.rstrip(), f'status {done.returncode}', ''])


def main():
    """the exit status says whether all is as expected"""
    program, names = os.path.abspath(sys.argv[1]), sys.argv[2:]
    bless = '--bless' in names
    samples = [n for n in names if n != '--bless'] or sorted(
        n for n in os.listdir(HERE) if not n.endswith(OURS) and '.' in n)
    differences = []
    for sample in samples:
        now, path = outcome(program, sample), os.path.join(HERE, sample + '.expect')
        if bless:
            with open(path, 'w', encoding='utf-8') as f:
                f.write(now)
            continue
        with open(path, encoding='utf-8') as f:
            differences += difflib.unified_diff(f.read().splitlines(), now.splitlines(),
                                                sample + '.expect', 'now', lineterm='')
    print('\n'.join(differences) or f'{len(samples)} samples')
    return 1 if differences else 0


if __name__ == '__main__':
    sys.exit(main())
