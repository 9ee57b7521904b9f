// The frame around the views: the way from the address to a view, the head, search, light and dark.
import {get, type Page, type Party} from './api';
import {h, hideTip} from './dom';
import {countryList} from './names';
import {failure, loading, partyHref} from './parts';
import {article} from './views/article';
import {claims} from './views/claims';
import {map} from './views/map';
import {matrix} from './views/matrix';
import {network} from './views/network';
import {overview} from './views/overview';
import {pair, pairChoice} from './views/pair';
import {party} from './views/party';
import {search} from './views/search';
import type {Context, View} from './view';

const VIEWS: [RegExp, View][] = [
  [/^\/$/, overview], [/^\/matrix$/, matrix], [/^\/network$/, network],
  [/^\/pair$/, pairChoice], [/^\/pair\/([^/]+)\/([^/]+)$/, pair], [/^\/party\/([^/]+)$/, party],
  [/^\/map$/, map], [/^\/claims$/, claims], [/^\/article\/(\d+)$/, article],
  [/^\/(statements|events|articles)$/, search],
];
const NAV = [['/', 'Overview'], ['/matrix', 'Who ↔ whom'], ['/pair', 'Timeline'], ['/map', 'Map'],
  ['/claims', 'Claims'], ['/statements', 'Search']] as const;

const main = h('main', {id: 'main', tabindex: -1});
const links = NAV.map(([href, text]) => h('a', {href}, text));
let leaving = new AbortController();

function section(path: string): string {
  if (path === '/network') return '/matrix';
  if (/^\/(events|articles)/.test(path)) return '/statements';
  return path.startsWith('/pair') ? '/pair' : path;
}

async function show(focus: boolean): Promise<void> {
  const path = location.pathname, here = section(path);
  leaving.abort();
  leaving = new AbortController();
  const {signal} = leaving;
  hideTip();
  for (const link of links)
    if (link.pathname === here) {
      link.setAttribute('aria-current', 'page');
      link.scrollIntoView({block: 'nearest', inline: 'nearest'});
    } else link.removeAttribute('aria-current');
  const found = VIEWS.find(([pattern]) => pattern.test(path));
  const words = found?.[0].exec(path)?.slice(1).map(decodeURIComponent) ?? [];
  const context: Context = {words, params: new URLSearchParams(location.search), signal, go};
  main.replaceChildren(loading());
  main.setAttribute('aria-busy', 'true');
  try {
    const shown = found ? await found[1](context) : missing();
    if (signal.aborted) return;
    main.replaceChildren(...shown);
  } catch (error) {
    if (signal.aborted) return;
    main.replaceChildren(failure(error));
  }
  main.removeAttribute('aria-busy');
  document.title = [main.querySelector('h1')?.textContent, 'onrecord'].filter(Boolean).join(' · ');
  if (focus) main.focus({preventScroll: true});
  document.dispatchEvent(new Event('shown'));
}

function missing(): Node[] {
  return [h('h1', null, 'There is nothing here'),
    h('p', null, h('a', {href: '/'}, 'Back to the overview'))];
}

export function go(to: string): void {
  const stays = to.split('?')[0] === location.pathname;
  history.pushState(null, '', to);
  if (!stays) scrollTo(0, 0);
  void show(!stays);
}

// ---- the search field, with suggestions ----

function searchField(): HTMLElement {
  const input = h('input', {type: 'search', name: 'text', placeholder: 'Search words, people, countries',
    'aria-label': 'Search', role: 'combobox', 'aria-expanded': 'false', 'aria-controls': 'suggestions',
    'aria-autocomplete': 'list', autocomplete: 'off', spellcheck: 'false'});
  const list = h('ul', {id: 'suggestions', role: 'listbox', hidden: true});
  let chosen = -1, asked = 0;
  const open = (is: boolean): void => {
    list.hidden = !is;
    input.setAttribute('aria-expanded', String(is));
    if (!is) { chosen = -1; input.removeAttribute('aria-activedescendant'); }
  };
  const choose = (to: string): void => { open(false); input.blur(); go(to); };
  const suggest = (parties: Party[]): void => {
    list.replaceChildren(...parties.map((party, i) => {
      const item = h('li', {role: 'option', id: `suggestion${i}`, 'data-to': partyHref(party.id ?? '')},
        h('span', null, party.name), h('small', null, party.kind === 'country' ? 'country'
          : [party.role, party.country].filter(Boolean).join(', ') || party.kind));
      item.addEventListener('pointerdown', event => {
        event.preventDefault();
        choose(partyHref(party.id ?? ''));
      });
      return item;
    }));
    open(parties.length > 0);
  };
  const update = async (): Promise<void> => {
    const text = input.value.trim(), turn = ++asked;
    if (text.length < 2) { open(false); return; }
    const begins = countryList.filter(c => c.name.toLowerCase().startsWith(text.toLowerCase()))
      .slice(0, 4).map(c => ({id: c.code, name: c.name, kind: 'country', country: c.code}));
    const page = await get<Page<Party>>('parties', {text, limit: 8}).catch(() => ({items: []}));
    if (turn !== asked || document.activeElement !== input) return;
    suggest([...begins, ...page.items.filter(p => p.kind !== 'country')].slice(0, 9));
  };
  input.addEventListener('input', () => void update());
  input.addEventListener('blur', () => open(false));
  input.addEventListener('keydown', event => {
    const options = [...list.children] as HTMLElement[];
    if (event.key === 'Escape') open(false);
    if (list.hidden || (event.key !== 'ArrowDown' && event.key !== 'ArrowUp')) return;
    event.preventDefault();
    chosen = (chosen + (event.key === 'ArrowDown' ? 1 : -1) + options.length + 1)
      % (options.length + 1);
    options.forEach((option, i) => option.setAttribute('aria-selected', String(i === chosen)));
    input.setAttribute('aria-activedescendant', options[chosen]?.id ?? '');
  });
  const form = h('form', {class: 'find', role: 'search'}, input, list);
  form.addEventListener('submit', event => {
    event.preventDefault();
    const option = list.children[chosen] as HTMLElement | undefined;
    if (option?.dataset.to) choose(option.dataset.to);
    else if (input.value.trim())
      choose(`/statements?${new URLSearchParams({text: input.value.trim()})}`);
  });
  document.addEventListener('keydown', event => {
    const typing = (event.target as Element).closest('input, select, textarea');
    if (event.key !== '/' || typing || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    input.focus();
  });
  return form;
}

// ---- light and dark ----

function themeButton(): HTMLElement {
  const root = document.documentElement;
  const saved = localStorage.getItem('theme');
  if (saved) root.dataset.theme = saved;
  const button = h('button', {type: 'button', class: 'theme', 'aria-label': 'Light or dark'}, '◐');
  button.addEventListener('click', () => {
    const dark = root.dataset.theme ? root.dataset.theme === 'dark'
      : matchMedia('(prefers-color-scheme: dark)').matches;
    root.dataset.theme = dark ? 'light' : 'dark';
    localStorage.setItem('theme', root.dataset.theme);
  });
  return button;
}

document.body.append(
  h('a', {class: 'skip', href: '#main'}, 'To the content'),
  h('header', {class: 'top'}, h('a', {class: 'name', href: '/'}, 'on', h('b', null, 'record')),
    h('nav', {'aria-label': 'Views'}, links), searchField(), themeButton()),
  main,
  h('footer', {class: 'bottom'}, h('p', null, 'Everything here was read out of news articles by a '
    + 'program and can be wrong; each line leads to the words it was taken from.'),
  h('p', null, h('a', {href: '/api/openapi.json'}, 'API'), ' · places: GeoNames')));

document.addEventListener('click', event => {
  const link = (event.target as Element).closest('a');
  if (!link || event.defaultPrevented || event.button || event.metaKey || event.ctrlKey
    || event.shiftKey || link.hasAttribute('download')) return;
  const to = new URL(link.getAttribute('href') ?? '', location.href);
  if (to.origin !== location.origin || to.pathname.startsWith('/api')) return;
  if (to.hash && to.pathname === location.pathname && to.search === location.search) return;
  event.preventDefault();
  go(to.pathname + to.search + to.hash);
});
addEventListener('popstate', () => void show(false));
void show(false);
