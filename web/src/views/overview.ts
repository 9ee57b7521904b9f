// Overview: how much there is, when it was said and done, between whom, and what is new.
import {get, type ArticleItem, type Overview, type Page} from '../api';
import {barList, timeChart} from '../charts';
import {h} from '../dom';
import {balance, balanceWords, compact, countryName, date, number, STANDINGS} from '../names';
import {pairHref} from '../parts';
import type {View} from '../view';

function counts(o: Overview): HTMLElement {
  const cells: [number, string, string][] = [[o.articles, 'articles', '/articles'],
    [o.statements, 'statements', '/statements'], [o.events, 'events', '/events'],
    [o.identities, 'people, bodies, countries', '/matrix']];
  return h('ul', {class: 'counts'}, cells.map(([n, words, href]) => h('li', null,
    h('a', {href, title: number(n)}, h('strong', null, n < 100000 ? number(n) : compact(n)), words))));
}

export const overview: View = async ({signal, go}) => {
  const [o, newest] = await Promise.all([get<Overview>('overview', {}, signal),
    get<Page<ArticleItem>>('articles', {limit: 8}, signal)]);
  if (!o.articles) return [h('h1', null, 'The record is empty'), h('p', {class: 'lead'},
    'Put articles into this store with ', h('code', null, 'onrecord add STORE FILES…'), ' and look again.')];
  const {by, buckets} = o.activity;
  const statements = {by, buckets: buckets.map(b => ({from: b.from, n: [b.n[0] ?? 0]}))
    .filter(b => b.n[0])};
  const events = {by, buckets: buckets.map(b => ({from: b.from,
    n: [b.n[2] ?? 0, b.n[1] ?? 0, b.n[3] ?? 0, b.n[4] ?? 0]})).filter(b => b.n.some(Boolean))};
  const toList = (kind: string) => (since: string, until: string): void =>
    go(`/${kind}?${new URLSearchParams({since, until})}`);
  return [
    h('h1', {class: 'motto'}, 'Who said or did what, to whom, and on whose word'),
    counts(o),
    h('div', {class: 'columns'},
      h('section', {class: 'wide'}, h('h2', null, `Events by ${by}`), timeChart({
        title: `Events by ${by}`, series: events, select: toList('events'), layers: [
          {label: 'material cooperation', className: 'q2'},
          {label: 'verbal cooperation', className: 'q1'},
          {label: 'verbal conflict', className: 'q3', down: true},
          {label: 'material conflict', className: 'q4', down: true}]})),
      h('section', {class: 'wide'}, h('h2', null, `Statements by ${by}`), timeChart({
        title: `Statements by ${by}`, series: statements, height: 130, select: toList('statements'),
        layers: [{label: 'statements', className: 'said'}]})),
      h('section', null, h('h2', null, 'Most active pairs'), barList(o.pairs.map(p => ({
        label: h('a', {href: pairHref(p.source, p.target)}, countryName(p.source),
          h('span', {class: 'arrow'}, ' → '), countryName(p.target)),
        parts: [['coop', p.cooperation], ['conf', p.conflict]],
        title: `${number(p.n)} events, ${balanceWords(balance(p.cooperation, p.conflict))}`})),
      'pairs'), h('p', null, h('a', {class: 'go', href: '/matrix'}, 'All who ↔ whom'))),
      h('section', null, h('h2', null, 'How things are said'), barList(o.standings.map(c => ({
        label: h('a', {href: `/statements?standing=${c.value}`}, (STANDINGS[c.value] ?? [c.value])[0]),
        parts: [[`family ${(STANDINGS[c.value] ?? ['', 'plain'])[1]}`, c.n]]})), 'standings')),
      h('section', {class: 'wide'}, h('h2', null, 'Newest articles'), h('ol', {class: 'news'},
        newest.items.map(a => h('li', null, h('a', {href: `/article/${a.id}`},
          a.title ?? 'Without a headline'), h('small', null, [date(a.published), a.source || a.agency,
          `${number(a.statements)} statements`, `${number(a.events)} events`].filter(Boolean)
          .join(' · '))))))),
  ];
};
