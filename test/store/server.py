"""A PostgreSQL server of a test's own: fresh data, a Unix socket beside it, no network, no root."""
import glob
import os
import pwd
import shutil
import subprocess
import tempfile
import time


def binaries():
    """folder of initdb and postgres, or None where there is no server"""
    found = sorted(glob.glob('/usr/lib/postgresql/*/bin/postgres'))
    if found:
        return os.path.dirname(found[-1])
    path = shutil.which('postgres')
    return os.path.dirname(path) if path and shutil.which('initdb') else None


def unprivileged():
    """words in front of a command that give up root, and the user's numbers"""
    if os.geteuid() != 0:
        return [], None
    user = pwd.getpwnam('nobody')
    return ['setpriv', f'--reuid={user.pw_uid}', f'--regid={user.pw_gid}', '--clear-groups'], user


class Server:
    """with Server() as server: … server.address …; server.restart() drops all connections"""

    def __enter__(self):
        self.bin = binaries()
        self.folder = tempfile.mkdtemp(prefix='onr-pg-', dir='/tmp')
        self.front, user = unprivileged()
        if user:
            os.chown(self.folder, user.pw_uid, user.pw_gid)
        self.data = os.path.join(self.folder, 'data')
        self.run('initdb', '-D', self.data, '-A', 'trust', '-U', 'onrecord', '--no-sync',
                 '-E', 'UTF8', '--locale=C')
        self.process = None
        self.start()
        self.run('createdb', '-h', self.folder, '-U', 'onrecord', 'news')
        self.address = f'postgresql://onrecord@/news?host={self.folder}'
        return self

    def run(self, program, *arguments):
        subprocess.run([*self.front, os.path.join(self.bin, program), *arguments],
                       cwd=self.folder, stdout=subprocess.DEVNULL, check=True,
                       env=dict(os.environ, LC_ALL='C'))

    def start(self):
        self.log = open(os.path.join(self.folder, 'log'), 'ab')
        self.process = subprocess.Popen(
            [*self.front, os.path.join(self.bin, 'postgres'), '-D', self.data, '-k', self.folder,
             '-c', 'listen_addresses=', '-c', 'fsync=off', '-c', 'shared_buffers=16MB',
             '-c', 'max_connections=10'],
            cwd=self.folder, stdout=self.log, stderr=self.log)
        for _ in range(300):
            ready = subprocess.run([os.path.join(self.bin, 'pg_isready'), '-h', self.folder, '-q'],
                                   check=False)
            if ready.returncode == 0:
                return
            time.sleep(0.1)
        raise RuntimeError('the server did not start')

    def stop(self, number):
        """number: SIGTERM waits for clients, SIGINT ends them, SIGQUIT is a crash"""
        self.process.send_signal(number)
        self.process.wait()
        self.log.close()

    def sql(self, question):
        out = subprocess.run([os.path.join(self.bin, 'psql'), '-h', self.folder, '-U', 'onrecord',
                              '-d', 'news', '-At', '-c', question], capture_output=True, text=True,
                             check=True)
        return out.stdout.strip()

    def __exit__(self, *_):
        if self.process.poll() is None:
            self.stop(3)
        shutil.rmtree(self.folder, ignore_errors=True)
