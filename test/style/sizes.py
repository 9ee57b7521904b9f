"""Nothing grows too large: functions by pmccabe (lines, complexity, a
switch counting once), files, lines. Exceptions stand
in sizes.txt with their limit and reason."""
import os
import shutil
import subprocess
from tree import ROOT, files, finish, lines, skip, text

FUNCTION_LINES, COMPLEXITY, COLUMNS = 80, 15, 100
FILE_LINES = {'.c': 800, '.h': 250, '.py': 400}

limits = {}
for line in text('test/style/sizes.txt').splitlines():
    if line and not line.startswith('#'):
        path, limit, reason = line.split(None, 2)
        limits[path] = int(limit)

faults = []
for path in files('.c', '.h', '.py'):
    n = len(text(path).splitlines())
    limit = limits.get(path, FILE_LINES[os.path.splitext(path)[1]])
    if n > limit:
        faults.append(f'{path}: {n} lines, at most {limit}')
for path in files('.c', '.h', '.py', 'meson.build'):
    for number, line in lines(path):
        if len(line) > COLUMNS:
            faults.append(f'{path}:{number}: {len(line)} columns')
        if line != line.rstrip() or '\t' in line:
            faults.append(f'{path}:{number}: tab or trailing space')

if not shutil.which('pmccabe'):
    skip('no pmccabe') if not faults else finish(faults)
out = subprocess.run(['pmccabe'] + files('.c', '.h'), cwd=ROOT, capture_output=True, text=True)
for row in out.stdout.splitlines():
    complexity, _, _, _, n_lines, where = row.split(None, 5)
    if int(complexity) > COMPLEXITY:
        faults.append(f'{where}: complexity {complexity}, at most {COMPLEXITY}')
    if int(n_lines) > FUNCTION_LINES:
        faults.append(f'{where}: {n_lines} lines, at most {FUNCTION_LINES}')
finish(faults)
