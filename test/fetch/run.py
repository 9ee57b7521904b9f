#!/usr/bin/env python3
"""run.py PROGRAM: `onrecord fetch` and `onrecord watch` against a server of this machine."""
import gzip
import json
import os
import re
import subprocess
import sys
import tempfile

import server

FAST = ['--delay', '0', '--allow-private']


class Case:
    """the program, the server and a folder for files"""

    def __init__(self, program, folder):
        self.program, self.folder, self.faults = program, folder, []
        self.server = server.start()
        self.host = f'http://127.0.0.1:{self.server.server_port}'

    def run(self, *words):
        """runs the program; WARC and all else it writes to standard output are bytes"""
        return subprocess.run([self.program, *words], cwd=self.folder, capture_output=True,
                              check=False, timeout=100)

    def fetch(self, *paths, options=FAST):
        """fetches these paths; forgets what was asked before"""
        self.server.asked.clear()
        return self.run('fetch', *options, *[self.host + path for path in paths])

    def titles(self, warc):
        """the titles of the articles in it"""
        path = os.path.join(self.folder, 'got.warc')
        with open(path, 'wb') as f:
            f.write(warc)
        done = self.run('read', '--until', 'blocks', '--to', 'jsonl', path)
        return [json.loads(line)['article'].get('title') for line in done.stdout.splitlines()]

    def expect(self, what, holds, done=None):
        """notes a fault"""
        if not holds:
            self.faults.append(what + (f': {done.returncode} {done.stderr!r}' if done else ''))


def pages(case):
    """what comes is written as it came, and read"""
    done = case.fetch('/etag', '/packed', '/moved')
    case.expect('pages', done.returncode == 0 and not done.stderr, done)
    case.expect('articles', sorted(case.titles(done.stdout)) == [
        'The harbour is to be dredged', 'The old bridge is to be closed'])
    case.expect('as it came', b'Content-Encoding: gzip' in done.stdout)
    case.expect('a response', done.stdout.startswith(b'WARC/1.1\r\nWARC-Type: warcinfo') and
                done.stdout.count(b'WARC-Type: response') == 3)
    ids = re.findall(rb'WARC-Type: response\r\nWARC-Record-ID: (\S+)', done.stdout)
    case.expect('requests', re.findall(rb'WARC-Concurrent-To: (\S+)', done.stdout) == ids and
                re.findall(rb'\nGET (\S+) HTTP/1.1\r\n', done.stdout)[:3] == [
                    request[0].encode() for request in case.server.asked[1:4]])
    case.expect('robots first', case.server.asked[0][0] == '/robots.txt')


def members(case):
    """in a file named so each record is a member of gzip, by whose place it is found"""
    out = os.path.join(case.folder, 'got.warc.gz')
    done = case.fetch('/etag', '/packed', options=[*FAST, '--out', out])
    with open(out, 'rb') as f:
        packed = f.read()
    records = gzip.decompress(packed).split(b'\r\n\r\nWARC/1.1\r\n')
    case.expect('members', done.returncode == 0 and
                len(records) == 5 and packed.count(b'\x1f\x8b\x08') >= 5, done)
    read = case.run('read', '--until', 'blocks', '--to', 'jsonl', out)
    articles = [json.loads(line)['article'] for line in read.stdout.splitlines()]
    case.expect('two', len(articles) == 2, read)
    for article in articles:
        again = case.run('read', '--until', 'blocks', '--to', 'jsonl', article['origin'])
        found = [json.loads(line)['article']['id'] for line in again.stdout.splitlines()]
        case.expect('found by its place', found == [article['id']], again)


def limits(case):
    """what must not be got is told and left"""
    done = case.fetch('/etag', options=['--delay', '0'])
    case.expect('private', done.returncode == 1 and b'private address' in done.stderr and
                not case.server.asked, done)
    done = case.run('fetch', *FAST, 'file:///etc/hostname', 'http://user@a.example/')
    case.expect('scheme', done.stderr.count(b'not an address of http or https') == 2, done)
    done = case.fetch('/closed/a', '/closed/open', '/closed/open2')
    case.expect('robots', done.stderr.count(b'robots.txt forbids it') == 2, done)
    case.expect('robots allow', case.titles(done.stdout) == ['This is closed'])
    done = case.fetch('/file', '/circle', '/missing')
    case.expect('redirects', b'redirected to what is no address' in done.stderr and
                b'redirected too often' in done.stderr and
                b'/missing: the server answers 404' in done.stderr, done)
    done = case.fetch('/large', options=FAST + ['--max-size', '1'])
    case.expect('size', b'WARC-Truncated: length' in done.stdout and
                1 << 20 < len(done.stdout) < (1 << 20) + 4096, done)


def again(case):
    """what fails is tried again; what did not change is not got again"""
    done = case.fetch('/failing')
    case.expect('retry', case.titles(done.stdout) == ['The third time it works'], done)
    for round_ in (0, 1):
        done = case.fetch('/etag', options=FAST + ['--state', 'state', '--verbose'])
        wanted = b'0 got, 1 unchanged' if round_ else b'1 got, 0 unchanged'
        case.expect('conditional', wanted in done.stderr, done)
    done = case.run('fetch', '--state', 'got.warc', 'http://a.example/')
    case.expect('foreign state', done.returncode == 1 and b'got.warc: not a file of' in done.stderr,
                done)


def watch(case):
    """feeds: the pages of new entries, once each, into a store"""
    with open(os.path.join(case.folder, 'feeds.opml'), 'w', encoding='utf-8') as f:
        f.write(f'<opml><body><outline xmlUrl="{case.host}/feed"/></body></opml>')
    command = ['watch', '--once', *FAST, '--feeds', 'feeds.opml', 'store.db']
    for entries, wanted in (([1, 2], b'2 articles added'), ([1, 2, 3], b'1 articles added')):
        case.server.entries = entries
        done = case.run(*command)
        case.expect('watch', done.returncode == 0 and wanted in done.stdout, done)
    asked = [path for path, _ in case.server.asked if path.startswith('/story/')]
    case.expect('each once', asked == ['/story/1', '/story/2', '/story/3'])
    done = case.run('fetch', *FAST, '--feeds', 'got.warc')
    case.expect('no feeds', done.returncode == 1 and b'got.warc: no feed' in done.stderr, done)


def main():
    """the exit status says whether all is as expected"""
    with tempfile.TemporaryDirectory() as folder:
        case = Case(os.path.abspath(sys.argv[1]), folder)
        for part in (pages, members, limits, again, watch):
            part(case)
        case.server.shutdown()
    print('\n'.join(case.faults) or 'all as expected')
    return 1 if case.faults else 0


if __name__ == '__main__':
    sys.exit(main())
