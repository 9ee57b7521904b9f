"""killed.py PROGRAM EXAMPLES KILLS: adding is killed again and again at moments drawn by
chance. Each time what is in the store must be whole articles and sound; in the end it must be the
same as without any kill: nothing lost, nothing twice."""
import glob
import json
import os
import random
import sqlite3
import subprocess
import sys
import tempfile
import time

PROGRAM, KILLS = os.path.abspath(sys.argv[1]), int(sys.argv[3])
EXAMPLES = sorted(glob.glob(sys.argv[2] + '/*.txt'))
ARTICLES = 1000
# seconds until a kill: anywhere, or where the first batch is written
MOMENTS = (0, 1), (1, 1.5)
QUESTION = """
    SELECT a.name, hex(a.text), a.counted,
        (SELECT count(*) FROM entity e WHERE e.article = a.id),
        (SELECT group_concat(content, '|') FROM (SELECT content FROM statement s
            WHERE s.article = a.id ORDER BY n)),
        (SELECT count(*) FROM speaker p JOIN statement s ON s.id = p.statement
            WHERE s.article = a.id),
        (SELECT group_concat(cameo || status, '|') FROM (SELECT cameo, status FROM event v
            WHERE v.article = a.id ORDER BY n)),
        (SELECT count(*) FROM dyad d JOIN event v ON v.id = d.event WHERE v.article = a.id),
        (SELECT group_concat(name || id, '|') FROM (SELECT i.name, i.id FROM entity e
            JOIN identity i ON i.id = e.identity WHERE e.article = a.id ORDER BY e.n))
    FROM article a ORDER BY a.name"""


def write_input(path):
    texts = [open(example, encoding='utf-8').read() for example in EXAMPLES]
    with open(path, 'w', encoding='utf-8') as out:
        for i in range(ARTICLES):
            # other names and numbers, so that few are copies of others
            text = texts[i % len(texts)].replace('three', str(i)).replace('Ada', f'Ada{i % 97}')
            out.write(json.dumps({'id': f'a{i:05}', 'published': f'2024-{i % 12 + 1:02}-11',
                                  'text': f'Report {i}\n\n{text}'}) + '\n')


def content(store):
    """rows of all articles, and faults of the file"""
    db = sqlite3.connect(store)
    sound = db.execute('PRAGMA integrity_check').fetchall() == [('ok',)]
    linked = db.execute('PRAGMA foreign_key_check').fetchone() is None
    rows = db.execute(QUESTION).fetchall()
    db.close()
    return rows, sound and linked


def add(store, path):
    return subprocess.Popen([PROGRAM, 'add', '--threads', '1', store, path],
                            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def finish(store, path):
    out, err = (p := add(store, path)).communicate(timeout=240)
    return [] if p.returncode == 0 else [f'add: {p.returncode} {out} {err}']


def kill_once(store, path, wanted, faults):
    """false when the run was over before it could be killed"""
    p = add(store, path)
    time.sleep(random.uniform(*random.choice(MOMENTS)))
    over = p.poll() is not None
    p.kill()
    p.communicate()
    if not os.path.exists(store) or not os.path.getsize(store):
        return not over
    try:
        rows, sound = content(store)
    except sqlite3.OperationalError as e:  # killed before there were tables
        return 'no such table' in str(e) and not over
    if not sound:
        faults.append('the store is damaged')
    if any(wanted.get(row[0]) != row for row in rows):
        faults.append('an article is not whole')
    return not over


def main():
    random.seed(20241101)
    faults, kills, rounds = [], 0, 0
    with tempfile.TemporaryDirectory() as folder:
        path, whole = os.path.join(folder, 'in.jsonl'), os.path.join(folder, 'whole.db')
        write_input(path)
        faults += finish(whole, path)
        rows, sound = content(whole)
        if len(rows) != ARTICLES or not sound:
            faults.append(f'without kills: {len(rows)} articles, sound: {sound}')
        wanted = {row[0]: row for row in rows}
        while kills < KILLS and not faults:
            store = os.path.join(folder, f'{rounds}.db')
            rounds += 1
            while kills < KILLS and kill_once(store, path, wanted, faults):
                kills += 1
            faults += finish(store, path)
            if content(store) != (rows, True):
                faults.append(f'after {kills} kills the store is another one')
            os.remove(store)
    print(f'{kills} kills, {rounds} stores of {ARTICLES} articles')
    for fault in faults:
        print(fault)
    return 1 if faults else 0


sys.exit(main())
