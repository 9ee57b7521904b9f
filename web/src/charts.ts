// Charts drawn as SVG, each with a table of the same numbers behind a fold.
import type {Series} from './api';
import {type Child, h, hideTip, responsive, s, showTip, styled} from './dom';
import {compact, date, number} from './names';

export interface Layer { label: string; className: string; down?: boolean }

const DAY = 86400000;

// the number of a bucket on an even scale, and the first day of a bucket of that number
function position(by: Series['by'], from: string): number {
  const [year = 0, month = 1, day = 1] = from.split('-').map(Number);
  if (by === 'year') return year;
  if (by === 'month') return year * 12 + month - 1;
  const days = Math.round(Date.UTC(year, month - 1, day) / DAY);
  return by === 'day' ? days : Math.floor((days + 3) / 7);
}

function nameAt(by: Series['by'], at: number): string {
  if (by === 'year') return String(at);
  if (by === 'month') return `${Math.floor(at / 12)}-${String(at % 12 + 1).padStart(2, '0')}`;
  return new Date((by === 'day' ? at : at * 7 - 3) * DAY).toISOString().slice(0, 10);
}

const bucketName = (by: Series['by'], from: string): string =>
  by === 'week' ? `week of ${date(from)}` : date(from);

export function dataTable(caption: string, heads: string[], rows: (string | number)[][]): Node {
  const fold = h('details', {class: 'numbers'}, h('summary', null, 'As a table'));
  fold.addEventListener('toggle', () => {
    if (!fold.open || fold.querySelector('table')) return;
    fold.append(h('div', {class: 'scroll', tabindex: 0, role: 'region', 'aria-label': caption},
      h('table', null, h('caption', null, caption),
        h('thead', null, h('tr', null, heads.map(head => h('th', {scope: 'col'}, head)))),
        h('tbody', null, rows.map(row => h('tr', null, row.map((cell, i) => i === 0
          ? h('th', {scope: 'row'}, cell) : h('td', null, cell))))))));
  }, {once: false});
  return fold;
}

export function legend(layers: Layer[]): Node {
  return h('ul', {class: 'legend'}, layers.map(layer =>
    h('li', null, h('i', {class: layer.className}), layer.label)));
}

// a round number at or above n
function ceiling(n: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(n, 1)));
  return [1, 2, 3, 4, 5, 6, 8, 10].map(step => step * power).find(step => step >= n) ?? n;
}

interface TimeChart {
  title: string; series: Series; layers: Layer[]; height?: number;
  select?: (from: string, until: string) => void;
}

// Bars over time; layers marked `down` hang below the axis. Arrow keys go from bar to bar.
export function timeChart(chart: TimeChart): HTMLElement {
  const {series, layers, title} = chart;
  const names = layers.map(layer => layer.label);
  const rows = series.buckets.map(b => [bucketName(series.by, b.from), ...layers.map((_, i) =>
    number(b.n[i] ?? 0))]);
  return h('figure', {class: 'chart'}, legend(layers),
    series.buckets.length
      ? responsive(width => drawTime(chart, width), 'plot')
      : h('p', {class: 'empty'}, 'Nothing dated yet.'),
    dataTable(title, [series.by, ...names], rows));
}

function drawTime({series, layers, title, height = 190, select}: TimeChart, width: number): Node {
  const left = 34, bottom = 20, top = 6, inner = width - left;
  const at = series.buckets.map(b => position(series.by, b.from));
  const first = at[0] ?? 0, last = at[at.length - 1] ?? 0, count = last - first + 1;
  const sum = (n: number[], down: boolean): number =>
    layers.reduce((all, layer, i) => all + (!!layer.down === down ? n[i] ?? 0 : 0), 0);
  const up = ceiling(Math.max(1, ...series.buckets.map(b => sum(b.n, false))));
  const hanging = layers.some(layer => layer.down);
  const down = hanging ? ceiling(Math.max(1, ...series.buckets.map(b => sum(b.n, true)))) : 0;
  const room = height - bottom - top, scale = room / (up + down), zero = top + up * scale;
  const step = inner / count, bar = Math.max(1, Math.min(step * 0.8, 34));
  const x = (i: number): number => left + (i - first + 0.5) * step;
  const svg = s('svg', {viewBox: `0 0 ${width} ${height}`, width, height, role: 'img', tabindex: 0,
    'aria-label': `${title}. ${series.buckets.length} ${series.by}s; arrow keys read them one by one.`});
  for (const [value, y] of [[up, top],
    ...(up > 1 ? [[up / 2, top + room * up / (up + down) / 2]] : []), [0, zero],
    ...(hanging ? [[down, height - bottom]] : [])] as [number, number][])
    svg.append(s('line', {class: value ? 'grid' : 'axis', x1: left, x2: width, y1: y, y2: y}),
      s('text', {class: 'tick', x: left - 5, y: y + 3.5, 'text-anchor': 'end'}, compact(value)));
  const every = Math.max(1, Math.ceil(count * 84 / inner));
  for (let place = first + (every - 1 >> 1); place <= last; place += every)
    svg.append(s('text', {class: 'tick', x: Math.min(x(place), width - 32), y: height - 5,
      'text-anchor': 'middle'}, date(nameAt(series.by, place))));
  const cursor = s('rect', {class: 'cursor', y: top, height: room, width: Math.max(step, 3), visibility: 'hidden'});
  svg.append(cursor);
  series.buckets.forEach((bucket, b) => {
    let above = zero, below = zero;
    layers.forEach((layer, i) => {
      const size = (bucket.n[i] ?? 0) * scale;
      if (!size) return;
      const y = layer.down ? below : above - size;
      if (layer.down) below += size; else above -= size;
      svg.append(s('rect', {class: layer.className, x: x(at[b] ?? 0) - bar / 2, y, width: bar,
        height: Math.max(size, 0.75)}));
    });
  });
  watch(svg, series, at, x, cursor, step, layers, select);
  return svg;
}

function watch(svg: SVGSVGElement, series: Series, at: number[], x: (i: number) => number,
  cursor: SVGRectElement, step: number, layers: Layer[], select: TimeChart['select']): void {
  let current = -1;
  const content = (i: number): Child[] => {
    const bucket = series.buckets[i];
    return bucket ? [h('strong', null, bucketName(series.by, bucket.from)), h('dl', null,
      layers.map((layer, l) => [h('dt', null, h('i', {class: layer.className}), layer.label),
        h('dd', null, number(bucket.n[l] ?? 0))]))] : [];
  };
  const show = (i: number, clientX?: number, clientY?: number): void => {
    const box = svg.getBoundingClientRect();
    current = i;
    cursor.setAttribute('x', String(x(at[i] ?? 0) - Math.max(step, 3) / 2));
    cursor.setAttribute('visibility', 'visible');
    showTip(clientX ?? box.left + x(at[i] ?? 0), clientY ?? box.top + 30, ...content(i));
  };
  const leave = (): void => { hideTip(); cursor.setAttribute('visibility', 'hidden'); };
  const choose = (): void => {
    const bucket = series.buckets[current];
    if (select && bucket) select(bucket.from, series.by === 'week'
      ? nameAt('day', position('day', bucket.from) + 6) : bucket.from);
  };
  svg.addEventListener('pointermove', event => {
    const place = event.clientX - svg.getBoundingClientRect().left;
    let best = 0;
    at.forEach((_, i) => {
      if (Math.abs(x(at[i] ?? 0) - place) < Math.abs(x(at[best] ?? 0) - place)) best = i;
    });
    show(best, event.clientX, event.clientY);
  });
  svg.addEventListener('pointerleave', leave);
  svg.addEventListener('blur', leave);
  svg.addEventListener('click', choose);
  svg.addEventListener('keydown', event => {
    const moves: Record<string, number> = {ArrowRight: current + 1, ArrowLeft: current - 1, Home: 0,
      End: at.length - 1};
    const to = moves[event.key];
    if (event.key === 'Enter') choose();
    if (event.key === 'Escape') leave();
    if (to === undefined) return;
    event.preventDefault();
    show(Math.max(0, Math.min(at.length - 1, to)));
  });
  if (select) styled(svg, {cursor: 'pointer'});
}

// Rows of a label, a bar and a number.
export interface Bar { label: Child; parts: [className: string, n: number][]; note?: Child; title?: string }

const total = ({parts}: Bar): string => {
  const n = parts.reduce((all, [, part]) => all + part, 0);
  return n < 10000 ? number(n) : compact(n);
};

export function barList(bars: Bar[], className = ''): HTMLElement {
  const most = Math.max(1, ...bars.map(bar => bar.parts.reduce((all, [, n]) => all + n, 0)));
  return h('ul', {class: `bars ${className}`}, bars.map(bar => h('li', {title: bar.title ?? null},
    h('span', {class: 'label'}, bar.label),
    h('span', {class: 'track', 'aria-hidden': 'true'}, bar.parts.map(([part, n]) =>
      styled(h('i', {class: part}), {width: `${(n / most) * 100}%`}))),
    h('span', {class: 'n'}, bar.note ?? total(bar)))));
}
