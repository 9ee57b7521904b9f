"""codespell finds no misspelling in code, documents and commented tables."""
import os
import shutil
import subprocess
from tree import ROOT, files, finish, skip

if not shutil.which('codespell'):
    skip('no codespell')
paths = files('.c', '.h', '.md', '.py', '.build', '.1', '.3', '.5', '.7', '.txt')
paths += files(under='script')
run = subprocess.run(['codespell', '-I', os.path.join('test', 'style', 'words.txt')] +
                     sorted(set(paths)), cwd=ROOT, capture_output=True, text=True)
finish(run.stdout.splitlines())
