// Network: the matrix as a picture: countries that deal with each other lie near each other.
import type {Pair} from '../api';
import {h, responsive, s, styled, withTip} from '../dom';
import {balance, balanceColor, balanceWords, countryName, number, plural} from '../names';
import {pairHref, partyHref} from '../parts';
import type {View} from '../view';
import {busiest, frame, loadPairs} from './matrix';

interface Node2 { code: string; n: number; x: number; y: number; r: number }
interface Edge { a: Node2; b: Node2; n: number; cooperation: number; conflict: number }

function gather(pairs: Pair[], width: number): [Node2[], Edge[]] {
  const sums = busiest(pairs), most = sums[0]?.[1] ?? 1;
  const nodes = sums.filter(([, n]) => n).map(([code, n], i) => ({code, n,
    r: (0.3 + 0.7 * Math.sqrt(n / most)) * Math.max(13, Math.min(27, width / 40)), x: Math.cos(i * 2.4) * Math.sqrt(i + 0.5),
    y: Math.sin(i * 2.4) * Math.sqrt(i + 0.5)}));
  const by = new Map(nodes.map(node => [node.code, node])), edges = new Map<string, Edge>();
  for (const p of pairs) {
    const a = by.get(p.source), b = by.get(p.target);
    if (!a || !b || a === b) continue;
    const key = [p.source, p.target].sort().join(' ');
    const edge = edges.get(key) ?? {a, b, n: 0, cooperation: 0, conflict: 0};
    edge.n += p.n;
    edge.cooperation += p.cooperation;
    edge.conflict += p.conflict;
    edges.set(key, edge);
  }
  return [nodes, [...edges.values()].sort((x, y) => x.n - y.n)];
}

// Springs along edges, repulsion between all, a fixed number of cooling steps: the same each time.
function settle(nodes: Node2[], edges: Edge[], width: number, height: number): void {
  const space = Math.sqrt(width * height / Math.max(nodes.length, 1)) * 0.62;
  for (const node of nodes) { node.x = node.x * space * 0.6; node.y = node.y * space * 0.5; }
  for (let step = 0; step < 260; step++) {
    const heat = space * 0.35 * (1 - step / 260), moves = nodes.map(() => [0, 0] as [number, number]);
    nodes.forEach((p, i) => nodes.forEach((q, j) => {
      if (i === j) return;
      const dx = p.x - q.x, dy = p.y - q.y, d = Math.max(Math.hypot(dx, dy), 1);
      const force = space * space / d * (d < p.r + q.r + 34 ? 6 : 1);
      const move = moves[i] as [number, number];
      move[0] += dx / d * force;
      move[1] += dy / d * force;
    }));
    for (const edge of edges) {
      const dx = edge.a.x - edge.b.x, dy = edge.a.y - edge.b.y, d = Math.max(Math.hypot(dx, dy), 1);
      const force = d * d / space * Math.min(1, 0.25 + Math.log1p(edge.n) / 5);
      const of = moves[nodes.indexOf(edge.a)] as [number, number];
      const to = moves[nodes.indexOf(edge.b)] as [number, number];
      of[0] -= dx / d * force; of[1] -= dy / d * force;
      to[0] += dx / d * force; to[1] += dy / d * force;
    }
    nodes.forEach((node, i) => {
      const move = moves[i] as [number, number];
      move[0] -= node.x * 0.9; move[1] -= node.y * 0.9 * width / height;
      const size = Math.max(Math.hypot(...move), 0.01), far = Math.min(size, heat);
      node.x += move[0] / size * far;
      node.y += move[1] / size * far;
    });
  }
  const fit = (values: number[], room: number): (v: number) => number => {
    const low = Math.min(...values), high = Math.max(...values);
    return v => high > low ? 52 + (v - low) / (high - low) * (room - 104) : room / 2;
  };
  const x = fit(nodes.map(n => n.x), width), y = fit(nodes.map(n => n.y), height);
  for (const node of nodes) { node.x = x(node.x); node.y = y(node.y); }
  for (let pass = 0; pass < 60; pass++) nodes.forEach((p, i) => nodes.slice(i + 1).forEach(q => {
    const dx = q.x - p.x || 0.1, dy = q.y - p.y || 0.1, d = Math.hypot(dx, dy);
    const push = Math.max(0, p.r + q.r + 22 - d) / d / 2;
    p.x -= dx * push; p.y -= dy * push; q.x += dx * push; q.y += dy * push;
    for (const node of [p, q]) {
      node.x = Math.max(44, Math.min(width - 44, node.x));
      node.y = Math.max(node.r + 4, Math.min(height - node.r - 18, node.y));
    }
  }));
}

function draw(pairs: Pair[], width: number): Node {
  const [nodes, edges] = gather(pairs, width), height = Math.max(440, Math.min(640, width * 0.62));
  settle(nodes, edges, width, height);
  const most = Math.max(1, ...edges.map(e => e.n));
  const svg = s('svg', {class: 'network', viewBox: `0 0 ${width} ${height}`, width, height,
    role: 'group', 'aria-label': 'Network of countries'});
  for (const e of edges) {
    const b = balance(e.cooperation, e.conflict), weight = Math.log1p(e.n) / Math.log1p(most);
    const line = s('line', {x1: e.a.x, y1: e.a.y, x2: e.b.x, y2: e.b.y});
    styled(line, {stroke: balanceColor(b, 0.35 + 0.65 * weight), 'stroke-width': `${1 + 7 * weight}`});
    const link = s('a', {href: pairHref(e.a.code, e.b.code), tabindex: -1, 'aria-hidden': 'true'},
      s('line', {class: 'reach', x1: e.a.x, y1: e.a.y, x2: e.b.x, y2: e.b.y}), line);
    svg.append(withTip(link, () => [h('strong', null,
      `${countryName(e.a.code)} ↔ ${countryName(e.b.code)}`),
    h('p', null, `${plural(e.n, 'event')}, ${balanceWords(b)}`)]));
  }
  const names = s('g', {class: 'labels'});
  for (const node of nodes) {
    const around = edges.filter(e => e.a === node || e.b === node);
    const b = balance(around.reduce((n, e) => n + e.cooperation, 0),
      around.reduce((n, e) => n + e.conflict, 0));
    const circle = styled(s('circle', {cx: node.x, cy: node.y, r: node.r}),
      {fill: balanceColor(b, 0.8)});
    const link = s('a', {href: partyHref(node.code), 'aria-label':
      `${countryName(node.code)}: ${plural(node.n, 'event')} with ${around.length} others`}, circle);
    const label = s('text', {x: node.x, y: node.y + node.r + 13, 'text-anchor': 'middle',
      'aria-hidden': 'true'}, countryName(node.code));
    names.append(label);
    link.addEventListener('pointerenter', () => {
      for (const other of svg.querySelectorAll('a')) other.classList.add('far');
      link.classList.remove('far');
      for (const e of around) {
        svg.children[edges.indexOf(e)]?.classList.remove('far');
        const to = e.a === node ? e.b : e.a;
        svg.children[edges.length + nodes.indexOf(to)]?.classList.remove('far');
      }
    });
    link.addEventListener('pointerleave', () => {
      for (const other of svg.querySelectorAll('a')) other.classList.remove('far');
    });
    svg.append(withTip(link, () => [h('strong', null, countryName(node.code)),
      h('p', null, `${number(node.n)} events with ${around.length} others, ${balanceWords(b)}`)]));
  }
  svg.append(names);
  return svg;
}

export const network: View = async context => {
  const {pairs} = await loadPairs(context);
  return frame(context, '/network', pairs.some(p => p.source !== p.target)
    ? responsive(width => draw(pairs, width), 'plot card')
    : h('p', {class: 'empty'}, 'No events between countries in this time.'));
};
