"""Compares a record with what a person wrote down that it must say (NAME.expect.tsv; the form is
explained at the head of each such file)."""
import fnmatch
import itertools
import os
import re

from record import HERE, words


class Line:
    """an expected statement or event"""
    def __init__(self, cells):
        self.optional = cells[0].startswith('?')
        self.kind, self.cells = cells[0].lstrip('?'), cells[1:]
        self.text = '  '.join(cells)


def load(name):
    """the expected lines of an example"""
    found = []
    with open(os.path.join(HERE, name + '.expect.tsv'), encoding='utf-8') as f:
        for line in f:
            if line.strip() and not line.startswith('#'):
                found.append(Line(line.rstrip('\n').split('\t')))
    return found


def plain(text):
    """without leading article, "that", quotation marks; white space and case folded"""
    text = re.sub(r'\s+', ' ', text).strip().lower()
    while True:
        shorter = re.sub(r'^(["“”‘’\']+|that |the |an? )\s*', '', text)
        if shorter == text:
            return text
        text = shorter


def matches(cell, text):
    """one of the alternatives of a cell matches a text; "-" matches an empty one"""
    for wanted in cell.split('|'):
        if wanted == '-' and text == '':
            return True
        if wanted != '-' and fnmatch.fnmatchcase(plain(text), plain(wanted)):
            return True
    return False


def matches_list(cell, items):
    """the same for a list, in any order"""
    for wanted in cell.split('|'):
        if wanted == '*' or (wanted == '-' and not items):
            return True
        parts = wanted.split('; ')
        if wanted != '-' and len(parts) == len(items) <= 6 and any(
                all(matches(p, i) for p, i in zip(parts, order))
                for order in itertools.permutations(items)):
            return True
    return False


def statement_cells(rec, statement):
    """standing, speakers, content, addressees"""
    name = [e['name'] for e in rec['entities']]
    content = ' … '.join(words(rec, s) for s in statement['content'])
    return [statement['standing'], [name[i] for i in statement['speakers']], content,
            [name[i] for i in statement['addressees']]]


def event_cells(rec, event):
    """code, sources, targets, status, on whose word"""
    # of "---MIL" only the sector is asked: whose it is, no words tell
    actor = [e.get('actor', '---').removeprefix('---') or '---' for e in rec['entities']]
    name = [e['name'] for e in rec['entities']]
    speakers = [name[i] for s in event['on_word_of'] for i in rec['statements'][s]['speakers']]
    if event['on_word_of'] and not speakers:
        speakers = ['---']
    return [event.get('cameo', ''), [actor[i] for i in event['sources']],
            [actor[i] for i in event['targets']], event['status'], '; '.join(speakers)]


def says(line, cells):
    """the found cells are what the line expects"""
    if line.kind == 'statement':
        standing, speakers, content, addressees = line.cells
        begins = '|'.join(c if c == '-' else c.rstrip('*') + '*' for c in content.split('|'))
        return (matches(standing, cells[0]) and matches_list(speakers, cells[1]) and
                (begins == '*' or matches(begins, cells[2])) and matches_list(addressees, cells[3]))
    code, sources, targets, status, word = line.cells
    return (matches(code, cells[0]) and matches_list(sources, cells[1]) and
            matches_list(targets, cells[2]) and matches(status, cells[3]) and
            matches(word, cells[4]))


def pair(lines, found):
    """the largest pairing of lines with found items, required lines first: {line index: item}"""
    line_of = {}

    def place(i, seen):
        for k, cells in enumerate(found):
            if k not in seen and says(lines[i], cells):
                seen.add(k)
                if k not in line_of or place(line_of[k], seen):
                    line_of[k] = i
                    return True
        return False

    for i in sorted(range(len(lines)), key=lambda i: lines[i].optional):
        place(i, set())
    return {i: k for k, i in line_of.items()}


def show(cells):
    """found cells in the form of the file"""
    return '  '.join(('; '.join(c) if isinstance(c, list) else c[:60]) or '-' for c in cells)


def compare(name, rec):
    """(faults, how many lines were right, how many were required)"""
    faults, right, required = [], 0, 0
    for kind, cells_of in (('statement', statement_cells), ('event', event_cells)):
        lines = [line for line in load(name) if line.kind == kind]
        found = [cells_of(rec, item) for item in rec[kind + 's']]
        pairs = pair(lines, found)
        required += sum(not line.optional for line in lines)
        right += sum(not lines[i].optional for i in pairs)
        faults += [f'{name}: missing  {line.text}'
                   for i, line in enumerate(lines) if i not in pairs and not line.optional]
        faults += [f'{name}: extra    {kind}  {show(cells)}'
                   for k, cells in enumerate(found) if k not in pairs.values()]
    return faults, right, required
