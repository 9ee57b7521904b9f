// Claims: what several say about the same thing, and how each stands to it.
import {get} from '../api';
import {h} from '../dom';
import type {View} from '../view';

interface Claims { available: boolean; items: unknown[]; next: string | null }

export const claims: View = async ({signal}) => {
  const answer = await get<Claims>('claims', {}, signal);
  return [h('h1', null, 'Claims'), answer.available ? h('p', null) : h('p', {class: 'lead'},
    'A claim gathers statements about the same thing, across articles and time: who asserts it, who '
    + 'denies it, who will not say. This store holds none yet.')];
};
