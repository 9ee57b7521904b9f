"""mandoc has no warning about the manual pages."""
import shutil
import subprocess
from tree import ROOT, files, finish, skip

pages = [p for p in files(under='man') if p[-1].isdigit()]
if not shutil.which('mandoc') or not pages:
    skip('no mandoc or no manual pages')
run = subprocess.run(['mandoc', '-T', 'lint', '-W', 'warning'] + pages, cwd=ROOT,
                     capture_output=True, text=True)
finish((run.stdout + run.stderr).splitlines())
