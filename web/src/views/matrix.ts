// Matrix: what each of the most active countries does to each other one.
import {get, type Pair} from '../api';
import {h, styled, withTip} from '../dom';
import {balance, balanceColor, balanceWords, compact, countryName, number, plural} from '../names';
import {dateInputs, downloads, filterForm, pairHref, partyHref} from '../parts';
import type {Context, View} from '../view';

export function frame(context: Context, path: string, view: Node): Node[] {
  const {params, go} = context;
  const size = params.get('size') ?? '20';
  const asked = {since: params.get('since'), until: params.get('until'), size};
  const search = new URLSearchParams(params).toString();
  const tab = (href: string, text: string): HTMLElement => h('a', {
    href: href + (search ? `?${search}` : ''), 'aria-current': href === path ? 'page' : null}, text);
  return [h('div', {class: 'title'}, h('h1', null, 'Who ↔ whom'),
    h('nav', {class: 'tabs', 'aria-label': 'How it is shown'}, tab('/matrix', 'Matrix'),
      tab('/network', 'Network'))),
  filterForm(path, [...dateInputs(asked.since, asked.until), h('label', null,
    h('span', null, 'Countries'), h('select', {name: 'size'}, ['10', '20', '30', '40'].map(n =>
      h('option', {value: n, selected: n === size}, n))))], go),
  h('p', {class: 'scale'}, h('span', null, 'conflict'), h('i', {class: 'ramp'}),
    h('span', null, 'cooperation'), h('small', null, 'the stronger the colour, the more events')),
  view, downloads('matrix', asked)];
}

export function loadPairs({params, signal}: Context): Promise<{pairs: Pair[]}> {
  return get<{pairs: Pair[]}>('matrix', {since: params.get('since'), until: params.get('until'),
    size: params.get('size') ?? '20'}, signal);
}

// codes, the busiest first; what one does at home does not count
export function busiest(pairs: Pair[]): [string, number][] {
  const sums = new Map<string, number>();
  for (const p of pairs)
    for (const code of [p.source, p.target])
      sums.set(code, (sums.get(code) ?? 0) + (p.source === p.target ? 0 : p.n));
  return [...sums].sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0]));
}

export const pairTip = (p: Pair): Node[] => [
  h('strong', null, `${countryName(p.source)} → ${countryName(p.target)}`),
  h('dl', null, h('dt', null, h('i', {class: 'coop'}), 'cooperation'), h('dd', null, number(p.cooperation)),
    h('dt', null, h('i', {class: 'conf'}), 'conflict'), h('dd', null, number(p.conflict)),
    h('dt', null, 'Goldstein, mean'), h('dd', null, p.goldstein.toFixed(1)))];

function cell(pair: Pair | undefined, most: number, home: boolean): HTMLElement {
  if (!pair) return h('td', {class: home ? 'home' : null});
  const weight = 0.22 + 0.78 * Math.log1p(pair.n) / Math.log1p(most);
  const b = balance(pair.cooperation, pair.conflict);
  const link = h('a', {href: pairHref(pair.source, pair.target), tabindex: -1,
    'aria-label': `${countryName(pair.source)} to ${countryName(pair.target)}: `
      + `${plural(pair.n, 'event')}, ${balanceWords(b)}`}, compact(pair.n));
  if (!home) styled(link, {background: balanceColor(b, weight)});
  if (weight > 0.62 && Math.abs(b) > 0.5 && !home) link.classList.add('strong');
  return h('td', {class: home ? 'home' : null}, withTip(link, () => pairTip(pair)));
}

// Arrow keys go from cell to cell; only one cell is in the order of the tab key.
function arrows(table: HTMLTableElement): void {
  table.querySelector('td a')?.setAttribute('tabindex', '0');
  table.addEventListener('keydown', event => {
    const from = (event.target as Element).closest('td');
    const step = {ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0]}[event.key];
    if (!from || !step) return;
    event.preventDefault();
    let row = (from.parentElement as HTMLTableRowElement).rowIndex, column = from.cellIndex;
    for (;;) {
      row += step[0] ?? 0;
      column += step[1] ?? 0;
      const to = table.rows[row]?.cells[column];
      if (!to || to.tagName !== 'TD') return;
      const link = to.querySelector('a');
      if (!link) continue;
      from.querySelector('a')?.setAttribute('tabindex', '-1');
      link.setAttribute('tabindex', '0');
      link.focus();
      return;
    }
  });
}

export const matrix: View = async context => {
  const {pairs} = await loadPairs(context);
  const codes = busiest(pairs).map(([code]) => code);
  const by = new Map(pairs.map(p => [`${p.source} ${p.target}`, p]));
  const most = Math.max(1, ...pairs.filter(p => p.source !== p.target).map(p => p.n));
  const table = h('table', {class: 'matrix'},
    h('caption', null, 'Rows act, columns are acted upon; the number is that of events.'),
    h('thead', null, h('tr', null, h('td', null), codes.map(code => h('th', {scope: 'col'},
      h('a', {href: partyHref(code), title: countryName(code)}, code))))),
    h('tbody', null, codes.map(row => h('tr', null, h('th', {scope: 'row'},
      h('a', {href: partyHref(row)}, countryName(row))), codes.map(column =>
      cell(by.get(`${row} ${column}`), most, row === column))))));
  arrows(table);
  return frame(context, '/matrix', codes.length
    ? h('div', {class: 'scroll', role: 'region', 'aria-label': 'Matrix', tabindex: 0}, table)
    : h('p', {class: 'empty'}, 'No events between countries in this time.'));
};
