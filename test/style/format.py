"""clang-format 14 would change nothing. Other versions format differently and are not asked."""
import shutil
import subprocess
from tree import ROOT, files, finish, skip

tool = shutil.which('clang-format-14') or shutil.which('clang-format')
if not tool:
    skip('no clang-format')
if ' 14.' not in subprocess.run([tool, '--version'], capture_output=True, text=True).stdout:
    skip('clang-format is not version 14')
run = subprocess.run([tool, '--dry-run', '--Werror'] + files('.c', '.h'), cwd=ROOT,
                     capture_output=True, text=True)
finish([row for row in run.stderr.splitlines() if 'error:' in row])
