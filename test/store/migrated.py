"""migrated.py PROGRAM EXAMPLES SCHEMAS: stores of every older version, made with the scripts they
were made with and filled with what a store of today holds, are brought up to date by adding an
article to them: afterwards they have the same tables and hold the same as a new one."""
import glob
import json
import os
import sqlite3
import subprocess
import sys
import tempfile

PROGRAM, SCHEMAS = os.path.abspath(sys.argv[1]), sys.argv[3]
EXAMPLES = sorted(glob.glob(sys.argv[2] + '/*.txt'))
# the scripts of each version
STEPS = [['schema.sql', 'schema-sqlite.sql'], ['schema-claims.sql'], ['schema-lists.sql'],
         ['schema-packed.sql', 'schema-packed-sqlite.sql']]
APPLICATION = 0x6f6e7263
TABLES = ['place', 'identity', 'alias', 'origin', 'article', 'entity', 'ruling', 'statement',
          'speaker', 'addressee', 'event', 'dyad', 'on_word_of', 'recent', 'proposition', 'claim',
          'claim_statement']
BEFORE = {'recent': 'sketch'}  # what tables were called before version 4
SPANS = 'spans', 'content_spans', 'speaker_spans', 'cue_spans'
faults = []


def run(*command):
    p = subprocess.run([PROGRAM, *command], capture_output=True, text=True, check=False)
    if p.returncode:
        faults.append(f'{command}: {p.returncode} {p.stderr}')
    return p.stdout


def numbers(packed):
    n, shift = 0, 0
    for byte in packed:
        n |= (byte & 127) << shift
        shift += 7
        if byte < 128:
            yield n
            n, shift = 0, 0


def spans(packed):
    """what is packed, as it was kept before version 4"""
    found, end, parts = [], 0, list(numbers(packed))
    for gap, length in zip(parts[::2], parts[1::2]):
        start = end + (-(gap >> 1) if gap & 1 else gap >> 1)
        end = start + length
        found.append([start, end])
    return json.dumps(found, separators=(',', ':'))


def rows_of(db, table):
    """a row of the table as version 3 had it: dict by column"""
    cursor = db.execute(f'SELECT * FROM {table}')
    names = [column[0] for column in cursor.description]
    origins = dict(db.execute('SELECT id, name FROM origin'))
    for values in cursor.fetchall():
        row = dict(zip(names, values))
        if table == 'article':
            row['origin'] = origins.get(row['origin'])
        if table == 'recent':
            row['sketch'] = b''
        yield {name: spans(value) if name in SPANS else value for name, value in row.items()}


def make_old(path, version, today):
    """a store of an older version that holds what that of today does, as far as it could"""
    old, new = sqlite3.connect(path), sqlite3.connect(today)
    old.create_function('unpack', 1, lambda x: '')
    for script in sum(STEPS[:version], []):
        with open(os.path.join(SCHEMAS, script), encoding='utf-8') as f:
            old.executescript(f.read())
    known = {name for name, in old.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}
    for table in TABLES:
        before = BEFORE.get(table, table)
        for row in rows_of(new, table) if before in known else []:
            old.execute(f'INSERT INTO {before} ({", ".join(row)})'
                        f' VALUES ({", ".join("?" * len(row))})', list(row.values()))
    for line in run('sql', today, 'SELECT id, text FROM article_text', '--format',
                    'jsonl').splitlines():
        article = json.loads(line)
        old.execute('INSERT INTO article_search (rowid, text) VALUES (?, ?)',
                    [article['id'], article['text']])
    old.execute(f'PRAGMA application_id = {APPLICATION}')
    old.execute(f'PRAGMA user_version = {version}')
    old.commit()
    old.close()


def content(path, version):
    """all that must not differ, by name"""
    db = sqlite3.connect(path)
    db.create_function('unpack', 1, lambda x: '')
    found = {'schema': db.execute("SELECT type, name, sql FROM sqlite_schema WHERE name NOT LIKE"
                                  " '%\\_search\\_%' ESCAPE '\\' ORDER BY 1, 2").fetchall(),
             'sound': db.execute('PRAGMA integrity_check').fetchall(),
             'links': db.execute('PRAGMA foreign_key_check').fetchall()}
    for table in TABLES:
        if version > 1 or table not in ('recent', 'proposition', 'claim', 'claim_statement'):
            found[table] = sorted(map(repr, db.execute(f'SELECT * FROM {table}').fetchall()))
    db.execute("INSERT INTO statement_search (statement_search) VALUES ('integrity-check')")
    db.close()
    found['words'] = run('query', path, '--about', 'border', '--format', 'jsonl')
    found['text'] = run('query', path, '--text', 'border', '--format', 'jsonl')
    return found


def main():
    with tempfile.TemporaryDirectory() as folder:
        today, more = os.path.join(folder, 'today.db'), os.path.join(folder, 'more.txt')
        with open(more, 'w', encoding='utf-8') as f:
            f.write('Ghana thanks Togo\n\nACCRA (Northwire) — Ghana thanked Togo on Friday at the'
                    ' border, Ama Mensah said.\n')
        adding = 'add', '--threads', '1', '--date', '2024-11-01'
        run(*adding, today, *EXAMPLES)
        for version in range(1, len(STEPS)):
            make_old(os.path.join(folder, f'{version}.db'), version, today)
        run(*adding, today, more)
        for version in range(1, len(STEPS)):
            old = os.path.join(folder, f'{version}.db')
            if '1 articles added' not in run(*adding, old, more):
                faults.append(f'version {version}: nothing was added')
            expected, got = content(today, version), content(old, version)
            for name, value in expected.items():
                if got[name] != value or not value and name in ('words', 'text', 'statement'):
                    faults.append(f'version {version}: {name}\n--- new\n{str(value)[:1500]}\n'
                                  f'--- migrated\n{str(got[name])[:1500]}')
    for fault in faults:
        print(fault)
    return 1 if faults else 0


sys.exit(main())
