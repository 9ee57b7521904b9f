#!/usr/bin/env python3
"""page.py PROGRAM EXAMPLES PICTURES: the page in a browser without a window, over a store made of
the examples, some articles of more days and one that is hostile through and through. Each view in
light, dark and at the width of a telephone, kept as a picture in the folder PICTURES: it shows what
it is there for, leaves no error in the console and does not run over the edge. Then what can be
done: keys, search, marks that light up, and that no text of an article runs. Exits with 77 without
a browser."""
import glob
import json
import os
import re
import subprocess
import sys
import tempfile
import urllib.request

import browser

program, examples, pictures = (os.path.abspath(a) for a in sys.argv[1:4])
faults = []
MODES = {'light': (1280, 900, 'light'), 'dark': (1280, 900, 'dark'), 'phone': (390, 844, 'light')}
RUN = '<script>window.hacked = 1</script><img src=x onerror="window.hacked = 2">'
TEXT = ('{t}\n\nPARIS (Northwire) — France told Spain on Friday that "{r} will visit Madrid", '
        'Foreign Minister {r} Dupont said. Spain denied that France had threatened Portugal{r}.\n')


def check(is_good, what):
    if not is_good:
        faults.append(what)


def articles():
    """lines of JSON: more days, so that charts have something to show, and the hostile one"""
    acts = ['praised', 'criticized', 'threatened', 'visited', 'met', 'sanctioned']
    pairs = [('France', 'Spain'), ('Kenya', 'Haiti'), ('Peru', 'Bolivia'), ('Poland', 'Belarus')]
    for i in range(48):
        one, other = pairs[i % 4]
        act = acts[(i * 5 + i // 4) % len(acts)]
        said = f'{one} {act} {other} on Monday, {other} said. "We know," {one}\'s president said.'
        yield {'id': f'more{i}', 'published': f'2024-{8 + i // 20:02}-{1 + i % 20:02}',
               'source': 'Northwire',
               'text': f'{one} and {other}, day {i}\n\nROME (Northwire) — {said}'}
    hostile = {name: RUN + name for name in ('id', 'title', 'source', 'dateline', 'agency')}
    yield {**hostile, 'url': 'javascript:window.hacked=3', 'byline': [RUN],
           'published': '2024-10-31', 'text': TEXT.format(t=RUN, r=RUN)}


def make_store(folder):
    store, more = os.path.join(folder, 'page.store'), os.path.join(folder, 'more.jsonl')
    with open(more, 'w', encoding='utf-8') as f:
        f.writelines(json.dumps(a) + '\n' for a in articles())
    texts = sorted(glob.glob(os.path.join(examples, '*.txt')))
    subprocess.run([program, 'add', '--date', '2024-11-01', store, *texts, more], check=True,
                   capture_output=True)
    browser.add_claim(store)
    return store


def api(server, path):
    with urllib.request.urlopen(f'{server.address}/api/{path}') as answer:
        return json.load(answer)


def views(server):
    """name: (path, expression that is true when it shows what it should)"""
    person = api(server, 'parties?text=wanyama')['items'][0]['id']
    told = next(a['id'] for a in api(server, 'articles?limit=100')['items']
                if 'Belarusian' in (a['title'] or ''))
    hostile = next(a['id'] for a in api(server, 'articles?limit=100')['items']
                   if 'script' in a['source'])
    has = "document.querySelector('%s')".__mod__
    return {
        'overview': ('/', has('rect.q4') + '&&' + has('.pairs a') + '&&' + has('ol.news a')),
        'matrix': ('/matrix', has('.matrix td a')),
        'network': ('/network', has('.network circle')),
        'pair': ('/pair/FRA/ESP', has('rect.q1') + '&&' + has('path.line') + '&&' + has('.card')),
        'pair-choice': ('/pair', has('select[name=a] option[value=FRA]')),
        'person': (f'/party/{person}', has('.standings li') + '&&' + has('.statement .words')),
        'country': ('/party/POL', has('.pairs a') + '&&' + has('ol.people li')),
        'claims': ('/claims', has('.claim .stances') + '&&' + has('.strip circle')),
        'map': ('/map', has('.map circle') + '&&' + has('.land')),
        'statements': ('/statements?text=drones', has('.statement') + '&&' + has('.facets li a')),
        'events': ('/events?who=POL', has('.card.event') + '&&' + has('.facets li a')),
        'articles': ('/articles', has('.card.news')),
        'article': (f'/article/{told}#s2', has('.lit .is-cue') + '&&' + has('.entry.on')),
        'hostile': (f'/article/{hostile}', has('.entry')),
        'nothing': ('/nowhere', has('main h1')),
    }


def unnamed(page):
    """fields, buttons, links and pictures that a screen reader could not name"""
    return page.run('''return [...document.querySelectorAll(
        'a, button, input:not([type=hidden]), select, svg[role=img], [role=region]')].filter(e =>
            !e.closest('[aria-hidden]') && !(e.getAttribute('aria-label') || e.textContent.trim()
            || e.closest('label')?.textContent.trim() || e.title)).map(e => e.outerHTML)''')


def check_names(page, name):
    check(not unnamed(page), f'{name}: without a name: {unnamed(page)[:3]}')
    check(page.run("return document.querySelectorAll('h1').length") == 1, f'{name}: no one h1')


def look_at_views(page, server):
    shown = views(server)
    for mode, (width, height, scheme) in MODES.items():
        page.look(width, height, scheme)
        for name, (path, shows) in shown.items():
            label = f'{name}, {mode}'
            try:
                page.open(server.address + path)
                page.wait(shows)
                page.wait("!document.querySelector('.plot:empty')")
            except RuntimeError as e:
                faults.append(f'{label}: {e}')
            page.picture(os.path.join(pictures, f'{name}-{mode}.png'))
            wide = page.run('return document.documentElement.scrollWidth - innerWidth')
            check(wide <= 0, f'{label}: {wide} pixels too wide')
            check(page.run('return window.hacked') is None, f'{label}: text of an article ran')
            if mode == 'light':
                check_names(page, name)
            for line in page.log():
                faults.append(f'{label}: console: {line[:200]}')


def do_things(page, server):
    """keys, suggestions, marks, going back"""
    page.open(server.address + '/')
    page.keys('/')
    check(page.run("return document.activeElement.type") == 'search', 'the slash key does nothing')
    page.keys('wany')
    page.wait("document.querySelector('#suggestions:not([hidden]) li')")
    page.keys('\ue015\ue007')  # down, enter
    page.wait("location.pathname.startsWith('/party/') && document.querySelector('.statement')")
    page.run('history.back()')
    page.wait("location.pathname === '/' && document.querySelector('ol.news')")
    page.open(server.address + '/matrix')
    page.run("document.querySelector('.matrix td a[tabindex=\"0\"]').focus()")
    before = page.run('return document.activeElement.getAttribute("aria-label")')
    page.keys('\ue015\ue014')  # down, right
    after = page.run('return document.activeElement.getAttribute("aria-label")')
    check(before != after and ' to ' in after, f'arrows in the matrix: {before} {after}')
    page.keys('\ue007')
    page.wait("location.pathname.startsWith('/pair/') && document.querySelector('.chart')")
    page.open(server.address + views(server)['article'][0].split('#')[0])
    page.hover("[data-of='s2'] .line")
    page.wait("document.querySelector('.text.lit .is-content') &&"
              " document.querySelector('.text.lit .is-speaker')")
    page.hover("[data-of='e0'] .line")
    page.wait("document.querySelector('.text.lit .is-trigger') &&"
              " document.querySelector('.text.lit .is-party')")
    page.hover('.has-cue')
    page.wait("document.querySelector('.entry.on')")
    page.open(server.address + '/statements')
    page.run("document.querySelector('select[name=standing]').value = 'denies';"
             "document.querySelector('form.filters').requestSubmit()")
    page.wait("location.search.includes('standing=denies') && document.querySelector('.chip.no') &&"
              " !document.querySelector('.list .chip.plain')")


def check_hostile(page, server):
    """its words are on the page, as words, and its address is no link"""
    page.open(server.address + views(server)['hostile'][0])
    check('<script>' in page.run("return document.querySelector('main').innerText"),
          'hostile text is not shown as text')
    check(page.run("return document.querySelectorAll('main img, main script').length") == 0,
          'hostile text became elements')
    check(page.run("return document.querySelectorAll('a[href^=\"javascript:\"]').length") == 0,
          'a link runs')
    ran = page.run("try { document.body.innerHTML = '<b>x</b>'; return true }"
                   " catch (e) { return false }")
    check(not ran, 'the policy lets text become elements')
    page.log()


def check_weight(page, server):
    """what a first visit transfers, and when something is seen"""
    page.cdp('Network.enable')
    page.cdp('Network.clearBrowserCache')
    page.open(server.address + '/')
    sent = page.run('''return performance.getEntries().filter(e => e.transferSize !== undefined)
        .reduce((n, e) => n + e.transferSize, 0)''')
    paint = page.run("return performance.getEntriesByName('first-contentful-paint')[0]?.startTime")
    print(f'first load {sent / 1000:.0f} kB, first paint after {paint:.0f} ms')
    check(0 < sent <= 250000, f'the first load transfers {sent} bytes')
    outside = page.run('''return performance.getEntriesByType('resource').map(e => e.name)
        .filter(name => !name.startsWith(location.origin))''')
    check(not outside, f'fetched from elsewhere: {outside}')


def main():
    if not browser.is_there():
        print('skipped: no chromium with chromedriver')
        sys.exit(77)
    os.makedirs(pictures, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        store = make_store(folder)
        with browser.Server(program, store) as server:
            if not re.match('http', server.address):
                print('skipped: built without the server')
                sys.exit(77)
            with urllib.request.urlopen(server.address + '/') as answer:
                if b'app.js' not in answer.read():
                    print('skipped: built without the page')
                    sys.exit(77)
            with browser.Browser() as page:
                look_at_views(page, server)
                do_things(page, server)
                check_hostile(page, server)
                check_weight(page, server)
    for fault in faults:
        print(fault)
    sys.exit(1 if faults else 0)


main()
