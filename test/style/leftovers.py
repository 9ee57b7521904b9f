"""Nothing unfinished and nothing of one machine: no to-do marks, no paths of somebody's home. Every
.c file begins by saying what it is."""
import re
from tree import files, finish, lines, text

MARKS = re.compile(r'\b(TO' r'DO|FIX' r'ME|XX' r'X|HA' r'CK)\b'
                   r'|(?<![\w.])/(wo' r'rk|ho' r'me|ro' r'ot)/')

faults = []
for path in files('.c', '.h', '.py', '.md', '.build', '.tsv', '.txt', '.1') + files(under='script'):
    faults += [f'{path}:{number}: {line.strip()}' for number, line in lines(path)
               if MARKS.search(line)]
faults += [f'{path}: does not begin with a comment' for path in files('.c')
           if not text(path).startswith('/* ')]
finish(faults)
