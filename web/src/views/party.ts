// A person, body or country: what they said and in which standing, what they did and to whom.
import {get, type Count, type PartyPage, query} from '../api';
import {barList, timeChart} from '../charts';
import {h} from '../dom';
import {countryName, number, plural, STANDINGS} from '../names';
import {choice, dateInputs, downloads, endless, eventCard, filterForm, pairHref, partyHref, partyLink,
  partyName, statementCard} from '../parts';
import type {Context, View} from '../view';

const KINDS: Record<string, string> = {person: 'Person', organization: 'Body', country: 'Country',
  place: 'Place', group: 'Group'};

function facts({party, names, roles}: PartyPage): Node {
  const others = (names ?? []).filter(c => c.value !== party.name).map(c => c.value);
  const list = (items: Count[] | undefined): string => (items ?? []).map(c => c.value).join(', ');
  return h('p', {class: 'lead'}, [KINDS[party.kind] ?? party.kind, party.kind !== 'country'
    && party.country && countryName(party.country), party.actor, list(roles)].filter(Boolean).join(' · '),
  others.length ? [h('br'), h('small', null, `also named ${others.join(', ')}`)] : null);
}

function listed({params, go}: Context, id: string): Node[] {
  const path = partyHref(id), done = params.get('show') === 'events';
  const filter = {since: params.get('since'), until: params.get('until'), text: params.get('text'),
    ...(done ? {with: id} : {who: id, standing: params.get('standing')})};
  const {with: _, who: __, ...kept} = {with: '', who: '', ...filter};
  const tab = (show: string | null, text: string): HTMLElement => h('a', {
    href: path + query({...kept, standing: null, show}),
    'aria-current': (show === 'events') === done ? 'page' : null}, text);
  return [h('nav', {class: 'tabs', 'aria-label': 'What is listed'}, tab(null, 'What they said'),
    tab('events', 'What they did, and was done to them')),
  filterForm(path, [done ? h('input', {type: 'hidden', name: 'show', value: 'events'}) : null,
    h('label', null, h('span', null, 'Words'), h('input', {name: 'text', type: 'search',
      value: params.get('text')})),
    ...dateInputs(params.get('since'), params.get('until')),
    done ? null : choice('standing', 'Standing', params.get('standing'),
      Object.entries(STANDINGS).map(([value, [words]]) => [value, words]))], go),
  done ? endless('events', filter, eventCard, 'No events on record.')
    : endless('statements', filter, statementCard, 'Nothing on record.'),
  downloads(done ? 'events' : 'statements', filter)];
}

export const party: View = async context => {
  const {words: [id = ''], signal, go} = context;
  const answer = await get<PartyPage>('party', {id}, signal);
  const {party: who, standings, series, partners, speakers} = answer;
  const said = standings.reduce((all, c) => all + c.n, 0);
  return [
    h('h1', null, partyName(who)), facts(answer),
    h('div', {class: 'columns'},
      h('section', null, h('h2', null, plural(said, 'statement')), standings.length
        ? barList(standings.map(c => ({label: h('a', {href: partyHref(id) + query({standing: c.value})},
          (STANDINGS[c.value] ?? [c.value])[0]), parts: [[`family ${(STANDINGS[c.value]
          ?? ['', 'plain'])[1]}`, c.n]]})), 'standings') : h('p', {class: 'empty'}, 'Nothing said.')),
      h('section', null, h('h2', null, 'Dealings with'), partners.length ? barList(partners.map(p => ({
        label: h('a', {href: pairHref(id, p.country)}, countryName(p.country)),
        parts: [['coop', p.cooperation], ['conf', p.conflict]],
        title: `${number(p.to)} to, ${number(p.from)} from ${countryName(p.country)}`})), 'pairs')
        : h('p', {class: 'empty'}, 'No events with anybody.')),
      h('section', {class: speakers?.length ? null : 'wide'}, h('h2', null, `Said by ${series.by}`),
        timeChart({title: `Statements by ${series.by}`, series, height: 140,
          layers: [{label: 'statements', className: 'said'}],
          select: (since, until) => go(partyHref(id) + query({since, until}))})),
      speakers?.length ? h('section', null, h('h2', null, 'Who speaks for them'), h('ol',
        {class: 'people'}, speakers.map(p => h('li', null, partyLink(p), h('span', {class: 'n'},
          number(p.n)))))) : null),
    ...listed(context, id),
  ];
};
