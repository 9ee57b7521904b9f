"""embed.py OUT.c NAME [PATH=FILE ...]: writes a table of files, compressed, as C source: the array
NAME of struct page_file. PATH is where the server shows the file."""
import gzip
import hashlib
import os
import sys

TYPES = {'.html': 'text/html; charset=utf-8', '.js': 'text/javascript; charset=utf-8',
         '.css': 'text/css; charset=utf-8', '.svg': 'image/svg+xml', '.json': 'application/json'}


def main():
    out, name, rows = sys.argv[1], sys.argv[2], []
    with open(out, 'w', encoding='ascii') as f:
        f.write('/* made by serve/embed.py */\n#include "page.h"\n\n')
        for i, argument in enumerate(sys.argv[3:]):
            path, _, source = argument.partition('=')
            with open(source, 'rb') as file:
                data = file.read()
            packed = gzip.compress(data, 9, mtime=0)
            f.write(f'static const unsigned char F{i}[] = {{\n')
            for at in range(0, len(packed), 24):
                f.write(','.join(map(str, packed[at:at + 24])) + ',\n')
            f.write('};\n')
            etag = hashlib.sha256(data).hexdigest()[:16]
            rows.append(f'    {{"{path}", "{TYPES[os.path.splitext(source)[1]]}", "\\"{etag}\\"", '
                        f'F{i}, sizeof F{i}, {len(data)}}},\n')
        f.write(f'\nconst struct page_file {name}[] = {{\n{"".join(rows)}    {{0}},\n}};\n')


main()
