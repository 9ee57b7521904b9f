// Timeline of a pair: what two parties do to each other, and how the balance runs.
import {get, type Party, query, type Series} from '../api';
import {dataTable, timeChart} from '../charts';
import {h, responsive, s} from '../dom';
import {balance, balanceWords, date, number, plural, QUADS} from '../names';
import {choice, countrySelect, dateInputs, downloads, endless, eventCard, filterForm, pairHref,
  partyHref, partyName, statementCard} from '../parts';
import type {Context, View} from '../view';

interface PairAnswer { a: Party; b: Party; series: Series }

// what one does to the other, in the order in which the chart stacks it
const layers = [{label: 'material cooperation', className: 'q2'},
  {label: 'verbal cooperation', className: 'q1'},
  {label: 'verbal conflict', className: 'q3', down: true},
  {label: 'material conflict', className: 'q4', down: true}];

const side = (series: Series, from: number): Series => ({by: series.by, buckets: series.buckets
  .map(b => ({from: b.from, n: [b.n[from + 1] ?? 0, b.n[from] ?? 0, b.n[from + 2] ?? 0,
    b.n[from + 3] ?? 0]})).filter(b => b.n.some(Boolean))});

const sum = (series: Series, columns: number[]): number =>
  series.buckets.reduce((all, b) => all + columns.reduce((n, i) => n + (b.n[i] ?? 0), 0), 0);

// Running sum of Goldstein's scale, both ways together: up is cooperation, down conflict.
function balanceLine(series: Series): Node {
  let total = 0;
  const points = series.buckets.map(b => [b.from, total += (b.n[8] ?? 0) + (b.n[9] ?? 0)] as const);
  const low = Math.min(0, ...points.map(p => p[1])), high = Math.max(0, ...points.map(p => p[1]));
  const draw = (width: number): Node => {
    const height = 120, left = 34, top = 8, room = height - 28, inner = width - left - 6;
    const y = (v: number): number => top + (high - v) / Math.max(high - low, 1) * room;
    const days = points.map(([from]) => Date.parse(from.length === 4 ? `${from}-01-01`
      : from.length === 7 ? `${from}-01` : from));
    const first = days[0] ?? 0, whole = Math.max((days[days.length - 1] ?? 0) - first, 1);
    const x = (i: number): number => left + ((days[i] ?? 0) - first) / whole * inner;
    const line = points.map(([, v], i) => `${i ? 'H' : 'M'}${x(i).toFixed(1)}${i ? 'V' : ' '}`
      + y(v).toFixed(1)).join('');
    const svg = s('svg', {viewBox: `0 0 ${width} ${height}`, width, height, role: 'img', 'aria-label':
      `Running balance: ends at ${total.toFixed(1)} on Goldstein's scale`});
    for (const v of [...new Set([high, 0, low])])
      svg.append(s('line', {class: v ? 'grid' : 'axis', x1: left, x2: width, y1: y(v), y2: y(v)}),
        s('text', {class: 'tick', x: left - 5, y: y(v) + 3.5, 'text-anchor': 'end'}, Math.round(v)));
    svg.append(s('path', {class: 'area', d: `${line}V${y(0).toFixed(1)}H${left}Z`}),
      s('path', {class: 'line', d: line}));
    points.forEach(([, v], i) => {
      if (points.length < 80) svg.append(s('circle', {class: 'dot', cx: x(i), cy: y(v), r: 2.5}));
    });
    [0, points.length - 1].forEach((i, end) => svg.append(s('text', {class: 'tick', y: height - 4,
      x: end ? width - 6 : left, 'text-anchor': end ? 'end' : 'start'}, date(points[i]?.[0] ?? ''))));
    return svg;
  };
  return h('figure', {class: 'chart'}, points.length > 1 ? responsive(draw, 'plot')
    : h('p', {class: 'empty'}, 'Too few events for a line.'),
  dataTable('Running balance', [series.by, 'balance'],
    points.map(([from, v]) => [date(from), v.toFixed(1)])));
}

function chooser(a: string, b: string, go: (to: string) => void): HTMLElement {
  const form = h('form', {class: 'filters'}, countrySelect('a', 'One', a), countrySelect('b', 'Other', b),
    h('button', {type: 'submit'}, 'Show'));
  form.addEventListener('submit', event => {
    event.preventDefault();
    const data = new FormData(form), one = String(data.get('a')), other = String(data.get('b'));
    if (one && other) go(pairHref(one, other));
  });
  return form;
}

export const pairChoice: View = async ({signal, go}) => {
  const {pairs} = await get<{pairs: {source: string; target: string; n: number}[]}>('matrix',
    {size: 12}, signal);
  const first = pairs.find(p => p.source !== p.target);
  return [h('h1', null, 'Timeline of a pair'),
    h('p', {class: 'lead'}, 'How two countries treat each other: what each does to the other, and how '
      + 'the balance of cooperation and conflict runs. People and bodies have timelines, too: follow '
      + 'a partner on their page.'),
    chooser(first?.source ?? '', first?.target ?? '', go)];
};

function summary(name: string, other: string, series: Series, from: number): Node {
  const cooperation = sum(series, [from, from + 1]), conflict = sum(series, [from + 2, from + 3]);
  const n = cooperation + conflict;
  return h('p', {class: 'lead'}, n ? `${plural(n, 'event')}: ${number(cooperation)} of cooperation, `
    + `${number(conflict)} of conflict; ${balanceWords(balance(cooperation, conflict))}.`
    : `Nothing on record that ${name} did to ${other}.`);
}

function listed(context: Context, a: string, b: string): Node[] {
  const {params} = context, path = pairHref(a, b);
  const asked = {since: params.get('since'), until: params.get('until')};
  const said = params.get('show') === 'statements';
  const filter = {who: a, with: b, ...asked, ...(said ? {} : {quad: params.get('quad')})};
  const tab = (show: string, text: string): HTMLElement => h('a', {
    href: path + query({...asked, show: show === 'events' ? null : show}),
    'aria-current': (show === 'statements') === said ? 'page' : null}, text);
  return [h('nav', {class: 'tabs', 'aria-label': 'What is listed'}, tab('events', 'Events'),
    tab('statements', 'Said to each other')),
  said ? endless('statements', filter, statementCard, 'Nothing said to each other is on record.')
    : endless('events', filter, eventCard, 'No events in this time.'),
  downloads(said ? 'statements' : 'events', filter)];
}

export const pair: View = async context => {
  const {words: [a = '', b = ''], params, signal, go} = context;
  const asked = {since: params.get('since'), until: params.get('until')};
  const answer = await get<PairAnswer>('pair', {a, b, ...asked}, signal);
  const one = partyName(answer.a), other = partyName(answer.b), {series} = answer;
  const select = (since: string, until: string): void => go(pairHref(a, b) + query({since, until}));
  const half = (name: string, to: string, from: number): Node => h('section', null,
    h('h2', null, `${name} → ${to}`), summary(name, to, series, from),
    timeChart({title: `${name} to ${to} by ${series.by}`, series: side(series, from), layers,
      height: 170, select}));
  return [
    h('div', {class: 'title'}, h('h1', null, h('a', {href: partyHref(a)}, one), ' ↔ ',
      h('a', {href: partyHref(b)}, other)),
    h('a', {class: 'go', href: pairHref(b, a), 'aria-label': 'The other way round'}, '⇄')),
    filterForm(pairHref(a, b), [...dateInputs(asked.since, asked.until),
      choice('quad', 'Kind', params.get('quad'), QUADS.map((q, i) => [String(i + 1), q]))], go),
    h('div', {class: 'columns'}, half(one, other, 0), a === b ? null : half(other, one, 4)),
    h('section', null, h('h2', null, 'Balance'), h('p', {class: 'hint'},
      'The running sum of Goldstein’s scale, both ways together: it climbs with cooperation and '
      + 'falls with conflict.'), balanceLine(series)),
    downloads('pair', {a, b, ...asked}),
    ...listed(context, a, b),
  ];
};
