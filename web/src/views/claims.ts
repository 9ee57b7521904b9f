// Claims: what several say about the same thing, and how each stands to it.
import {get, type Page, type Params, type Party, type Statement} from '../api';
import {type Child, h, responsive, s, withTip} from '../dom';
import {date, plural, STANDINGS} from '../names';
import {downloads, failure, filterForm, partyLink, partyName, standingChip, statementCard}
  from '../parts';
import type {View} from '../view';

interface Carrier { stance: string; statement: Statement }
interface Claim {
  id: number; words: string; first: string | null; last: string | null; statements: number;
  speakers: number; disputed: boolean; carriers: Carrier[];
}

const family = (stance: string): string => (STANDINGS[stance] ?? ['', 'plain'])[1];
const key = (party: Party): string => party.id ?? `${party.name} ${party.country ?? ''}`;

// as a sentence: without the "that" that led to it
function heading(words: string): string {
  const sentence = words.replace(/^that /, '');
  return sentence.charAt(0).toUpperCase() + sentence.slice(1);
}

// who takes which stance, each once, in the order of the first time
function stances(claim: Claim): Node {
  const by = new Map<string, Map<string, Party>>();
  for (const {stance, statement} of claim.carriers) {
    const who = by.get(stance) ?? new Map<string, Party>();
    for (const party of statement.speakers) if (!who.has(key(party))) who.set(key(party), party);
    by.set(stance, who);
  }
  return h('ul', {class: 'stances'}, [...by].map(([stance, who]) => h('li', null,
    standingChip(stance), h('span', null, who.size
      ? [...who.values()].map((party, i) => [i ? ', ' : null, partyLink(party, true)])
      : h('span', {class: 'nobody'}, 'somebody not named')))));
}

// those known by name who said one thing and on a later day another
function changes(claim: Claim): Child {
  const last = new Map<string, Carrier>(), found: Child[] = [];
  for (const carrier of claim.carriers)
    for (const party of carrier.statement.speakers) {
      const before = last.get(key(party));
      if (!party.id) continue;
      if (before && before.statement.date !== carrier.statement.date
        && family(before.stance) !== family(carrier.stance))
        found.push(h('p', {class: 'change'}, `${partyName(party)}: `, standingChip(before.stance),
          ` ${date(before.statement.date)} → `, standingChip(carrier.stance),
          ` ${date(carrier.statement.date)}`));
      last.set(key(party), carrier);
    }
  return found;
}

// a dot for each statement on its day
function strip(claim: Claim): Node | null {
  const dated = claim.carriers.filter(c => c.statement.date);
  const days = dated.map(c => Date.parse((c.statement.date ?? '').slice(0, 10)));
  const first = Math.min(...days), last = Math.max(...days);
  if (dated.length < 2 || !(last > first)) return null;
  return responsive(width => {
    const svg = s('svg', {viewBox: `0 0 ${width} 34`, width, height: 34, role: 'img',
      'aria-label': `Said between ${date(claim.first)} and ${date(claim.last)}`},
    s('line', {class: 'grid', x1: 6, x2: width - 6, y1: 12, y2: 12}),
    s('text', {class: 'tick', x: 6, y: 32}, date(claim.first)),
    s('text', {class: 'tick', x: width - 6, y: 32, 'text-anchor': 'end'}, date(claim.last)));
    dated.forEach((c, i) => svg.append(withTip(s('circle', {class: `family ${family(c.stance)}`,
      cx: 6 + ((days[i] ?? first) - first) / (last - first) * (width - 12), cy: 12, r: 5}), () => [
      h('strong', null, c.statement.speakers.map(partyName).join(', ') || 'Somebody not named'),
      h('p', null, `${(STANDINGS[c.stance] ?? [c.stance])[0]}, ${date(c.statement.date)}`)])));
    return svg;
  }, 'plot strip');
}

function claimCard(claim: Claim): HTMLElement {
  const fold = h('details', {class: 'carriers'}, h('summary', null,
    `${plural(claim.statements, 'statement')} by ${plural(claim.speakers, 'speaker')}`));
  fold.addEventListener('toggle', () => {
    if (!fold.open || fold.childElementCount > 1) return;
    const list = h('div', {class: 'cards'}, claim.carriers.map(c => statementCard(c.statement)));
    fold.append(list);
    if (claim.carriers.length < claim.statements)
      void get<Claim>('claims', {id: claim.id}).then(whole => list.replaceChildren(
        ...whole.carriers.map(c => statementCard(c.statement)))).catch(() => undefined);
  });
  return h('article', {class: 'card claim'}, h('header', null, h('h2', null, heading(claim.words)),
    claim.disputed ? h('span', {class: 'chip no'}, 'disputed') : null),
  stances(claim), strip(claim), changes(claim), fold);
}

function board(params: Params): HTMLElement {
  const list = h('div', {class: 'cards board'}), more = h('button', {class: 'more', type: 'button'}, 'More');
  const box = h('section', {class: 'list', 'aria-busy': 'true'}, list);
  let next: string | null = null;
  async function load(): Promise<void> {
    try {
      const page = await get<Page<Claim> & {available: boolean}>('claims', {...params, after: next});
      list.append(...page.items.map(claimCard));
      next = page.next;
      if (!list.childElementCount) list.append(h('p', {class: 'empty'}, page.available
        ? 'No claim has these words.' : 'This store holds no claims yet: they are gathered when '
        + 'several articles say the same, or one denies what another says.'));
      box.replaceChildren(list, ...(next ? [more] : []));
    } catch (error) {
      box.replaceChildren(list, failure(error));
    }
    box.removeAttribute('aria-busy');
  }
  more.addEventListener('click', () => void load());
  void load();
  return box;
}

export const claims: View = ({params, go}) => {
  const asked = {text: params.get('text'), disputed: params.get('disputed')};
  return [h('h1', null, 'Claims'), h('p', {class: 'lead'}, 'Statements about the same thing, gathered '
    + 'across articles and time: who asserts it, who denies it, who will not say.'),
  filterForm('/claims', [h('label', {class: 'long'}, h('span', null, 'Words'), h('input', {type: 'search',
    name: 'text', value: asked.text})), h('label', null, h('span', null, 'Show'), h('select',
    {name: 'disputed'}, h('option', {value: ''}, 'all'), h('option', {value: '1',
    selected: asked.disputed === '1'}, 'disputed only')))], go),
  board(asked), downloads('claims', asked, false)];
};
