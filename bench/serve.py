"""How fast onrecord serve answers: 1,000 requests over 16 connections at a time, the server bound
to one core: searches, timelines of pairs, matrices over times, claims. First no two of them alike,
so that every one is a question to the store; then the same again, as people ask who look around."""
import http.client
import json
import os
import random
import subprocess
import threading
import time
import urllib.parse

CONNECTIONS, REQUESTS = 16, 1000
WORDS = '''oil nuclear talks border election minister troops trade price police budget peace weapons
    treaty market report attack president court company support economic security agreement foreign
    military government visit rebels prisoners aid loan debt export dollar bank killed wounded
    border protest strike union school health water fire crash ship'''.split()


class Server:
    def __init__(self, program, store):
        cores = sorted(os.sched_getaffinity(0))
        self.process = subprocess.Popen(
            [program, 'serve', '--port', '0', store], stdout=subprocess.PIPE, text=True,
            preexec_fn=lambda: os.sched_setaffinity(0, cores[-1:]))
        self.host = self.process.stdout.readline().strip().split('//')[1].rstrip('/')

    def processor_time(self):
        with open(f'/proc/{self.process.pid}/stat', encoding='utf-8') as f:
            fields = f.read().rsplit(')', 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf('SC_CLK_TCK')

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait()


def get(connection, path):
    connection.request('GET', '/api/' + path, headers={'Accept-Encoding': 'gzip'})
    answer = connection.getresponse()
    body = answer.read()
    if answer.status != 200:
        raise RuntimeError(f'{path}: {answer.status} {body[:200]!r}')
    return body


def requests(host):
    """the kinds of requests, each in its share, none twice, in a fixed mixed order"""
    dice = random.Random(1)
    pairs = json.loads(http_get(host, 'matrix?size=60'))['pairs']
    paths = {f'pair?a={p["source"]}&b={p["target"]}' for p in pairs[:250]}
    years = range(1987, 2019)
    spans = [(a, b) for a in years for b in years if a <= b]
    paths |= {f'matrix?since={a}&until={b}' for a, b in dice.sample(spans, 150)}
    paths |= {f'claims?limit=25&text={a}' for a in WORDS}
    quoted = urllib.parse.quote
    searches = [f'{kind}?limit=25&text={quoted(a)}%20{quoted(b)}' for a in WORDS for b in WORDS
                if a < b for kind in ('statements', 'events')]
    searches += [f'statements?limit=25&text={a}&who={c}' for a in WORDS
                 for c in ('USA', 'RUS', 'CHN', 'ISR', 'FRA', 'KEN')]
    searches += [f'{kind}?limit=25&text={a}' for a in WORDS for kind in ('statements', 'articles')]
    paths |= set(dice.sample(searches, REQUESTS - len(paths)))
    mixed = sorted(paths)
    dice.shuffle(mixed)
    return mixed


def http_get(host, path):
    connection = http.client.HTTPConnection(host)
    connection.request('GET', '/api/' + path)
    return connection.getresponse().read()


def run(host, paths):
    """seconds of each request"""
    left, lock, seconds = list(paths), threading.Lock(), []

    def work():
        connection = http.client.HTTPConnection(host)
        while True:
            with lock:
                if not left:
                    return
                path = left.pop()
            start = time.perf_counter()
            get(connection, path)
            seconds.append(time.perf_counter() - start)

    threads = [threading.Thread(target=work) for _ in range(CONNECTIONS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(seconds)


def measure(program, store):
    """rows of (measure, value, unit)"""
    with Server(program, store) as server:
        paths, rows = requests(server.host), []
        for name in ('asked first', 'asked again'):
            start = time.perf_counter()
            seconds = run(server.host, paths)
            whole = time.perf_counter() - start
            rows += [(f'serve, {name}: median', seconds[len(seconds) // 2] * 1e3, 'ms'),
                     (f'serve, {name}: worst', seconds[-1] * 1e3, 'ms'),
                     (f'serve, {name}', len(seconds) / whole, 'requests/s')]
        rows.append(('serve, processor time', server.processor_time() * 1e3 / 2 / len(paths),
                     'ms/request'))
        start = time.perf_counter()
        http_get(server.host, 'overview')
        overview = time.perf_counter() - start
    return rows + [('serve, overview, first time', overview * 1e3, 'ms'),
                   ('serve, store', os.path.getsize(store) / 1e6, 'MB')]
