import { html, nothing } from 'lit';
import { avatar } from './avatar.js';
import { clock, dayName, moment, shortClock } from './format.js';
import { icons } from './icons.js';
import { t } from './language.js';
import { linked } from './links.js';
import { problemText } from './problems.js';

/**
 * One row of a room.
 *
 * @param {object} row of `rowsOf`
 * @param {{users: object, me: string, tell: (type: string, detail: any) => void}} context
 */
export function rowView(row, context) {
  return ROWS[row.kind](row, context);
}

const ROWS = {
  day: ({ at }) => html`<li class="day"><span>${dayName(at)}</span></li>`,
  divider: () => html`<li class="divider"><span>${t('messages.new')}</span></li>`,
  missed: ({ missed }) => html`<li class="missed">${icons.warn}<span>${t(`missed.${missed.cause}`)}</span></li>`,
  message: ({ message, first }, context) => spoken(message, first, context, { kind: named(message, context) }),
  own: ({ entry, message, first }, context) => spoken(message, first, context, waiting(entry, context)),
};

const named = (message, { me }) => (message.mentions?.includes(me) ? 'named' : '');

function spoken(message, first, { users }, { kind, note }) {
  const user = users[message.from] ?? { id: message.from, name: '…' };
  return html`<li class="message ${first ? 'first' : ''} ${kind}">
    <div class="gutter">${first ? avatar(user) : html`<time datetime=${message.at} title=${moment(message.at)}>${shortClock(message.at)}</time>`}</div>
    <div class="spoken">
      ${first ? byline(user, message.at) : html`<span class="hidden">${user.name}:</span>`}
      <p class="text" dir="auto">${linked(message.text)}</p>
      ${note ?? nothing}
    </div>
  </li>`;
}

function byline(user, at) {
  return html`<p class="byline"><b>${user.name}</b> <time datetime=${at} title=${moment(at)}>${clock(at)}</time></p>`;
}

function waiting({ key, state, problem }, { tell }) {
  if (state !== 'failed') {
    return { kind: 'pending', note: html`<p class="state" title=${t('message.sending')}>${icons.clock}<span class="hidden">${t('message.sending')}</span></p>` };
  }
  const note = html`<p class="state">
    ${icons.warn}<span>${t('message.failed')} ${problemText(problem)}</span>
    <button class="link" @click=${() => tell('retry', key)}>${t('message.retry')}</button>
    <button class="link" @click=${() => tell('discard', key)}>${t('message.discard')}</button>
  </p>`;
  return { kind: 'failed', note };
}
