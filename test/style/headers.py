"""Every header compiles alone; the public one also as C++."""
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from tree import ROOT, files, finish

CC = sys.argv[2:]
FLAGS = ['-fsyntax-only', '-Wall', '-Wextra', '-Werror', '-D_GNU_SOURCE', '-Iinclude', '-Isrc']


def compile_alone(language, path, *more):
    source = f'#include "{os.path.join(ROOT, path)}"\n'
    options = ['-x', language, *more, *FLAGS, '-iquote', os.path.dirname(path), '-']
    run = subprocess.run(CC + options,
                         input=source, cwd=ROOT, capture_output=True, text=True)
    first = next((line for line in run.stderr.splitlines() if 'error' in line), run.stderr)
    return None if run.returncode == 0 else f'{path} as {language}: {first}'


def has_cxx():
    return subprocess.run(CC + ['-x', 'c++', '-fsyntax-only', '-'], input='#include <cstddef>\n',
                          capture_output=True, text=True).returncode == 0


with ThreadPoolExecutor(2) as threads:
    faults = list(threads.map(lambda p: compile_alone('c', p, '-std=gnu17'),
                              [p for p in files('.h') if not p.startswith('web')]))
if has_cxx():
    faults.append(compile_alone('c++', 'include/onrecord.h'))
finish([f for f in faults if f])
