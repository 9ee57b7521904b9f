// Map: where the events took place. Land is drawn as dots: every cell of one degree and a half with
// a town in it. Circles are places, as large as the number of events there.
import {get, type MapPlace, type Params} from '../api';
import {barList} from '../charts';
import {h, s, styled, withTip} from '../dom';
import {LAND, LAND_COLUMNS, LAND_STEP} from '../land';
import {balance, balanceColor, balanceWords, countryName, number, plural, QUADS} from '../names';
import {choice, countrySelect, dateInputs, downloads, filterForm} from '../parts';
import type {View} from '../view';

const WIDTH = 1000, NORTH = 82, SOUTH = -57;
// Equal steps of longitude; latitudes a little stretched towards the poles, as maps of the news are
const X = (lon: number): number => (lon + 180) / 360 * WIDTH;
const stretch = (lat: number): number => lat * (1 + 0.0000185 * lat * lat);
const Y = (lat: number): number => (stretch(NORTH) - stretch(lat)) / 360 * WIDTH * 1.12;
const HEIGHT = Math.round(Y(SOUTH));

function ground(): SVGElement[] {
  const bits = atob(LAND), step = LAND_STEP, radius = X(step - 180) * 0.37;
  let path = '';
  for (let i = 0; i < bits.length * 8; i++) {
    if (!(bits.charCodeAt(i >> 3) >> (i & 7) & 1)) continue;
    const lon = -180 + (i % LAND_COLUMNS + 0.5) * step, lat = 90 - (Math.floor(i / LAND_COLUMNS) + 0.5) * step;
    if (lat < NORTH && lat > SOUTH)
      path += `M${X(lon).toFixed(1)} ${Y(lat).toFixed(1)}h0`;
  }
  const lines: SVGElement[] = [];
  for (let lon = -150; lon <= 150; lon += 30)
    lines.push(s('line', {class: 'graticule', x1: X(lon), x2: X(lon), y1: 0, y2: HEIGHT}));
  for (let lat = -30; lat <= 60; lat += 30)
    lines.push(s('line', {class: lat ? 'graticule' : 'graticule equator', x1: 0, x2: WIDTH,
      y1: Y(lat), y2: Y(lat)}));
  return [...lines, styled(s('path', {class: 'land', d: path}),
    {'stroke-width': (2 * radius).toFixed(2)})];
}

interface Frame { x: number; y: number; w: number }

function draw(places: MapPlace[], go: (to: string) => void, link: (p: MapPlace) => string): HTMLElement {
  const frame: Frame = {x: 0, y: 0, w: WIDTH};
  const most = Math.max(1, ...places.map(p => p.n));
  const circles = places.map(p => {
    const b = balance(p.cooperation, p.conflict), country = p.kind === 'country';
    const circle = s('circle', {class: country ? 'whole' : null, cx: X(p.lon ?? 0), cy: Y(p.lat ?? 0),
      'data-r': 2 + 19 * Math.sqrt(p.n / most)});
    styled(circle, {'--color': balanceColor(b)});
    const a = s('a', {href: link(p), tabindex: -1, 'aria-label': `${p.name}: ${plural(p.n, 'event')}`},
      circle);
    return withTip(a, () => [h('strong', null, p.name), h('p', null, [p.division !== p.name
      && p.division, p.country && p.kind !== 'country' && countryName(p.country)].filter(Boolean)
      .join(', ')), h('p', null, `${plural(p.n, 'event')}, ${balanceWords(b)}`)]);
  });
  const svg = s('svg', {class: 'map', role: 'group', tabindex: 0,
    'aria-label': 'Map; plus, minus and arrow keys move it; the places are listed below'},
  ...ground(), ...circles);
  const update = (): void => {
    frame.w = Math.max(60, Math.min(WIDTH, frame.w));
    const tall = frame.w * HEIGHT / WIDTH;
    frame.x = Math.max(0, Math.min(WIDTH - frame.w, frame.x));
    frame.y = Math.max(0, Math.min(HEIGHT - tall, frame.y));
    svg.setAttribute('viewBox', `${frame.x} ${frame.y} ${frame.w} ${tall}`);
    const shrink = Math.sqrt(frame.w / WIDTH), narrow = svg.clientWidth && svg.clientWidth < 600 ? 1.6 : 1;
    for (const circle of svg.querySelectorAll('circle'))
      circle.setAttribute('r', String(Number(circle.dataset.r) * shrink * narrow));
    styled(svg, {'--hair': String(shrink)});
  };
  const zoom = (by: number, cx = frame.x + frame.w / 2, cy = frame.y + frame.w * HEIGHT / WIDTH / 2): void => {
    const w = Math.max(60, Math.min(WIDTH, frame.w * by)), ratio = w / frame.w;
    frame.x = cx - (cx - frame.x) * ratio;
    frame.y = cy - (cy - frame.y) * ratio;
    frame.w = w;
    update();
  };
  const point = (event: MouseEvent): [number, number] => {
    const box = svg.getBoundingClientRect(), scale = frame.w / box.width;
    return [frame.x + (event.clientX - box.left) * scale, frame.y + (event.clientY - box.top) * scale];
  };
  svg.addEventListener('wheel', event => {
    if (!event.ctrlKey && !event.metaKey && frame.w >= WIDTH && event.deltaY > 0) return;
    event.preventDefault();
    zoom(event.deltaY > 0 ? 1.2 : 1 / 1.2, ...point(event));
  }, {passive: false});
  svg.addEventListener('dblclick', event => zoom(0.5, ...point(event)));
  let held: [number, number] | null = null, moved = false;
  svg.addEventListener('pointerdown', event => { held = [event.clientX, event.clientY]; moved = false; });
  svg.addEventListener('pointermove', event => {
    if (!held || !(event.buttons & 1)) return;
    const scale = frame.w / svg.getBoundingClientRect().width;
    const dx = event.clientX - held[0], dy = event.clientY - held[1];
    if (Math.abs(dx) + Math.abs(dy) < 4 && !moved) return;
    moved = true;
    frame.x -= dx * scale;
    frame.y -= dy * scale;
    held = [event.clientX, event.clientY];
    update();
  });
  svg.addEventListener('dragstart', event => event.preventDefault());
  svg.addEventListener('click', event => {
    const a = (event.target as Element).closest('a');
    event.preventDefault();
    if (a && !moved) go(a.getAttribute('href') ?? '/map');
  });
  svg.addEventListener('keydown', event => {
    const step = frame.w / 8;
    const moves: Record<string, () => void> = {'+': () => zoom(0.7), '=': () => zoom(0.7),
      '-': () => zoom(1.4), ArrowLeft: () => { frame.x -= step; }, ArrowRight: () => { frame.x += step; },
      ArrowUp: () => { frame.y -= step; }, ArrowDown: () => { frame.y += step; }};
    const move = moves[event.key];
    if (!move) return;
    event.preventDefault();
    move();
    update();
  });
  new ResizeObserver(update).observe(svg);
  update();
  const button = (text: string, label: string, by: number): HTMLElement => {
    const b = h('button', {type: 'button', 'aria-label': label}, text);
    b.addEventListener('click', () => zoom(by));
    return b;
  };
  return h('div', {class: 'mapbox'}, svg, h('div', {class: 'zoom'}, button('+', 'Nearer', 0.6),
    button('−', 'Farther', 1.7)));
}

export const map: View = async ({params, signal, go}) => {
  const asked: Params = Object.fromEntries(['with', 'quad', 'since', 'until']
    .map(name => [name, params.get(name)]));
  const {places} = await get<{places: MapPlace[]}>('map', asked, signal);
  const link = (p: MapPlace): string => `/events?${new URLSearchParams(Object.entries({
    place: String(p.id), quad: asked.quad, since: asked.since, until: asked.until})
    .filter((e): e is [string, string] => !!e[1]))}`;
  return [h('h1', null, 'Where it happened'),
    filterForm('/map', [countrySelect('with', 'By or on', params.get('with')),
      choice('quad', 'Class', params.get('quad'), QUADS.map((q, i) => [String(i + 1), q])),
      ...dateInputs(params.get('since'), params.get('until'))], go),
    h('p', {class: 'scale'}, h('span', null, 'conflict'), h('i', {class: 'ramp'}),
      h('span', null, 'cooperation'), h('small', null, 'dashed: a whole country')),
    places.length ? draw([...places].sort((a, b) => Number(b.kind === 'country')
      - Number(a.kind === 'country') || b.n - a.n), go, link)
      : h('p', {class: 'empty'}, 'No event with a place is on record here.'),
    h('h2', null, 'Places'), barList(places.slice(0, 24).map(p => ({
      label: h('a', {href: link(p)}, p.name, p.country && p.kind !== 'country'
        ? h('abbr', {title: countryName(p.country)}, p.country) : null),
      parts: [['coop', p.cooperation], ['conf', p.conflict]], title: `${number(p.n)} events`})),
    'pairs two'),
    downloads('map', asked)];
};
