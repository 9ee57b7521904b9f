"""shellcheck has nothing to say about the shell scripts."""
import os
import shutil
import subprocess
from tree import ROOT, files, finish, skip, text

if not shutil.which('shellcheck'):
    skip('no shellcheck')
paths = [p for p in files(under='script') + files(under='.ci') + files('.sh')
         if text(p).startswith('#!') and 'sh' in text(p).splitlines()[0]]
faults = [f'{p}: not executable' for p in paths if not os.access(os.path.join(ROOT, p), os.X_OK)]
run = subprocess.run(['shellcheck', '-x', '-f', 'gcc'] + paths, cwd=ROOT, capture_output=True,
                     text=True)
finish(faults + run.stdout.splitlines())
