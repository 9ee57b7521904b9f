#!/usr/bin/env python3
"""run.py PROGRAM CASE.case ...: runs the program as the cases say and checks what they expect.

A case is a text file. Lines before the first '--- ' are:
  # a comment: what the case shows
  run:    a bash command; `onrecord` is the program, the folder is an empty one with the files below
  status: the exit status
  stdout: / stderr:   a regular expression that must be found; several lines, several expressions;
          nothing behind the colon: that stream must be empty
          $XDG_CONFIG_HOME is that folder, too
  records: how many lines of standard output must be there, each a whole JSON object
  needs: user   the case is left out for root, whom no permission stops
Then files: '--- file NAME' and its lines up to the next '--- '.

Whatever a case says, these hold: no death by a signal, no status but 0, 1 and 2, a message on
standard error where the status is not 0, and nothing from a sanitizer.
"""
import json
import os
import re
import subprocess
import sys
import tempfile

LIMIT = 120  # seconds a case may take


def parse(path):
    """(list of (key, value), {file name: text})"""
    wants, files, name = [], {}, None
    with open(path, encoding='utf-8') as f:
        for line in f:
            if line.startswith('--- file '):
                name = line[9:].strip()
                files[name] = ''
            elif name is not None:
                files[name] += line
            elif line.strip() and not line.startswith('#'):
                key, _, value = line.rstrip('\n').partition(':')
                wants.append((key, value.strip()))
    return wants, files


def run(program, command, files):
    """(status, stdout, stderr) of the bash command in a fresh folder with the files"""
    with tempfile.TemporaryDirectory() as folder:
        for name, text in files.items():
            path = os.path.join(folder, name)
            os.makedirs(os.path.dirname(path), exist_ok=True)
            with open(path, 'w', encoding='utf-8') as f:
                f.write(text)
        path = os.pathsep.join([os.path.dirname(program), os.environ["PATH"]])
        env = dict(os.environ, PATH=path, LC_ALL='C', XDG_CONFIG_HOME=folder)
        env.pop('NO_COLOR', None)
        p = subprocess.run(['bash', '-c', command], cwd=folder, env=env, stdin=subprocess.DEVNULL,
                           capture_output=True, timeout=LIMIT, check=False)
        out, err = (b.decode('utf-8', 'replace') for b in (p.stdout, p.stderr))
        return p.returncode, out, err


def check_stream(name, text, pattern):
    if pattern == '':
        return [] if text == '' else ['%s is not empty: %r' % (name, text[:300])]
    if re.search(pattern, text, re.M):
        return []
    return ['%s has no %r: %r' % (name, pattern, text[:600])]


def check_records(text, n):
    lines = text.splitlines()
    faults = [] if len(lines) == n else ['%d records, not %d' % (len(lines), n)]
    for line in lines:
        try:
            if not isinstance(json.loads(line), dict):
                faults.append('no object: %r' % line[:200])
        except ValueError as e:
            faults.append('%s: %r' % (e, line[:200]))
    return faults


def check(program, path):
    wants, files = parse(path)
    values = dict(wants)
    if values.get('needs') == 'user' and os.geteuid() == 0:
        return None
    status, out, err = run(program, values['run'], files)
    faults = []
    if status != int(values['status']):
        faults.append('status %d, not %s; stderr %r' % (status, values['status'], err[:600]))
    if status not in (0, 1, 2):
        faults.append('no orderly end: status %d' % status)
    if status and not err:
        faults.append('failed silently')
    if 'Sanitizer' in err or 'runtime error' in err:
        faults.append(err[:2000])
    for key, value in wants:
        if key in ('stdout', 'stderr'):
            faults += check_stream(key, out if key == 'stdout' else err, value)
        elif key == 'records':
            faults += check_records(out, int(value))
        elif key not in ('run', 'status', 'needs'):
            faults.append('unknown key %r in the case' % key)
    return faults


def main():
    program, failed = os.path.abspath(sys.argv[1]), 0
    for path in sys.argv[2:]:
        name = os.path.basename(path)[:-5]
        try:
            faults = check(program, path)
        except subprocess.TimeoutExpired:
            faults = ['not done within %d s' % LIMIT]
        except (KeyError, ValueError, OSError) as e:
            faults = ['bad case: %r' % e]
        print('%-7s %s' % ('skipped' if faults is None else 'FAILED' if faults else 'ok', name))
        for fault in faults or []:
            print('        ' + fault)
        failed += bool(faults)
    sys.exit(1 if failed else 0)


if __name__ == '__main__':
    main()
