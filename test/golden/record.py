"""What the tests of the examples share: reading, running the program, the pretty form."""
import json
import os
import subprocess

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
DATE = '2024-11-01'


def examples():
    """names of the examples, in order"""
    folder = os.path.join(ROOT, 'examples')
    return sorted(f[:-4] for f in os.listdir(folder) if f[:2].isdigit() and f.endswith('.txt'))


def read(program, name, *options):
    """what the program prints for an example, as text"""
    command = [program, 'read', '--date', DATE, *options, f'examples/{name}.txt']
    run = subprocess.run(command, cwd=ROOT, capture_output=True, timeout=60, check=False)
    if run.returncode:
        raise SystemExit(f'{name}: {run.stderr.decode()}')
    return run.stdout.decode()


def record(program, name):
    """the record of an example"""
    lines = read(program, name, '--to', 'jsonl').splitlines()
    if len(lines) != 1:
        raise SystemExit(f'{name}: {len(lines)} lines instead of one')
    return json.loads(lines[0])


def pretty(value, indent=0):
    """JSON with one field a line; spans and lists of plain values stay on one"""
    flat = not isinstance(value, (dict, list)) or not value
    if isinstance(value, list):
        flat = all(not isinstance(v, dict) and (not isinstance(v, list) or len(v) == 2)
                   for v in value)
    if isinstance(value, dict):
        flat = len(value) <= 2 and 'span' in value
    if flat:
        return json.dumps(value, ensure_ascii=False)
    pad = ' ' * (indent + 1)
    if isinstance(value, dict):
        inner = [f'{pad}{json.dumps(k)}: {pretty(v, indent + 1)}' for k, v in value.items()]
        return '{\n' + ',\n'.join(inner) + '\n' + ' ' * indent + '}'
    return '[\n' + ',\n'.join(pad + pretty(v, indent + 1) for v in value) + '\n' + ' ' * indent + ']'


def words(rec, span):
    """the text of a span"""
    return rec['article']['text'].encode()[span[0]:span[1]].decode('utf-8', 'replace')
