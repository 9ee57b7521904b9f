"""The shared library exports what include/onrecord.h declares with ONR_API, and nothing else."""
import re
import subprocess
import sys
from tree import finish, text

out = subprocess.run(['nm', '-D', '--defined-only', sys.argv[2]], capture_output=True, text=True,
                     check=True)
exported = {row.split()[-1].split('@')[0] for row in out.stdout.splitlines()}
exported = {e for e in exported if not e.startswith(('__asan', '__ubsan', '__odr_asan', '__gcov'))}
declared = set(re.findall(r'^ONR_API[^;{]*?\b(onr_\w+)\(', text('include/onrecord.h'), re.M))
finish([f'exported but not declared in onrecord.h: {e}' for e in sorted(exported - declared)] +
       [f'declared in onrecord.h but not exported: {d}' for d in sorted(declared - exported)])
