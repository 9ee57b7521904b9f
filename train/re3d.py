#!/usr/bin/env python3
"""re3d.py RE3D PROGRAM COUNTRIES TRAIN HELD: names of re3d's documents as CoNLL-U files

RE3D holds a folder a source with documents.json and entities.json. PROGRAM parse cuts the documents
into sentences and words; COUNTRIES is data/en/countries.tsv. Every third document of a folder, in
the order of its documents.json (the third, the sixth ...), goes to HELD, the others to TRAIN.

The corpus marks whatever refers to a person, an organisation or a location, "we" and "the city" as
well as "Mosul", leaves many names out, and marks with a confidence below 1 what its annotators did
not agree on. A word of the files therefore carries NER=B-PER, I-PER, B-ORG ... where it is in a
name, NER=O where it surely is in none, and no NER where the corpus does not tell; such words are
neither learnt nor scored. What counts as a name, after UD English EWT with its layer of names:

- an entity of confidence 1 and type Person, Organisation or Location, without the determiner and
  the possessor's mark, that is written with capitals; of nested ones the outermost;
- a person without titles and posts: "Foreign Secretary Boris Johnson" is "Boris Johnson", and "the
  Foreign Secretary" is no name;
- the name in a longer phrase: "the city of Mosul", "northern Syria", "ISIL fighters", and each part
  of "Palmyra, Syria", but "Mosul district" as a whole; what holds several names in another manner
  is not told;
- a country is a place, also where it acts; its people and adjective ("Iraqis", "Iraqi forces") are
  no names, except as the first word of one ("Iraqi Army");
- of a longer phrase for an organisation ("the Assad regime", "the people of Mosul") the name keeps
  the kind that it has where it stands alone;
- the other types (Nationality, MilitaryPlatform, Vehicle, Weapon, DocumentReference ...) are no
  names: adjectives are O, capitalised words in the others are not told, since ships and documents
  carry names that no treebank agrees on.

A word outside all this that is written with a capital, or joins two such words ("of"), is not told,
unless (TRAIN alone) the same words are a name of one kind everywhere else in TRAIN: then they are
that here too. At the start of a sentence the tag that PROGRAM gives it must be that of a noun, an
adjective or a number. Every other word is O.
"""
import collections
import json
import os
import subprocess
import sys

KINDS = {'Person': 'PER', 'Organisation': 'ORG', 'Location': 'LOC'}
DETERMINERS = set('the a an this that these those its their our his her my your both all'.split())
TITLES = set('''Acting Adm. Admiral Adviser Advisor Airman Ambassador Brig. Brigadier Capt.
Captain Chairman Chancellor Chief Class Col. Colonel Commander Commodore Corporal Cpl. Deputy
Director Doctor Dr Dr. Emir Envoy Excellency First Former Gen Gen. General HE HM High King Lady
Leader Lieutenant Lord Lt Lt. MINISTER MR MRS MS Maj. Major Majesty Master Minister Ministers Mr
Mr. Mrs Mrs. Ms Ms. Officer Operator PRESIDENT Petty President Prime Prince Prof. Professor Queen
Rear Representative SECRETARY Secretary Senator Senior Sergeant Sgt. Sheikh Sir Spc. Special
Specialist Spokesman Spokesperson Spokeswoman Staff Vice'''.split())
# stand before a person's name, too, but may be names themselves
OFFICES = set('''Air Army Command Defence Defense FCO Force Foreign Marine Navy Pentagon Press
Presidential State Treasury UK UN US U.S. Warfare 1st 2nd'''.split())
JOINTS = set("of and & for the al de bin ibn ad az an on in to - – ' ’ ' /".split())
GENERIC = set('Airmen Government Governments Marines Men Soldiers Members Residents Sunni'.split())
AREAS = set('''airport area border camp city district governorate island mountains neighborhood
neighbourhood province region river town valley village'''.split())
CALENDAR = set('''January February March April May June July August September October November
December Jan. Feb. Aug. Sept. Oct. Nov. Dec. Jan Feb Aug Sept Oct Nov Dec Monday Tuesday Wednesday
Thursday Friday Saturday Sunday'''.split())
PARTICLES = set('al al- de bin ibn ad az ash ul'.split())


class Word:
    def __init__(self, cells, start, end):
        self.cells, self.start, self.end = cells, start, end
        self.form, self.upos = cells[1], cells[3]
        self.name = None  # B-PER ..., O, or None where the corpus does not tell
        self.in_entity = False

    def capital(self):
        if '-' in self.form and self.form.split('-')[0] in ('anti', 'counter', 'pre', 'pro'):
            return False
        return any(c.isupper() for c in self.form) or self.form[:1].isdigit() and \
            self.form[-2:] in ('st', 'nd', 'rd', 'th')


class Names:
    """names of countries, and their adjectives and peoples, from countries.tsv; which kind of name
    an entity is that consists of it alone; persons by full name"""

    def __init__(self, path, everything):
        self.kinds, self.persons = {}, set()
        self.learn(everything)
        self.countries, self.peoples = set(), set()
        self.peoples |= set('Arab Arabs Arabic Kurd Kurds Kurdish Yazidi Yazidis Muslim Muslims '
                            'Sunni Sunnis Shia Shiite Shiites Shi Christian Christians Western '
                            'European Europeans Islamic Jewish'.split())
        with open(path, encoding='utf-8') as f:
            rows = [line.rstrip('\n').split('\t') for line in f if not line.startswith('#')]
        for row in rows[1:]:
            names = {n[4:] if n.lower().startswith('the ') else n
                     for n in [row[2]] + row[3].split('|')}
            self.countries |= names | {n + '.' for n in names if n.endswith('.S')}
            self.peoples |= set(row[4].split('|') + row[5].split('|')) - self.countries
        self.countries |= {'U.S', 'US', 'U.S.', 'UK', 'U.K.'}
        self.peoples -= self.countries

    def learn(self, everything):
        counts = collections.defaultdict(collections.Counter)
        for document, entities in everything:
            for entity in entities:
                if entity['confidence'] < 1 or entity['type'] not in KINDS:
                    continue
                words = document['text'][entity['begin']:entity['end']].split()
                if words and words[0].lower() in DETERMINERS:
                    words = words[1:]
                counts[' '.join(words)][KINDS[entity['type']]] += 1
                if entity['type'] == 'Person' and 1 < len(words) <= 4 and \
                        all(w[:1].isupper() for w in words) and \
                        not set(words) & (TITLES | OFFICES):
                    self.persons.add(' '.join(words))
        self.kinds = {text: kinds.most_common(1)[0][0] for text, kinds in counts.items()}


def documents(folder):
    """(document, its entities), in the file's order"""
    entities = collections.defaultdict(list)
    with open(os.path.join(folder, 'entities.json'), encoding='utf-8') as f:
        for line in f:
            entity = json.loads(line)
            entities[entity['documentId']].append(entity)
    with open(os.path.join(folder, 'documents.json'), encoding='utf-8') as f:
        return [(d, entities[d['_id']]) for d in map(json.loads, f)]


def parse(program, text):
    """sentences of the text, each (comments, lines, words): lines are the rows of the file, words
    those rows that are words, with their place in the text"""
    run = subprocess.run([program, 'parse', '--threads', '1', '-'], input=text.encode(),
                         stdout=subprocess.PIPE, check=True)
    sentences, at = [], 0
    for block in run.stdout.decode().strip('\n').split('\n\n'):
        comments = [line for line in block.split('\n') if line.startswith('#')]
        lines = [line.split('\t') for line in block.split('\n') if not line.startswith('#')]
        words, inside, surface_end = [], 0, 0
        for cells in lines:
            if '-' in cells[0]:
                first, last = map(int, cells[0].split('-'))
                at, surface_end = find(text, cells[1], at)
                inside = last - first + 1
                continue
            spelt_out = not inside or text.startswith(cells[1], at)
            start, at = find(text, cells[1], at) if spelt_out else (at, at)
            words.append(Word(cells, start, at))
            if inside == 1:
                at = surface_end
            inside -= inside > 0
        sentences.append((comments, lines, words))
    return sentences


def find(text, form, at):
    start = text.find(form, at)
    if start < 0 or start - at > 200:
        sys.exit(f're3d: "{form}" is not where it should be: {text[at:at + 40]!r}')
    return start, start + len(form)


def trim(words):
    """without determiners before, and possessor's marks and stops behind"""
    while words and (words[0].form.lower() in DETERMINERS or words[0].upos == 'PUNCT'):
        words = words[1:]
    while words and (words[-1].form in ("'s", '’s', "'", '’') or
                     words[-1].upos == 'PUNCT' and words[-1].form not in '.'):
        words = words[:-1]
    return words


def pieces(words):
    """cut at commas and brackets"""
    piece = []
    for word in words + [None]:
        if word is None or word.form in (',', '(', ')', '"', '“', '”', ';', ':'):
            if piece:
                yield trim(piece)
            piece = []
        else:
            piece.append(word)


def runs(words):
    """maximal stretches of capitalised words; joints and particles inside belong to them"""
    run = []
    for i, word in enumerate(words):
        if word.capital() and word.form not in ('I', 'We', 'He', 'She', 'They', 'It', 'You'):
            run.append(word)
            continue
        later = words[i:]
        k = next((k for k, w in enumerate(later) if w.form.lower() not in JOINTS), len(later))
        if run and k < len(later) and later[k].capital():
            run.append(word)
        elif run or word.form.lower() in PARTICLES and later[1:] and k < len(later) and \
                later[k].capital():
            if run:
                yield run
            run = [word] if word.form.lower() in PARTICLES and k < len(later) and \
                later[k].capital() else []
    if run:
        yield run


def person_of(words, known):
    """the words that name a person in a phrase, [] where none do, None where it is not clear"""
    found = list(runs(words))
    if not found or found[-1][-1] is not words[-1]:
        return [] if not found else None
    run = found[-1]
    last = max((i for i, w in enumerate(run) if w.form in TITLES | OFFICES), default=-1)
    run = run[last + 1:]
    for i in range(len(run) - 1):
        if text_of(run[i:]) in known:
            return run[i:]
    if run and (any(w.form in ('of', 'for', 'the', 'in', 'to', 'and') for w in run)):
        return None
    while run and run[0].form in JOINTS - PARTICLES:
        run = run[1:]
    return run


def text_of(words):
    return ' '.join(w.form for w in words)


def place_or_body_of(words, kind, names):
    """[(words, kind)] of the names in a phrase, None where it is not clear"""
    found = [r for r in runs(words) if text_of(r) not in names.peoples]
    if not found:
        return []
    if len(found) > 1:
        return None
    run = found[0]
    if run[0].form in GENERIC and (len(run) == 1 or run[0].form == 'Members'):
        return None
    if text_of(run) in names.countries:
        return [(run, 'LOC')]
    whole = run[0] is words[0] and run[-1] is words[-1]
    if not whole and run[0].form in names.peoples | names.countries and len(run) > 1:
        whole = run[-1] is words[-1]
    if run[-1].form in names.peoples:
        return []
    if kind == 'LOC' and run[0] is words[0] and not whole:
        if len(words) > len(run) + 1 or words[-1].form not in AREAS:
            return None
        run = words
    if kind == 'ORG' and not whole:
        kind = names.kinds.get(text_of(run), 'ORG' if run[0].form.isupper() else None)
    return [(run, kind)] if kind else None


def names_in(words, kind, names):
    """[(words, kind)] of the names in an entity, None where it is not clear"""
    result = []
    for piece in pieces(trim(words)):
        if kind == 'PER':
            run = person_of(piece, names.persons)
            one = None if run is None else [(run, 'PER')] if run else []
        else:
            one = place_or_body_of(piece, kind, names)
        if one is None:
            return None
        result += one
        if kind == 'PER' and result:
            break
    return result


def covered(words, begin, end):
    return [w for w in words if w.start < end and w.end > begin and w.end > w.start]


def label(words, kind):
    for i, word in enumerate(words):
        word.name = ('B-' if i == 0 else 'I-') + kind


def bare(words, names):
    """what is told of a sentence without entities: O, or None where a name may be"""
    for i, word in enumerate(words):
        first = i == 0 or words[i - 1].upos == 'PUNCT'
        may_be = word.capital() and word.form != 'I' and \
            (word.upos in ('PROPN', 'ADJ', 'NOUN', 'X', 'NUM') if first else True)
        word.name = None if may_be and word.form not in CALENDAR else 'O'
    for i, word in enumerate(words):
        if word.form in names.peoples and not (i + 1 < len(words) and words[i + 1].name is None):
            word.name = 'O'
    for i in range(1, len(words) - 1):
        k = i
        while words[i - 1].name is None and k < len(words) - 1 and \
                words[k].form.lower() in JOINTS:
            k += 1
        if words[k].name is None:
            for word in words[i:k]:
                word.name = None


def annotate(sentences, entities, names):
    """gives the words of a document their names, O, or None"""
    words = [w for s in sentences for w in s[2]]
    ends = {id(s[2][-1]) for s in sentences}
    for _, _, inside in sentences:
        bare(inside, names)
    sure = [e for e in entities if e['confidence'] == 1]
    for entity in sorted(sure, key=lambda e: (e['begin'], -e['end'])):
        inside = covered(words, entity['begin'], entity['end'])
        kind = KINDS.get(entity['type'])
        if not inside or not kind or any(id(w) in ends for w in inside[:-1]):
            continue
        found = names_in(inside, kind, names)
        if found is None:
            continue
        if kind == 'PER':
            for word in inside:
                if word.name is None and word.form in TITLES:
                    word.name = 'O'
        for run, its_kind in found:
            if all(w.name in (None, 'O') for w in run):
                label(run, its_kind)


def carry_over(sentences):
    """marks in the documents what is a name of one kind elsewhere in them"""
    kinds = collections.defaultdict(collections.Counter)
    for _, _, words in sentences:
        for run, kind in marked(words):
            kinds[tuple(w.form for w in run)][kind] += 1
    table = {key: c.most_common(1)[0][0] for key, c in kinds.items()
             if c.most_common(1)[0][1] > 0.8 * sum(c.values())}
    longest = max(map(len, table), default=0)
    for _, _, words in sentences:
        i = 0
        while i < len(words):
            for n in range(min(longest, len(words) - i), 0, -1):
                part = words[i:i + n]
                kind = table.get(tuple(w.form for w in part))
                if kind and part[0].name is None and all(w.name in (None, 'O') for w in part) \
                        and not (i + n < len(words) and words[i + n].name is None) \
                        and not (i and words[i - 1].name is None):
                    label(part, kind)
                    if i + n < len(words) and words[i + n].form in AREAS:
                        words[i + n].name = None
                    break
            i += 1


def settle_joints(sentences):
    """a joint between two words of which all is told is no part of a name"""
    for _, _, words in sentences:
        for before, word, after in zip(words, words[1:], words[2:]):
            if word.name is None and not word.capital() and before.name and after.name:
                word.name = 'O'


def marked(words):
    """(words, kind) of the names"""
    i = 0
    while i < len(words):
        end = i + 1
        if (words[i].name or 'O') != 'O':
            kind = words[i].name[2:]
            while end < len(words) and words[end].name == 'I-' + kind:
                end += 1
            yield words[i:end], kind
        i = end


def write(path, sentences):
    with open(path, 'w', encoding='utf-8') as f:
        for comments, lines, words in sentences:
            names = {w.cells[0]: w.name for w in words}
            print('\n'.join(comments), file=f)
            for cells in lines:
                misc = ['SpaceAfter=No'] if 'SpaceAfter=No' in cells[9] else []
                name = names.get(cells[0])
                misc = ([f'NER={name}'] if name else []) + misc
                print('\t'.join(cells[:2] + ['_'] * 7 + ['|'.join(misc) or '_']), file=f)
            print(file=f)


def convert(folder, program, countries, train, held):
    sources = [documents(os.path.join(folder, name)) for name in sorted(os.listdir(folder))
               if os.path.exists(os.path.join(folder, name, 'documents.json'))]
    everything = [pair for source in sources for pair in source]
    names = Names(countries, everything)
    parts = {False: [], True: []}
    for source in sources:
        for number, (document, entities) in enumerate(source, 1):
            sentences = parse(program, document['text'])
            annotate(sentences, entities, names)
            parts[number % 3 == 0] += sentences
    carry_over(parts[False])
    settle_joints(parts[False] + parts[True])
    write(train, parts[False])
    write(held, parts[True])


if len(sys.argv) != 6:
    sys.exit(__doc__)
convert(*sys.argv[1:])
