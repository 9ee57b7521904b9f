#!/usr/bin/env python3
"""api.py PROGRAM EXAMPLES OPENAPI.json: onrecord serve over a store made of the examples. Every
view answers what docs/openapi.json says, every page of a list comes once, packed and unpacked are
the same, and whoever asks for nonsense, for too much or under a foreign name is told so. Exits with
77 where the program was built without the server."""
import csv
import glob
import gzip
import http.client
import io
import json
import os
import socket
import subprocess
import sys
import tempfile

from browser import Server, add_claim

try:
    from jsonschema import Draft202012Validator
except ImportError:
    Draft202012Validator = None

program, examples, openapi = (os.path.abspath(a) for a in sys.argv[1:4])
faults = []


def check(is_good, what):
    if not is_good:
        faults.append(what)


class Client:
    def __init__(self, address):
        self.host = address.split('//')[1]

    def raw(self, path, method='GET', **headers):
        """(status, headers, body) of one request"""
        connection = http.client.HTTPConnection(self.host, timeout=30)
        connection.request(method, path, headers={k.replace('_', '-'): v
                                                  for k, v in headers.items()})
        answer = connection.getresponse()
        body = answer.read()
        connection.close()
        return answer.status, answer.headers, body

    def get(self, path, status=200):
        got, _, body = self.raw('/api/' + path)
        check(got == status, f'{path}: {got} {body[:200]!r}')
        return json.loads(body)

    def bytes(self, data):
        """what comes back for bytes of a request, until the server closes"""
        host, port = self.host.rsplit(':', 1)
        with socket.create_connection((host, int(port)), timeout=30) as s:
            answer = b''
            try:
                s.sendall(data)
                s.shutdown(socket.SHUT_WR)
                while piece := s.recv(65536):
                    answer += piece
            except OSError:  # the server has hung up
                pass
            return answer


def schema_of(document, view):
    answer = document['paths']['/api/' + view]['get']['responses']['200']
    return {'components': document['components'], **answer['content']['application/json']['schema']}


def check_views(client, document):
    """every view of the document is there and answers as it says"""
    first = client.get('articles?limit=1')['items'][0]['id']
    speaker = client.get('parties?text=wanyama')['items'][0]['id']
    paths = ['about', 'overview', 'overview?since=2024-10-28', 'matrix', 'matrix?size=2',
             'pair?a=POL&b=BLR', f'pair?a={speaker}&b=HTI&by=week', 'party?id=POL',
             f'party?id={speaker}', 'parties?text=pet', 'statements?limit=200',
             'events?limit=200', 'articles', 'facets?of=statements', 'facets?of=events',
             'facets?of=articles', f'article?id={first}', 'map', 'claims', 'claims?id=900',
             'claims?text=drones&disputed=1']
    check({p.split('?')[0] for p in paths} == {p[5:] for p in document['paths']},
          'docs/openapi.json and the test know different views')
    for path in paths:
        answer = client.get(path)
        if Draft202012Validator:
            schema = schema_of(document, path.split('?')[0])
            for fault in list(Draft202012Validator(schema).iter_errors(answer))[:3]:
                faults.append(f'{path}: {fault.json_path}: {fault.message[:200]}')
    check(client.get('openapi.json') == document, 'the contract is not the one served')


def check_lists(client):
    """filters narrow, pages go on, tables have a line an item"""
    for kind in ('statements', 'events', 'articles'):
        whole = [item['id'] for item in client.get(f'{kind}?limit=500')['items']]
        pages, after = [], ''
        while after is not None:
            page = client.get(f'{kind}?limit=7&after={after}')
            pages += [item['id'] for item in page['items']]
            after = page['next']
        check(pages == whole and len(set(whole)) == len(whole), f'{kind}: pages differ')
        status, headers, body = client.raw(f'/api/{kind}?format=csv')
        rows = list(csv.reader(io.StringIO(body.decode())))
        check(status == 200 and len(rows) == len(whole) + 1, f'{kind}: {len(rows)} lines of CSV')
        check(len({len(row) for row in rows}) == 1, f'{kind}: lines of CSV of differing lengths')
        check('attachment' in headers['Content-Disposition'], f'{kind}: CSV is no download')
    denied = client.get('statements?standing=denies&limit=500')['items']
    check(denied and all(s['standing'] == 'denies' for s in denied), 'standing does not narrow')
    both = client.get('events?who=POL&with=BLR')['items']
    check(both and all({'POL', 'BLR'} <= {p['country'] for p in e['sources'] + e['targets']}
                       for e in both), 'who and with do not narrow')
    turned = client.get('events?who=BLR&with=POL')['items']
    check([e['id'] for e in both] == [e['id'] for e in turned], 'with is not the same both ways')
    drones = client.get('statements?text=drone')['items']
    check(drones and all('drone' in s['content'] for s in drones), 'text does not narrow')
    check(not client.get('statements?text=%22drones%20the%22')['items'], 'a phrase is no phrase')
    for odd in ('%22%27*--)(NEAR%20AND', '%22', '%F0%9F%92%A5', '*', 'a%22*%20OR', '%FF'):
        client.get('statements?text=' + odd)
    claims = client.get('claims?text=drones&disputed=1')['items']
    check([c['id'] for c in claims] == [900] and len(claims[0]['carriers']) > 1, 'a claim is lost')
    check(client.get('claims?text=elephants')['items'] == [], 'words do not narrow claims')
    client.get('claims?id=901', 404)
    found = client.get('facets?of=events&who=POL')
    check(found['matches'] == len(client.get('events?who=POL&limit=500')['items']),
          'facets and list count differently')


MANY = 700


def walk(client, kind, question):
    """(date, id) of all items, page by page"""
    found, after, date = [], '', 'published' if kind == 'articles' else 'date'
    while after is not None:
        page = client.get(f'{kind}?copies=1&limit=60&{question}&after={after}')
        found += [(item[date] or '', item['id']) for item in page['items']]
        after = page['next']
    return found


def write_many(path):
    """articles on copper by a minister and a country, every seventh on zinc, every fifth undated"""
    with open(path, 'w', encoding='utf-8') as out:
        for i in range(MANY):
            who = ('Foreign Minister Ada Kuusk of Estonia', 'Peru')[i % 10 == 3]
            what = 'zinc' if i % 7 == 0 else 'tin'
            article = {'id': f'm{i}', 'title': f'Notice {i}', 'text':
                       f'Notice {i}\n\n{who} said on day {i} that copper and {what} number {i}'
                       f' would be weighed in harbour {i * 37 % 101}.\n'}
            if i % 5:
                article['published'] = f'2024-{i * 7 % 12 + 1:02}-{i * 11 % 28 + 1:02}'
            out.write(json.dumps(article) + '\n')


def check_many(folder):
    """what is frequent is looked for in another way than what is rare, to the same end"""
    path, store = os.path.join(folder, 'many.jsonl'), os.path.join(folder, 'many.store')
    write_many(path)
    subprocess.run([program, 'add', store, path], check=True, capture_output=True)
    with Server(program, store) as server:
        client = Client(server.address)
        for kind in ('statements', 'articles'):
            for question in ('text=copper', 'text=zinc', 'text=%22copper%20and%22', 'who=EST',
                             'text=copper&who=PER', 'text=copper&who=EST', 'text=zinc&who=PER'):
                found = walk(client, kind, question)
                n = client.get(f'facets?of={kind}&copies=1&{question}')['matches']
                check(len(set(found)) == len(found) == n > 5,
                      f'{kind}?{question}: {len(found)}, {len(set(found))} of them unlike, of {n}')
                check(found == sorted(found, reverse=True), f'{kind}?{question}: out of order')


def check_nonsense(client):
    for path, status in {
            'x': 404, 'statements?who=pol': 400, 'statements?nonsense=1': 400, 'events?quad=5': 400,
            'events?since=yesterday': 400, 'events?limit=0': 400, 'events?limit=501': 400,
            'events?after=x': 400, 'statements?standing=DROP': 400, 'articles?quad=1': 400,
            'events?standing=denies': 400, 'party?id=999999999': 404,
            'party': 400, 'pair?a=POL': 400, 'article?id=0': 400, 'article?id=99999999': 404,
            'overview?=1': 400, 'matrix?=': 400,
            'article?id=1&id=2': 400, 'facets': 400, 'facets?of=x': 400, 'about?format=csv': 400,
            'matrix?format=xml': 400, 'statements?text=' + 'x' * 300: 400,
            'map?' + '&'.join(f'a{i}=1' for i in range(40)): 400}.items():
        answer = client.get(path, status)
        check(isinstance(answer.get('error'), str), f'{path}: no error told')


def check_http(client):
    """packing, tags, methods, names, paths, headers"""
    path = '/api/statements?limit=100'
    _, headers, plain = client.raw(path)
    _, packed_headers, packed = client.raw(path, Accept_Encoding='gzip')
    check(packed_headers['Content-Encoding'] == 'gzip' and gzip.decompress(packed) == plain,
          'packed is not what is unpacked')
    for name, value in {'X-Content-Type-Options': 'nosniff', 'X-Frame-Options': 'DENY',
                        'Referrer-Policy': 'no-referrer'}.items():
        check(headers[name] == value, f'{name}: {headers[name]}')
    check("default-src 'none'" in headers['Content-Security-Policy'] and
          'unsafe' not in headers['Content-Security-Policy'], 'the policy is not strict')
    check('Access-Control-Allow-Origin' not in headers, 'other pages may read')
    status, _, body = client.raw(path, If_None_Match=headers['ETag'])
    check(status == 304 and body == b'', f'known answers are sent again: {status}')
    for method in ('POST', 'PUT', 'DELETE', 'OPTIONS'):
        check(client.raw(path, method)[0] == 405, f'{method} is not refused')
    status, _, body = client.raw(path, 'HEAD')
    check(status == 200 and body == b'', 'HEAD')
    for host, status in {'evil.example': 403, 'evil.example:80': 403, 'localhost:1': 200,
                         'LOCALHOST': 200, '[::1]:80': 200, '127.0.0.1.evil.example': 403}.items():
        check(client.raw(path, Host=host)[0] == status, f'Host {host}: not {status}')
    for odd in ('/../../etc/passwd', '/%2e%2e/%2e%2e/etc/passwd', '/app.js/../../x.c',
                '/api/../x.y', '/..%2f..%2fetc%2fpasswd', '//etc/hosts.x'):
        status, _, body = client.raw(odd)
        check(status in (400, 404) and b'root:' not in body, f'{odd}: {status}')
    check(b' 40' in client.bytes(b'GET / HTTP/1.1\r\n\r\n')[:20], 'no Host is no fault')
    long = client.bytes(b'GET /' + b'x' * 100000 + b' HTTP/1.1\r\nHost: localhost\r\n\r\n')
    check(not long or b' 41' in long[:20] or b' 43' in long[:20], f'a long line: {long[:80]!r}')
    many = client.bytes(b'GET / HTTP/1.1\r\nHost: localhost\r\n' + b'X: y\r\n' * 20000 + b'\r\n')
    check(not many or b' 43' in many[:20] or b' 41' in many[:20], f'many lines: {many[:80]!r}')
    half = socket.create_connection(client.host.rsplit(':', 1), timeout=30)
    half.sendall(b'GET /api/about HTTP/1.1\r\nHost: local')  # and says no more
    check(client.get('about')['onrecord'], 'a slow one keeps others waiting')
    half.close()


def check_changes(client, store, more):
    """what is added is seen at once, and the tag says so"""
    _, headers, _ = client.raw('/api/overview')
    before = client.get('overview')['articles']
    subprocess.run([program, 'add', '--date', '2024-11-02', store, more], check=True,
                   capture_output=True)
    check(client.get('overview')['articles'] == before + 1, 'what was added is not seen')
    status, _, _ = client.raw('/api/overview', If_None_Match=headers['ETag'])
    check(status == 200, 'an old tag is good')


def serve_fails(*arguments):
    run = subprocess.run([program, 'serve', *arguments], capture_output=True, text=True, timeout=60,
                         check=False)
    return run.returncode, run.stderr


def check_start(folder, store):
    check(serve_fails(os.path.join(folder, 'nothing.store'))[0] == 1, 'a missing store is served')
    foreign = os.path.join(folder, 'foreign')
    with open(foreign, 'w', encoding='utf-8') as f:
        f.write('no store ' * 1000)
    check(serve_fails(foreign)[0] == 1, 'a foreign file is served')
    for arguments in (['--port', '70000', store], ['--port', 'x', store], [], [store, store]):
        check(serve_fails(*arguments)[0] == 2, f'serve {arguments} is not refused')
    with socket.create_server(('127.0.0.1', 0)) as taken:
        status, message = serve_fails('--port', str(taken.getsockname()[1]), store)
        check(status == 1 and 'in use' in message, f'a port that is taken: {status} {message}')
    check(serve_fails('--bind', 'nonsense', store)[0] == 1, 'an address that is none')


def main():
    with open(openapi, encoding='utf-8') as f:
        document = json.load(f)
    with tempfile.TemporaryDirectory() as folder:
        store = os.path.join(folder, 'examples.store')
        texts = sorted(glob.glob(os.path.join(examples, '*.txt')))
        subprocess.run([program, 'add', '--date', '2024-11-01', store, *texts], check=True,
                       capture_output=True)
        add_claim(store)
        if 'without libmicrohttpd' in serve_fails('--port', '0', '--bind', 'x', store)[1]:
            print('skipped: built without the server')
            sys.exit(77)
        server = Server(program, store, '--host', 'news.example')
        with server:
            client = Client(server.address)
            check_views(client, document)
            check_lists(client)
            check_nonsense(client)
            check_http(client)
            check(client.raw('/api/about', Host='news.example')[0] == 200, '--host is not heeded')
            more = os.path.join(folder, 'more.txt')
            with open(more, 'w', encoding='utf-8') as f:
                f.write('Ghana thanks Togo\n\nACCRA (Northwire) — Ghana thanked Togo on Friday.\n')
            check_changes(client, store, more)
        check(server.process.returncode == 0, f'ended with {server.process.returncode}')
        check('Sanitizer' not in server.errors and 'runtime error' not in server.errors,
              server.errors[:2000])
        check_start(folder, store)
        check_many(folder)
    for fault in faults:
        print(fault)
    sys.exit(1 if faults else 0)


main()
