"""No #include runs up: src/floors.txt says which folder may include which. A third-party header is
included by one .c file of the library only, and by no header."""
import os
import re
from tree import ROOT, files, finish, lines, text

SYSTEM = set('''assert complex ctype dirent errno fcntl float fnmatch ftw getopt glob immintrin
    inttypes langinfo limits locale malloc math poll pthread sched setjmp signal stdalign stdarg
    stdatomic stdbool stddef stdint stdio stdlib stdnoreturn string strings termios time unistd
    wchar cpuid arm_neon'''.split())

allowed = {'include': set()}
for line in text('src/floors.txt').splitlines():
    if line.strip() and not line.startswith('#'):
        floor, below = line.split(':')
        allowed[floor] = set(below.split())


def floor_of(path):
    parts = path.split(os.sep)
    return parts[1] if parts[0] == 'src' else parts[0]


def floor_of_header(name, source):
    """the floor a quoted header lies on, or None when there is no such file"""
    if name == 'onrecord.h':
        return 'include'
    if os.path.exists(os.path.join(ROOT, 'src', name)):
        return name.split('/')[0]
    if os.path.exists(os.path.join(ROOT, name)):
        return name.split('/')[0]
    beside = os.path.join(ROOT, os.path.dirname(source), name)
    return floor_of(source) if os.path.exists(beside) else None


faults = [f'src/floors.txt: there is no folder {floor}' for floor in allowed
          if not os.path.isdir(os.path.join(ROOT, 'src', floor))
          and not os.path.isdir(os.path.join(ROOT, floor))]
users = {}
for path in files('.c', '.h'):
    floor = floor_of(path)
    if floor in ('test', 'fuzz', 'bench'):
        continue
    if floor not in allowed:
        faults.append(f'{path}: floor {floor} is not in src/floors.txt')
        continue
    for number, line in lines(path):
        m = re.match(r'\s*#\s*include\s*([<"])([^>"]+)[>"]', line)
        if not m:
            continue
        name = m[2]
        if m[1] == '"':
            target = floor_of_header(name, path)
            if target is None:
                faults.append(f'{path}:{number}: no such header: {name}')
            elif target != floor and target not in allowed[floor]:
                faults.append(f'{path}:{number}: {floor} may not include {name}')
        elif name[:-2] not in SYSTEM and not name.startswith(('sys/', 'linux/', 'netinet/')):
            if path.endswith('.h'):
                faults.append(f'{path}:{number}: third-party header {name} in a header')
            if path.startswith('src' + os.sep):
                users.setdefault(name, set()).add(path)
for name, paths in sorted(users.items()):
    if len(paths) > 1:
        faults.append(f'{name} is included by {", ".join(sorted(paths))}: one file only')
finish(faults)
