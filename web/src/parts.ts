// What several views show alike: parties, statements, events, lists that go on, downloads.
import {apiUrl, get, type ArticleRef, type EventItem, type Page, type Params, type Party, query,
  type Statement} from './api';
import {add, type Child, h} from './dom';
import {codeName, countryList, countryName, date, QUADS, STANDINGS, STATUSES} from './names';

// ---- parties ----

export const partyHref = (id: string): string => `/party/${encodeURIComponent(id)}`;
export const pairHref = (a: string, b: string): string =>
  `/pair/${encodeURIComponent(a)}/${encodeURIComponent(b)}`;
export const partyName = (party: Party): string =>
  party.kind === 'country' && party.country ? countryName(party.country) : party.name;

export function partyLink(party: Party, plain = false): HTMLElement {
  const name = partyName(party);
  const title = [party.role, party.country && countryName(party.country), party.actor]
    .filter(Boolean).join(' · ');
  return h('span', {class: `party ${party.kind}`, title: title || null},
    party.id ? h('a', {href: partyHref(party.id)}, name) : name,
    !plain && party.role && party.kind === 'person' ? h('small', null, ` ${party.role}`) : null,
    party.kind !== 'country' && party.country
      ? h('abbr', {title: countryName(party.country)}, party.country) : null);
}

export function partyLinks(parties: Party[], none: string): Child[] {
  if (!parties.length) return [h('span', {class: 'nobody'}, none)];
  return parties.flatMap((party, i) =>
    [i === 0 ? null : i === parties.length - 1 ? ' and ' : ', ', partyLink(party)]);
}

// ---- chips ----

export function standingChip(standing: string): HTMLElement {
  const [words, family] = STANDINGS[standing] ?? [standing, 'plain'];
  return h('span', {class: `chip ${family}`}, words);
}

export const statusChip = (status: string): HTMLElement =>
  h('span', {class: `chip ${STATUSES[status] ?? 'plain'}`}, status.replaceAll('-', ' '));

export const quadMark = (quad: number): HTMLElement =>
  h('i', {class: `mark q${quad}`, role: 'img', 'aria-label': QUADS[quad - 1] ?? '',
    title: QUADS[quad - 1] ?? ''});

// ---- items ----

export function articleLine(article: ArticleRef, at = ''): HTMLElement {
  return h('p', {class: 'from'}, h('a', {href: `/article/${article.id}${at}`},
    article.title ?? 'Article without a headline'),
    article.source ? ` · ${article.source}` : null,
    article.published ? ` · ${date(article.published)}` : null);
}

export function statementCard(item: Statement): HTMLElement {
  const quoted = item.kind !== 'indirect', bare = !/["“”]/.test(item.content);
  return h('article', {class: 'card statement'},
    h('header', null, h('span', {class: 'who'}, partyLinks(item.speakers, 'Somebody not named')), ' ',
      standingChip(item.standing),
      item.addressees.length ? [' to ', partyLinks(item.addressees, '')] : null,
      h('time', null, date(item.date))),
    h(quoted ? 'blockquote' : 'p', {class: bare ? 'words bare' : 'words'}, item.content || '(nothing said)'),
    h('footer', null, articleLine(item.article, `#s${item.n}`),
      item.medium || item.via
        ? h('small', null, [item.medium, item.via && `through ${item.via}`].filter(Boolean).join(', '))
        : null));
}

export function eventCard(item: EventItem): HTMLElement {
  const mutual = item.sources.length > 1 && item.sources.length === item.targets.length
    && item.sources.every(party => item.targets.some(other => other.name === party.name));
  return h('article', {class: 'card event'},
    h('header', null,
      h('span', {class: 'who'}, quadMark(item.quad), partyLinks(item.sources, 'Somebody'),
        mutual ? null : [h('span', {class: 'arrow', 'aria-label': ' to '}, ' → '),
          partyLinks(item.targets, 'nobody named')]),
      h('time', null, date(item.date))),
    h('p', {class: 'act'}, h('strong', null, codeName(item.code)), ' ',
      statusChip(item.status), h('q', null, item.words)),
    h('footer', null, articleLine(item.article, `#e${item.n}`),
      item.on_word_of.length ? h('small', null, 'on the word of ',
        item.on_word_of[0]?.name ? partyLinks(item.on_word_of.filter(p => p.name), '')
          : 'somebody not named') : null,
      item.place ? h('small', null, item.place.name) : null));
}

// ---- lists that go on ----

export function failure(error: unknown): HTMLElement {
  return h('p', {class: 'notice', role: 'alert'},
    error instanceof Error ? error.message : 'Something went wrong.');
}

export const loading = (): HTMLElement =>
  h('p', {class: 'loading', 'aria-live': 'polite'}, 'Loading…');

// A list with a button for more of it.
export function endless<T>(view: string, params: Params, card: (item: T) => Node,
  empty: Child = 'Nothing found.'): HTMLElement {
  const list = h('div', {class: 'cards'}), more = h('button', {class: 'more', type: 'button'}, 'More');
  const box = h('section', {class: 'list', 'aria-busy': 'true'}, list, loading());
  let next: string | null = null;
  async function load(): Promise<void> {
    more.disabled = true;
    try {
      const page = await get<Page<T>>(view, {limit: 25, ...params, after: next});
      const first = page.items.map(card);
      add(list, ...first);
      next = page.next;
      if (!list.childElementCount) list.append(h('p', {class: 'empty'}, empty));
      box.replaceChildren(list, ...(next ? [more] : []));
    } catch (error) {
      box.replaceChildren(list, failure(error));
    }
    box.removeAttribute('aria-busy');
    more.disabled = false;
  }
  more.addEventListener('click', () => void load());
  void load();
  return box;
}

// What is shown, to be saved.
export function downloads(view: string, params: Params, table = true): HTMLElement {
  const name = `onrecord-${view}`;
  return h('p', {class: 'downloads'}, 'Save as ',
    table ? [h('a', {href: apiUrl(view, {...params, format: 'csv'}), download: `${name}.csv`}, 'CSV'),
      ' · '] : null,
    h('a', {href: apiUrl(view, {...params, ...(table ? {limit: null} : {})}),
      download: `${name}.json`}, 'JSON'));
}

// ---- choosing ----

export function countrySelect(name: string, label: string, value: string | null): HTMLElement {
  return h('label', null, h('span', null, label), h('select', {name},
    h('option', {value: ''}, '—'), value && !countryList.some(c => c.code === value)
      ? h('option', {value, selected: true}, value) : null,
    countryList.map(c => h('option', {value: c.code, selected: c.code === value}, c.name))));
}

export function choice(name: string, label: string, value: string | null,
  options: [string, string][]): HTMLElement {
  return h('label', null, h('span', null, label), h('select', {name}, h('option', {value: ''}, 'any'),
    options.map(([v, text]) => h('option', {value: v, selected: v === value}, text))));
}

export function dateInputs(since: string | null, until: string | null): HTMLElement[] {
  return [['since', 'Since', since], ['until', 'Until', until]].map(([name, label, value]) =>
    h('label', null, h('span', null, label), h('input', {name, value, size: 10, inputmode: 'numeric',
      placeholder: 'YYYY-MM-DD', pattern: '\\d{4}(-\\d\\d(-\\d\\d)?)?',
      title: 'a year, a month or a day: 2024, 2024-10, 2024-10-29', autocomplete: 'off'})));
}

// A form whose fields are the query of the address; goes there when one of them changes.
export function filterForm(path: string, fields: Child[], go: (to: string) => void): HTMLFormElement {
  const form = h('form', {class: 'filters', role: 'search'}, fields);
  const submit = (): void => {
    if (!form.reportValidity()) return;
    const params: Params = {};
    new FormData(form).forEach((value, name) => { params[name] = String(value); });
    go(path + query(params));
  };
  form.addEventListener('submit', event => { event.preventDefault(); submit(); });
  form.addEventListener('change', submit);
  return form;
}
