"""A web server on a free port of this machine, with pages that are redirected, packed, broken, and
a feed; it keeps what it was asked."""
import gzip
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

PAGE = ('<!DOCTYPE html><html lang="en"><head><title>{0}</title>'
        '<meta property="article:published_time" content="2024-11-04"></head><body><h1>{0}</h1>'
        '<p>{0}, the port authority of Wexmouth said on Monday, and work will begin in spring.</p>'
        '<p>The council had put it off three times, Tom Eel, a fisherman, told reporters there.</p>'
        '</body></html>')
ROBOTS = ('User-agent: *\nDisallow: /\n\n'
          'User-agent: onrecord\nDisallow: /closed\nAllow: /closed/open$\n')


class Handler(BaseHTTPRequestHandler):
    """answers by path"""
    protocol_version = 'HTTP/1.1'

    def log_message(self, *_):
        """nothing on standard error"""

    def answer(self, status, body=b'', **fields):
        """sends a response; underscores in names of fields stand for hyphens"""
        self.send_response(status)
        if 'Transfer_Encoding' not in fields:
            self.send_header('Content-Length', str(len(body)))
        for name, value in {'Content_Type': 'text/html; charset=utf-8', **fields}.items():
            self.send_header(name.replace('_', '-'), value)
        self.end_headers()
        self.wfile.write(body)

    def page(self, title, **fields):
        """an article with that headline"""
        self.answer(200, PAGE.format(title).encode(), **fields)

    def do_GET(self):  # pylint: disable=invalid-name
        """the pages"""
        served = self.server
        served.asked.append((self.path, dict(self.headers)))
        times = sum(path == self.path for path, _ in served.asked)
        host = f'http://127.0.0.1:{served.server_port}'
        if self.path == '/robots.txt':
            self.answer(200, ROBOTS.encode(), Content_Type='text/plain')
        elif self.path == '/etag':
            if self.headers.get('If-None-Match') == '"v1"':
                self.answer(304)
            else:
                self.page('The harbour is to be dredged', ETag='"v1"')
        elif self.path == '/packed':
            body = gzip.compress(PAGE.format('The old bridge is to be closed').encode())
            half = len(body) // 2
            chunks = b''.join(b'%x\r\n%s\r\n' % (len(c), c) for c in (body[:half], body[half:]))
            self.answer(200, chunks + b'0\r\n\r\n', Content_Encoding='gzip',
                        Transfer_Encoding='chunked')
        elif self.path == '/moved':
            self.answer(301, Location='/etag')
        elif self.path == '/circle':
            self.answer(302, Location=f'/circle?{times}{len(served.asked)}')
        elif self.path.startswith('/circle?'):
            self.answer(302, Location=f'/circle?{len(served.asked)}')
        elif self.path == '/file':
            self.answer(302, Location='file:///etc/hostname')
        elif self.path == '/failing' and times < 3:
            self.answer(503, Retry_After='0')
        elif self.path == '/failing':
            self.page('The third time it works')
        elif self.path == '/large':
            self.answer(200, b'<p>' + b'large ' * 400000)
        elif self.path == '/feed':
            entries = ''.join(f'<item><title>{n}</title><link>{host}/story/{n}</link></item>'
                              for n in served.entries)
            self.answer(200, f'<rss version="2.0"><channel>{entries}</channel></rss>'.encode(),
                        Content_Type='application/rss+xml')
        elif self.path.startswith('/story/'):
            self.page(f'Story {self.path[7:]} is told')
        elif self.path.startswith('/closed'):
            self.page('This is closed')
        else:
            self.answer(404)


class Server(ThreadingHTTPServer):
    """whose clients may hang up"""

    def handle_error(self, request, client_address):
        """nothing on standard error"""


def start():
    """a running server; .asked: (path, fields of the request) of each request, .entries: the
    numbers of the feed's stories"""
    server = Server(('127.0.0.1', 0), Handler)
    server.asked, server.entries = [], [1, 2]
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server
