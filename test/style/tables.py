"""data/en/*.tsv are well-formed: a comment that says what the table is, a line that names the
columns, as many cells in every row, sorted by the first column in byte order."""
from tree import files, finish, lines, text

faults = []
for path in files('.tsv', under='data'):
    columns, before = None, b''
    if not text(path).startswith('#'):
        faults.append(f'{path}:1: no comment that says what the table is')
    if not text(path).endswith('\n'):
        faults.append(f'{path}: no newline at the end')
    for number, line in lines(path):
        if line.startswith('#') or not line.strip():
            continue
        cells = line.split('\t')
        if columns is None:
            columns = len(cells)
            if len(set(cells)) < columns or '' in cells:
                faults.append(f'{path}:{number}: columns need names of their own')
            continue
        if len(cells) != columns:
            faults.append(f'{path}:{number}: {len(cells)} cells, not {columns}')
        key = b'' if cells[0] == '-' else cells[0].encode()
        if key < before:
            faults.append(f'{path}:{number}: not sorted')
        before = key
finish(faults)
