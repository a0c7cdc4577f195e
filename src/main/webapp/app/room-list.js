import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { icons, mark } from './icons.js';
import { count, language, t } from './language.js';

/**
 * The reader's rooms, with what is unread in them.
 *
 * @param {import('../client/model.js').Model} model
 * @param {{id: string} | undefined} chosen
 * @param {{choose: (id: string) => void, browse: () => void}} actions
 */
export function roomList(model, chosen, actions) {
  const byName = new Intl.Collator(language().tag);
  const rooms = Object.values(model.rooms).sort((a, b) => byName.compare(a.name, b.name));
  return html`<p class="brand">${mark}<span>Parley</span></p>
    <nav aria-label=${t('rooms.title')}>
      <div class="side-title">
        <h1>${t('rooms.title')}</h1>
        <button class="icon-button" title=${t('rooms.browse')} aria-label=${t('rooms.browse')} @click=${actions.browse}>
          ${icons.plus}
        </button>
      </div>
      ${rooms.length === 0 ? none(actions) : nothing}
      <ul class="rooms">
        ${repeat(rooms, ({ id }) => id, (room) => entry(room, room.id === chosen?.id, actions))}
      </ul>
    </nav>`;
}

function none({ browse }) {
  return html`<p class="quiet">${t('rooms.none.side')}</p>
    <button class="link" @click=${browse}>${t('rooms.browse')}</button>`;
}

function entry(room, current, actions) {
  const unread = room.unread > 0 && !current;
  const choose = (event) => {
    event.preventDefault();
    actions.choose(room.id);
  };
  return html`<li>
    <a href="#${encodeURIComponent(room.id)}" class=${unread ? 'unread' : ''} aria-current=${current ? 'page' : nothing} @click=${choose}>
      ${icons.hash}<span class="room-name">${room.name}</span>${unread ? badge(room) : nothing}
    </a>
  </li>`;
}

function badge({ unread, mentions }) {
  const label = mentions > 0 ? count('rooms.mentions', mentions, { unread }) : count('rooms.unread', unread);
  return html`<span class="count ${mentions > 0 ? 'named' : ''}" title=${label}>
    <span aria-hidden="true">${mentions > 0 ? '@' : ''}${unread > 99 ? '99+' : unread}</span><span class="hidden">${label}</span>
  </span>`;
}
