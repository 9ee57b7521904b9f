// Search: statements, events or articles by words, parties, standing, time; the address is the link.
import {type ArticleItem, type Count, type Facets, get, type Params, query} from '../api';
import {type Child, h} from '../dom';
import {codeName, countryName, date, number, plural, QUADS, STANDINGS} from '../names';
import {choice, countrySelect, dateInputs, downloads, endless, eventCard, filterForm, loading,
  statementCard} from '../parts';
import type {View} from '../view';

const COMMON = ['text', 'who', 'to', 'since', 'until', 'source'];
const FIELDS: Record<string, string[]> = {statements: [...COMMON, 'standing', 'place'],
  events: [...COMMON, 'status', 'code', 'quad', 'place'], articles: COMMON};
const HEADS: Record<string, string> = {standing: 'Standing', status: 'Status', code: 'Kind of act',
  quad: 'Class', who: 'Who', to: 'To whom', year: 'Year', source: 'Publisher'};

const NAMES: Record<string, (value: string) => string> = {
  standing: value => (STANDINGS[value] ?? [value])[0], status: value => value.replaceAll('-', ' '),
  code: codeName, quad: value => QUADS[+value - 1] ?? value, who: countryName, to: countryName,
};

function articleCard(a: ArticleItem): HTMLElement {
  return h('article', {class: 'card news'}, h('h3', null, h('a', {href: `/article/${a.id}`},
    a.title ?? 'Article without a headline')), h('p', {class: 'from'}, [date(a.published), a.dateline,
    a.source || a.agency, a.byline, plural(a.statements, 'statement'), plural(a.events, 'event')]
    .filter(Boolean).join(' · ')));
}

// a facet's values lead to the same search with that value, or without it where it is set
function facetList(path: string, params: Params, facet: string, counts: Count[]): HTMLElement {
  const field = facet === 'year' ? 'since' : facet;
  return h('section', null, h('h3', null, HEADS[facet] ?? facet), h('ul', null, counts.map(c => {
    const set = facet === 'year' ? params.since === c.value && params.until === c.value
      : params[field] === c.value;
    const to = facet === 'year' ? {since: set ? null : c.value, until: set ? null : c.value}
      : {[field]: set ? null : c.value};
    return h('li', null, h('a', {href: path + query({...params, ...to}),
      'aria-current': set ? 'true' : null}, (NAMES[facet] ?? String)(c.value)),
    h('span', {class: 'n'}, number(c.n)));
  })));
}

const byYear = (counts: Count[]): Count[] =>
  [...counts].sort((a, b) => b.value.localeCompare(a.value));

async function facets(box: HTMLElement, kind: string, path: string, params: Params,
  signal: AbortSignal): Promise<void> {
  try {
    const {matches, ...found} = await get<Facets>('facets', {of: kind, ...params}, signal);
    const order = Object.keys(HEADS).filter(facet => found[facet]?.length);
    box.replaceChildren(h('p', {class: 'hint'}, matches > 3000
      ? 'More than 3,000 match; counted in the 3,000 added last'
      : `${number(matches)} ${matches === 1 ? 'match' : 'matches'}`),
    ...order.map(facet => facetList(path, params, facet,
      facet === 'year' ? byYear(found[facet] ?? []) : found[facet] ?? [])));
  } catch {
    box.replaceChildren();
  }
}

export const search: View = ({words: [kind = ''], params, signal, go}) => {
  const path = `/${kind}`;
  const asked: Params = Object.fromEntries((FIELDS[kind] ?? []).map(name => [name, params.get(name)]));
  const value = (name: string): string | null => params.get(name);
  const fields: Child[] = [
    h('label', {class: 'long'}, h('span', null, 'Words'), h('input', {type: 'search', name: 'text',
      value: value('text'), placeholder: 'words, or "a phrase"'})),
    countrySelect('who', kind === 'articles' ? 'About' : 'Who', value('who')),
    countrySelect('to', kind === 'articles' ? 'and' : 'To whom', value('to')),
    kind === 'statements' ? choice('standing', 'Standing', value('standing'),
      Object.entries(STANDINGS).map(([v, [text]]) => [v, text])) : null,
    kind === 'events' ? choice('quad', 'Class', value('quad'),
      QUADS.map((q, i) => [String(i + 1), q])) : null,
    ...dateInputs(value('since'), value('until')),
    ...['status', 'code', 'source', 'place'].filter(name => asked[name])
      .map(name => h('input', {type: 'hidden', name, value: value(name)}))];
  const side = h('aside', {class: 'facets', 'aria-label': 'Narrow down'}, loading());
  void facets(side, kind, path, asked, signal);
  const tab = (to: string, text: string): HTMLElement => h('a', {href: `/${to}`
    + query({...asked, standing: null, status: null, quad: null, code: null, place: null}),
  'aria-current': to === kind ? 'page' : null}, text);
  return [
    h('div', {class: 'title'}, h('h1', null, 'Search'), h('nav', {class: 'tabs',
      'aria-label': 'What is searched'}, tab('statements', 'Statements'), tab('events', 'Events'),
    tab('articles', 'Articles'))),
    filterForm(path, fields, go),
    h('div', {class: 'withside'}, side, h('div', null,
      kind === 'statements' ? endless('statements', asked, statementCard)
        : kind === 'events' ? endless('events', asked, eventCard)
          : endless('articles', asked, articleCard),
      downloads(kind, asked))),
  ];
};
