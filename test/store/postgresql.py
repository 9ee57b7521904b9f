"""postgresql.py PROGRAM EXAMPLES: the same articles in SQLite and in a PostgreSQL server of the
test's own give the same answers; a server that goes away in the middle of a run loses nothing.
Exits with 77 where no server is installed."""
import glob
import http.client
import json
import os
import signal
import subprocess
import sys
import tempfile
import time

from server import Server, binaries

PROGRAM, EXAMPLES = os.path.abspath(sys.argv[1]), sorted(glob.glob(sys.argv[2] + '/*.txt'))
MANY = 600
QUESTIONS = [
    ['query', '--format', 'csv'],
    ['query', '--format', 'jsonl', '--standing', 'denies,declines'],
    ['query', '--format', 'csv', '--who', 'Tomasz Zieliński'],
    ['query', '--format', 'csv', '--who', 'POL', '--code', '16,ACCUSE'],
    ['query', '--format', 'csv', '--about', 'weapons'],
    ['query', '--format', 'csv', '--about', '"railway line" -zzz'],
    ['query', '--format', 'csv', '--text', 'diplomats', '--only', 'events', '-n', '5'],
    ['query', '--format', 'csv', '--place', 'Warsaw', '--since', '2024-10', '--until', '2024'],
    ['count', '--format', 'csv', '--by', 'day'],
    ['count', '--format', 'csv', '--by', 'week', '--who', 'BLR'],
    ['count', '--format', 'csv', '--by', 'month'],
    ['count', '--format', 'csv', '--by', 'code'],
    ['count', '--format', 'csv', '--by', 'pair'],
    ['count', '--format', 'csv', '--by', 'standing'],
    ['timeline', 'POL', 'BLR', '--format', 'text', '--width', '80'],
    ['entity list', '--format', 'csv'],
    ['entity show', '3', '--format', 'csv'],
    ['sql', 'SELECT name, country, kind, lat, lon FROM place ORDER BY id', '--format', 'csv'],
    ['sql', 'SELECT a.name, t.text FROM article a JOIN article_text t ON t.id = a.id'
     ' ORDER BY a.name', '--format', 'csv'],
    ['sql', 'SELECT count(*) AS n, sum(quad) AS quads, min(date) AS first FROM dyad',
     '--format', 'csv'],
]
VIEWS = [
    'overview', 'overview?since=2024-11&until=2024', 'matrix', 'matrix?size=4&format=csv',
    'pair?a=POL&b=BLR', 'pair?a=POL&b=3&by=month', 'party?id=POL', 'party?id=3',
    'parties?text=to', 'map', 'map?who=POL&format=csv', 'statements', 'statements?limit=7',
    'statements?text=drones', 'statements?text=%22weapons%22&copies=1', 'statements?who=POL',
    'statements?who=POL&with=BLR', 'statements?standing=denies&format=csv',
    'statements?until=2024-10-31', 'events', 'events?limit=5&format=csv', 'events?who=POL&to=BLR',
    'events?with=BLR&who=POL&quad=3', 'events?text=diplomats&who=POL', 'events?code=11',
    'events?place=1', 'events?after=2024-11-01.3',
    'articles', 'articles?text=railway', 'articles?who=POL', 'facets?of=statements',
    'facets?of=events&who=POL', 'facets?of=articles&text=border', 'article?id=1', 'article?id=3',
    'claims', 'claims?text=drones', 'party?id=99999', 'article?id=99999',
]
faults = []


def run(*command, status=0):
    p = subprocess.run([PROGRAM, *command], capture_output=True, text=True, check=False)
    if p.returncode != status:
        faults.append(f'{command}: status {p.returncode}, not {status}: {p.stderr}')
    return p.stdout


def ask(store, question):
    command, *rest = question
    return run(*command.split(), store, *rest)


def compare(file, address):
    for question in QUESTIONS:
        here, there = ask(file, question), ask(address, question)
        if not here:
            faults.append(f'{question}: nothing')
        if here != there:
            faults.append(f'{question}:\n--- SQLite\n{here}--- PostgreSQL\n{there}')


def serve(store):
    return subprocess.Popen([PROGRAM, 'serve', '--port', '0', store], stdout=subprocess.PIPE,
                            stderr=subprocess.PIPE, text=True)


def get(host, path):
    connection = http.client.HTTPConnection(host, timeout=300)
    connection.request('GET', '/api/' + path)
    answer = connection.getresponse()
    body = answer.read().decode()
    connection.close()
    return answer.status, body


def compare_views(file, address):
    """what the page is told"""
    servers = [serve(file), serve(address)]
    hosts = [s.stdout.readline().strip().split('//')[-1].rstrip('/') for s in servers]
    for path in VIEWS if all(hosts) else []:
        here, there = (get(host, path) for host in hosts)
        if here != there:
            faults.append(f'{path}:\n--- SQLite\n{here}\n--- PostgreSQL\n{there}')
    for server in servers:
        server.terminate()
        errors = server.communicate()[1]
        if not all(hosts) and 'without libmicrohttpd' not in errors:
            faults.append(f'serve: {errors}')


def write_many(path):
    """the examples again and again, as articles of their own"""
    texts = [open(example, encoding='utf-8').read() for example in EXAMPLES]
    with open(path, 'w', encoding='utf-8') as out:
        for i in range(MANY):
            out.write(json.dumps({'id': f'many-{i}', 'published': '2024-11-02',
                                  'text': texts[i % len(texts)]}) + '\n')


def crash_in_the_middle(server, path):
    adding = subprocess.Popen([PROGRAM, 'add', '--threads', '1', server.address, path],
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    question = "SELECT count(*) FROM onrecord.article WHERE name LIKE 'many-%'"
    while adding.poll() is None and server.sql(question) == '0':
        time.sleep(0.01)
    between = adding.poll() is None
    server.stop(signal.SIGQUIT)
    server.start()
    out, err = adding.communicate(timeout=900)
    if not between:
        faults.append('the run was over before the server went away')
    if adding.returncode or out != f'{MANY} articles added\n':
        faults.append(f'after the crash: status {adding.returncode}, {out!r}, {err!r}')
    if server.sql(question) != str(MANY):
        faults.append(f'after the crash: {server.sql(question)} articles')
    if run('add', server.address, path) != f'0 articles added, {MANY} known already\n':
        faults.append('after the crash not everything is known')


def main():
    if not binaries():
        print('no PostgreSQL server is installed')
        return 77
    with Server() as server, tempfile.TemporaryDirectory() as folder:
        file, many = os.path.join(folder, 's.db'), os.path.join(folder, 'many.jsonl')
        for store in (file, server.address):
            run('query', store, status=1)  # nothing there yet
            added = f'{len(EXAMPLES)} articles added\n'
            if run('add', '--threads', '1', '--date', '2024-11-01', store, *EXAMPLES) != added:
                faults.append(f'{store}: not all were added')
        compare(file, server.address)
        compare_views(file, server.address)
        for store in (file, server.address):
            run('entity', 'merge', store, '2', '3')
            run('entity', 'split', store, '2')
            run('entity', 'merge', store, '2', '3')
            run('sql', store, 'DELETE FROM article', status=1)
        compare(file, server.address)
        write_many(many)
        crash_in_the_middle(server, many)
        server.stop(signal.SIGINT)
        down = subprocess.run([PROGRAM, 'query', server.address], capture_output=True, text=True,
                              check=False)
        if down.returncode != 1 or 'PostgreSQL' not in down.stderr:
            faults.append(f'server down: {down.returncode} {down.stderr}')
    for fault in faults:
        print(fault)
    return 1 if faults else 0


sys.exit(main())
