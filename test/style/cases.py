"""Every case of the command line is listed, so that it runs."""
import os
from tree import ROOT, files, finish

FOLDER = os.path.join('test', 'cli')
with open(os.path.join(ROOT, FOLDER, 'meson.build'), encoding='utf-8') as f:
    listed = f.read()
names = [os.path.basename(p) for p in files('.case') if p.startswith(FOLDER)]
finish([f'{FOLDER}/{name}: not in meson.build' for name in names if f"'{name}'" not in listed]
       or ([] if names else ['no cases found']))
