"""A browser without a window, driven through chromedriver's WebDriver protocol with nothing but
Python's own library; and a server of onrecord on a port of its own."""
import base64
import contextlib
import json
import os
import re
import shutil
import sqlite3
import subprocess
import tempfile
import urllib.error
import urllib.request

ARGUMENTS = ['--headless=new', '--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage',
             '--hide-scrollbars', '--force-color-profile=srgb', '--disable-extensions',
             '--no-first-run', '--disable-background-networking', '--disable-component-update']
ELEMENT = 'element-6066-11e4-a52e-4f735466cecf'
LIMIT = 60


class Server:
    """onrecord serve over a store, until the end of the block; `address` has no slash at its end"""

    def __init__(self, program, store, *options):
        self.process = subprocess.Popen([program, 'serve', '--port', '0', *options, store],
                                        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        self.address = self.process.stdout.readline().strip().rstrip('/')

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.errors = self.process.communicate(timeout=LIMIT)[1]


def add_claim(store):
    """one claim over all statements that speak of drones, half of them for and half against"""
    with contextlib.closing(sqlite3.connect(store)) as db, db:
        found = db.execute("SELECT id FROM statement WHERE content LIKE '%drones%' ORDER BY date")
        ids = [row[0] for row in found]
        db.execute('INSERT INTO claim VALUES (900, ?, ?, ?, ?, 2, 1)',
                   (ids[0], '2024-10-07', '2024-11-01', len(ids)))
        db.executemany('INSERT INTO claim_statement VALUES (900, ?, ?)',
                       [(n, 'denies' if i % 2 else 'asserts') for i, n in enumerate(ids)])


def chromium():
    return shutil.which('chromium') or shutil.which('chromium-browser') or \
        shutil.which('google-chrome')


def is_there():
    return bool(chromium() and shutil.which('chromedriver'))


class Browser:
    def __init__(self):
        self.profile = tempfile.TemporaryDirectory()
        self.driver = subprocess.Popen(['chromedriver', '--port=0'], stdout=subprocess.PIPE,
                                       stderr=subprocess.DEVNULL, text=True)
        port = None
        while port is None:
            line = self.driver.stdout.readline()
            if not line:
                raise RuntimeError('chromedriver ended')
            found = re.search(r'on port ([1-9]\d*)', line)
            port = found and found[1]
        self.base = f'http://127.0.0.1:{port}'
        options = {'binary': os.path.realpath(chromium()),
                   'args': ARGUMENTS + [f'--user-data-dir={self.profile.name}']}
        answer = self.call('POST', '/session', {'capabilities': {'alwaysMatch': {
            'goog:chromeOptions': options, 'goog:loggingPrefs': {'browser': 'ALL'}}}})
        self.base += f'/session/{answer["sessionId"]}'

    def __enter__(self):
        return self

    def __exit__(self, *_):
        try:
            self.call('DELETE', '')
        finally:
            self.driver.terminate()
            self.driver.communicate(timeout=LIMIT)
            self.profile.cleanup()

    def call(self, method, path, body=None):
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self.base + path, data, method=method,
                                         headers={'Content-Type': 'application/json'})
        try:
            with urllib.request.urlopen(request, timeout=LIMIT) as answer:
                return json.load(answer)['value']
        except urllib.error.HTTPError as e:
            raise RuntimeError(json.load(e)['value']['message'].splitlines()[0]) from None

    def cdp(self, command, **parameters):
        return self.call('POST', '/goog/cdp/execute', {'cmd': command, 'params': parameters})

    def run(self, script, *arguments):
        """what the body of a function returns"""
        return self.call('POST', '/execute/sync', {'script': script, 'args': list(arguments)})

    def wait(self, condition, *arguments):
        """until the expression is true in the page"""
        done = self.call('POST', '/execute/async', {
            'script': 'const done = arguments[arguments.length - 1], given = [...arguments],'
                      ' until = performance.now() + 20000;'
                      '(function look() { let is = false;'
                      f' try {{ is = (function() {{ return {condition}; }}).apply(null, given); }}'
                      ' catch (e) {}'
                      ' if (is || performance.now() > until) done(!!is);'
                      ' else requestAnimationFrame(look); })();', 'args': list(arguments)})
        if not done:
            raise RuntimeError(f'never true: {condition}')

    def open(self, address):
        self.call('POST', '/url', {'url': address})
        self.wait("document.readyState === 'complete' && document.querySelector('main') &&"
                  " !document.querySelector('[aria-busy]')")

    def look(self, width, height, scheme):
        self.cdp('Emulation.setDeviceMetricsOverride', width=width, height=height,
                 deviceScaleFactor=1, mobile=False)
        self.cdp('Emulation.setEmulatedMedia',
                 features=[{'name': 'prefers-color-scheme', 'value': scheme}])

    def picture(self, path, whole=True):
        height = self.run('return document.documentElement.scrollHeight') if whole else 0
        clip = {'clip': {'x': 0, 'y': 0, 'width': self.run('return innerWidth'),
                         'height': min(height, 4000), 'scale': 1}} if whole else {}
        shot = self.cdp('Page.captureScreenshot', captureBeyondViewport=whole, **clip)
        with open(path, 'wb') as f:
            f.write(base64.b64decode(shot['data']))

    def keys(self, text):
        """presses keys, wherever the focus is"""
        actions = [{'type': kind, 'value': key} for key in text for kind in ('keyDown', 'keyUp')]
        self.call('POST', '/actions', {'actions': [{'type': 'key', 'id': 'k', 'actions': actions}]})

    def hover(self, selector):
        element = self.call('POST', '/element', {'using': 'css selector', 'value': selector})
        move = {'type': 'pointerMove', 'duration': 0, 'origin': {ELEMENT: element[ELEMENT]},
                'x': 0, 'y': 0}
        self.call('POST', '/actions', {'actions': [{'type': 'pointer', 'id': 'm',
                                                    'actions': [move]}]})

    def log(self):
        """lines of the console since the last call"""
        return [entry['message'] for entry in self.call('POST', '/se/log', {'type': 'browser'})]
