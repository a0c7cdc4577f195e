import { html, nothing } from 'lit';
import { has, t } from '../language.js';
import { figure } from './figures.js';

/**
 * What is to be seen of a transport. `newest`: the figure that matters just now, and `what` names it; `counts`: what was heard and asked
 * for; `trouble`: why it does not work.
 *
 * @typedef {{transport: string, newest?: number, what?: string, counts?: {heard: number, requests: number, empty: number}, trouble?: string}} Card
 */

/**
 * A card for each transport: how it goes about it, for whoever has never heard of it, and what it is doing.
 *
 * @param {Card[]} list
 */
export const cards = (list) => html`<section class="lanes-now" aria-label=${t('compare.ways')}>${list.map(card)}</section>`;

const card = ({ transport, newest, what, counts, trouble }) => html`<article class="card of-${transport}" data-transport=${transport}>
  <h2><span class="dot" aria-hidden="true"></span>${t(`transport.${transport}`)}</h2>
  <p class="note">${t(`compare.way.${transport}`)}</p>
  ${trouble
    ? html`<p class="error">${t('compare.card.failed', { why: has(`reports.why.${trouble}`) ? t(`reports.why.${trouble}`) : trouble })}</p>`
    : html`${what ? html`<p class="last"><strong>${figure(newest)}</strong> ${t(what)}</p>` : nothing} ${counts ? html`<p>${passed(counts)}</p>` : nothing}`}
</article>`;

function passed({ heard, requests, empty }) {
  const which = empty > 0 ? 'empty' : requests > 0 ? 'requests' : 'none';
  return t(`compare.passed.${which}`, { heard: figure(heard), requests: figure(requests), empty: figure(empty) });
}
