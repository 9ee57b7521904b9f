// An article with its record marked in the text. Hovering, focusing or choosing a statement lights
// up speaker, cue and words; an event lights up its parties and the words that tell it.
import {type Article, get} from '../api';
import {add, type Child, h} from '../dom';
import {codeName, date, plural} from '../names';
import {downloads, partyLink, partyLinks, partyName, quadMark, standingChip,
  statusChip} from '../parts';
import type {View} from '../view';

type Span = [number, number];
type Role = 'content' | 'speaker' | 'cue' | 'trigger' | 'party';
interface Mark { span: Span; role: Role; of: string } // of: "s3", "e1"

// Byte offsets of UTF-8 to indices of the string.
function indexOfBytes(text: string): (byte: number) => number {
  const starts: [number, number][] = [[0, 0]];
  let byte = 0;
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (c < 0x80) { byte++; continue; }
    const pair = c >= 0xD800 && c < 0xDC00;
    byte += pair ? 4 : c < 0x800 ? 2 : 3;
    if (pair) i++;
    starts.push([byte, i + 1]);
  }
  return wanted => {
    let low = 0, high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle]?.[0] ?? 0) <= wanted) low = middle; else high = middle - 1;
    }
    const [at, index] = starts[low] ?? [0, 0];
    return index + wanted - at;
  };
}

// of somebody's mentions, the one nearest to where the event is told
function nearest(spans: Span[] | null, to: number): Span | undefined {
  return (spans ?? []).reduce<Span | undefined>((best, span) =>
    !best || Math.abs(span[0] - to) < Math.abs(best[0] - to) ? span : best, undefined);
}

function collect(article: Article): Mark[] {
  const marks: Mark[] = [], entities = new Map(article.entities.map(e => [e.n, e]));
  const put = (spans: Span[] | null, role: Role, of: string): void => {
    for (const span of spans ?? []) marks.push({span, role, of});
  };
  for (const s of article.statements) {
    put(s.content, 'content', `s${s.n}`);
    put(s.speaker_spans, 'speaker', `s${s.n}`);
    put(s.cue_spans, 'cue', `s${s.n}`);
  }
  for (const e of article.events) {
    put(e.spans, 'trigger', `e${e.n}`);
    for (const n of [...e.sources, ...e.targets]) {
      const span = nearest(entities.get(n)?.spans ?? null, e.spans?.[0]?.[0] ?? 0);
      if (span) put([span], 'party', `e${e.n}`);
    }
  }
  return marks;
}

// The text in pieces, each with the marks that cover it; blank lines part paragraphs.
function write(article: Article): HTMLElement {
  const at = indexOfBytes(article.text), text = article.text;
  const marks = collect(article).map(m => ({...m, start: at(m.span[0]), end: at(m.span[1])}))
    .filter(m => m.start < m.end && m.end <= text.length);
  const cuts = [...new Set([0, text.length, ...marks.flatMap(m => [m.start, m.end]),
    ...[...text.matchAll(/\n+/g)].flatMap(m => [m.index, m.index + m[0].length])])]
    .sort((a, b) => a - b);
  const box = h('div', {class: 'text', lang: 'en'});
  let paragraph = h('p'), first = true;
  for (let i = 0; i + 1 < cuts.length; i++) {
    const start = cuts[i] ?? 0, end = cuts[i + 1] ?? 0, piece = text.slice(start, end);
    if (/^\n+$/.test(piece)) {
      if (paragraph.childNodes.length) box.append(paragraph);
      paragraph = h('p');
      first = false;
      continue;
    }
    const over = marks.filter(m => m.start <= start && end <= m.end);
    if (!over.length) { paragraph.append(piece); continue; }
    const roles = [...new Set(over.map(m => m.role))].map(role => `has-${role}`).join(' ');
    paragraph.append(h('span', {class: `piece ${roles}`,
      'data-marks': over.map(m => `${m.of}:${m.role}`).join(' ')}, piece));
  }
  if (paragraph.childNodes.length) box.append(paragraph);
  if (!first && box.firstElementChild && (box.firstElementChild.textContent ?? '').length < 200)
    box.firstElementChild.className = 'headline';
  return box;
}

const words = (article: Article, spans: Span[] | null): string => {
  const at = indexOfBytes(article.text);
  return (spans ?? []).map(([a, b]) => article.text.slice(at(a), at(b))).join(' … ');
};

function statementEntry(article: Article, s: Article['statements'][number]): HTMLElement {
  const party = (n: number): Article['entities'][number] | undefined =>
    article.entities.find(e => e.n === n);
  const speakers = s.speakers.map(party).filter(p => p !== undefined);
  const to = s.addressees.map(party).filter(p => p !== undefined);
  const more = [s.kind, s.medium, s.via && `through ${s.via}`, s.said && `said ${date(s.said) || s.said}`,
    s.evidence && `evidence ${s.evidence.replaceAll('-', ' ')}`].filter(Boolean).join(' · ');
  return h('li', {id: `s${s.n}`, class: s.within === null ? 'entry' : 'entry within', tabindex: 0,
    'data-of': `s${s.n}`}, h('p', {class: 'line'}, h('strong', null,
    speakers.length ? speakers.map((p, i) => [i ? ', ' : null, partyName(p)])
      : 'Somebody not named'), ' ', standingChip(s.standing),
  to.length ? [' to ', to.map(partyName).join(', ')] : null),
  h('p', {class: 'said'}, words(article, s.content)), h('div', {class: 'more'},
    h('p', null, more), speakers.some(p => p.id) ? h('p', null, partyLinks(speakers, '')) : null,
    s.within === null ? null : h('p', null, 'as reported in ', h('a', {href: `#s${s.within}`},
      'another statement'))));
}

function eventEntry(article: Article, e: Article['events'][number]): HTMLElement {
  const name = (n: number): string => {
    const party = article.entities.find(other => other.n === n);
    return party ? partyName(party) : '?';
  };
  const rows: [string, Child][] = [['Code', `${e.code} ${codeName(e.code)}`],
    ['PLOVER', [e.plover, e.mode, e.contexts].filter(Boolean).join(' · ')],
    ['Goldstein', e.goldstein], ['When', date(e.date)], ['Where', e.place], ['Because', e.because],
    ['On the word of', e.on_word_of.length ? e.on_word_of.map(n =>
      h('a', {href: `#s${n}`}, article.statements.find(s => s.n === n)?.speakers.map(name).join(', ')
        || 'somebody not named')) : 'the article itself']];
  const mutual = e.sources.length > 1 && e.sources.join() === e.targets.join();
  return h('li', {id: `e${e.n}`, class: 'entry', tabindex: 0, 'data-of': `e${e.n}`},
    h('p', {class: 'line'}, quadMark(e.quad), h('strong', null, e.sources.map(name).join(', ')
      || 'Somebody'), mutual ? null : [h('span', {class: 'arrow'}, ' → '), h('strong', null,
      e.targets.map(name).join(', ') || 'nobody named')]),
    h('p', {class: 'said'}, codeName(e.code), ' ', statusChip(e.status), ' ', h('q', null, e.words)),
    h('dl', {class: 'more'}, rows.filter(([, v]) => v !== null && v !== '').map(([k, v]) =>
      [h('dt', null, k), h('dd', null, v)])));
}

// ---- lighting up ----

function connect(text: HTMLElement, record: HTMLElement, signal: AbortSignal): void {
  let pinned = '';
  const pieces = [...text.querySelectorAll<HTMLElement>('.piece')];
  const light = (of: string): void => {
    text.classList.toggle('lit', of !== '');
    for (const piece of pieces) {
      const roles = (piece.dataset.marks ?? '').split(' ').filter(m => m.split(':')[0] === of)
        .map(m => m.split(':')[1] ?? '');
      for (const role of ['content', 'speaker', 'cue', 'trigger', 'party'])
        piece.classList.toggle(`is-${role}`, roles.includes(role));
    }
    for (const entry of record.querySelectorAll<HTMLElement>('.entry'))
      entry.classList.toggle('on', entry.dataset.of === of);
  };
  const ofPiece = (target: EventTarget | null): string => {
    const marks = ((target as Element | null)?.closest<HTMLElement>('.piece')?.dataset.marks ?? '')
      .split(' ').filter(Boolean);
    const best = marks.find(m => m.endsWith(':trigger')) ?? marks.find(m => m.endsWith(':cue'))
      ?? marks[marks.length - 1];
    return best?.split(':')[0] ?? '';
  };
  const ofEntry = (target: EventTarget | null): string =>
    (target as Element | null)?.closest<HTMLElement>('.entry')?.dataset.of ?? '';
  const pin = (of: string, scroll: boolean): void => {
    pinned = pinned === of ? '' : of;
    light(pinned);
    for (const entry of record.querySelectorAll<HTMLElement>('.entry'))
      entry.classList.toggle('open', entry.dataset.of === pinned);
    const entry = pinned ? record.querySelector(`[data-of="${pinned}"]`) : null;
    if (scroll && entry) entry.scrollIntoView({block: 'nearest'});
    else if (pinned) text.querySelector('.is-cue, .is-trigger, .is-content')
      ?.scrollIntoView({block: 'nearest'});
  };
  text.addEventListener('pointerover', event => light(ofPiece(event.target) || pinned));
  text.addEventListener('pointerleave', () => light(pinned));
  text.addEventListener('click', event => { if (ofPiece(event.target)) pin(ofPiece(event.target), true); });
  record.addEventListener('pointerover', event => light(ofEntry(event.target) || pinned));
  record.addEventListener('pointerleave', () => light(pinned));
  record.addEventListener('focusin', event => light(ofEntry(event.target)));
  record.addEventListener('focusout', () => light(pinned));
  record.addEventListener('click', event => {
    if (!(event.target as Element).closest('a')) pin(ofEntry(event.target), false);
  });
  record.addEventListener('keydown', event => {
    const entry = event.target as HTMLElement;
    if (event.key === 'Enter' && entry.classList.contains('entry')) pin(ofEntry(entry), false);
  });
  const fromAddress = (): void => {
    const of = /^#([se]\d+)$/.exec(location.hash)?.[1];
    if (of && of !== pinned && record.querySelector(`[data-of="${of}"]`)) pin(of, true);
  };
  addEventListener('hashchange', fromAddress, {signal});
  document.addEventListener('shown', fromAddress, {signal, once: true});
}

export const article: View = async ({words: [id = ''], signal}) => {
  const a = await get<Article>('article', {id}, signal);
  const text = write(a);
  const safe = a.url && /^https?:\/\//.test(a.url) ? a.url : null;
  const people = a.entities.filter(e => e.kind !== 'group' && e.kind !== 'unnamed' && e.id);
  const list = (entries: HTMLElement[], none: string): Node => entries.length
    ? h('ol', {class: 'entries'}, entries) : h('p', {class: 'empty'}, none);
  const record = h('aside', {class: 'record', 'aria-label': 'The record of this article'},
    h('h2', {id: 'statements'}, plural(a.statements.length, 'statement')),
    list(a.statements.map(s => statementEntry(a, s)), 'Nobody says anything.'),
    h('h2', {id: 'events'}, plural(a.events.length, 'event')),
    list(a.events.map(e => eventEntry(a, e)), 'Nothing happens.'),
    people.length ? [h('h2', null, 'Who is named'), h('ul', {class: 'named'},
      people.map(p => h('li', null, partyLink(p))))] : null,
    downloads('article', {id}, false));
  connect(text, record, signal);
  const meta = h('p', {class: 'from'});
  add(meta, [date(a.published), a.dateline, a.source || a.agency, a.byline].filter(Boolean).join(' · '),
    safe ? [' · ', h('a', {href: safe, rel: 'noopener noreferrer'}, 'where it was published')] : null);
  return [h('h1', {class: 'unseen'}, a.title ?? 'Article'), meta,
    h('ul', {class: 'legend marks'}, [['m-speaker', 'speaker'], ['m-cue', 'cue'],
      ['m-content', 'what was said'], ['m-trigger', 'event'], ['m-party', 'its parties']]
      .map(([name, words_]) => h('li', null, h('i', {class: name}), words_))),
    h('div', {class: 'reading'}, text, record)];
};
