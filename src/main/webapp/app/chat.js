import { html, nothing } from 'lit';
import './account.js';
import './banner.js';
import './browse.js';
import { icons } from './icons.js';
import { t } from './language.js';
import './members.js';
import './room.js';
import { roomList } from './room-list.js';
import { View } from './view.js';

const WIDE = matchMedia('(min-width: 760px)');
const ROOMY = matchMedia('(min-width: 1180px)');

/** The signed-in page: rooms, the chosen room, its members. The address's fragment names the room. */
class Chat extends View {
  static properties = {
    parley: { attribute: false },
    model: { attribute: false },
    status: { attribute: false },
    entries: { attribute: false },
    limit: { attribute: false },
    stuck: { attribute: false },
    browsing: { state: true },
    members: { state: true },
  };

  #chosen;

  constructor() {
    super();
    this.browsing = false;
    this.members = ROOMY.matches;
  }

  connectedCallback() {
    super.connectedCallback();
    addEventListener('hashchange', this.#moved);
    WIDE.addEventListener('change', this.#moved);
    ROOMY.addEventListener('change', this.#fit);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    removeEventListener('hashchange', this.#moved);
    WIDE.removeEventListener('change', this.#moved);
    ROOMY.removeEventListener('change', this.#fit);
  }

  #moved = () => this.requestUpdate();

  /** Where the members would cover the room they are not shown unasked. */
  #fit = ({ matches }) => (this.members = matches);

  #choices = { choose: (id) => this.#choose(id), browse: () => (this.browsing = true) };

  /** The room that the address names; on a wide page the first one when it names none. */
  get room() {
    const { rooms } = this.model;
    const named = fragment();
    if (Object.hasOwn(rooms, named)) return rooms[named];
    return WIDE.matches ? Object.values(rooms)[0] : undefined;
  }

  /** The address names the room that was taken for it, so that it stays when the page gets narrow. */
  updated() {
    const { room } = this;
    if (room && location.hash.length < 2) history.replaceState(null, '', `#${encodeURIComponent(room.id)}`);
    if (room && room.id === this.#chosen) this.#write();
  }

  /** Who chose a room wants to write there; on a phone that would bring up the keyboard. */
  #write() {
    this.#chosen = undefined;
    if (WIDE.matches) requestAnimationFrame(() => this.querySelector('textarea')?.focus());
  }

  render() {
    const { room } = this;
    const alone = !room && !WIDE.matches;
    return html`<div
      class="chat ${room ? 'in-room' : 'in-list'} ${room && this.members ? 'with-members' : ''}"
      @choose=${(event) => this.#choose(event.detail)}
      @members=${() => (this.members = !this.members)}
      @leave-room=${(event) => this.#leave(event.detail)}
      @retry=${(event) => this.parley.outbox.retry(event.detail)}
      @discard=${(event) => this.parley.outbox.discard(event.detail)}
    >
      ${alone ? this.#alone() : this.#side(room)}
      ${room ? this.#room(room) : nothing}
      ${room || alone ? nothing : this.#nowhere()}
      ${room && this.members ? this.#members(room) : nothing}
      ${this.browsing ? this.#browse() : nothing}
    </div>`;
  }

  /** On a narrow page the rooms are either all there is, or not shown. */
  #alone() {
    return html`<main class="side alone" @try-now=${() => this.parley.wake()}>
      <parley-banner .status=${this.status} .unsent=${0}></parley-banner>
      ${roomList(this.model, undefined, this.#choices)} ${this.#account()}
    </main>`;
  }

  #side(room) {
    return html`<header class="side">
      <a class="skip" href="#composer" @click=${this.#skip}>${t('chat.skip')}</a>
      ${roomList(this.model, room, this.#choices)} ${this.#account()}
    </header>`;
  }

  #account() {
    return html`<parley-account
      .me=${this.model.me}
      .status=${this.status}
      .entries=${this.entries}
      .rooms=${this.model.rooms}
      .stuck=${this.stuck}
    ></parley-account>`;
  }

  #room(room) {
    return html`<parley-room
      .parley=${this.parley}
      .model=${this.model}
      .room=${room}
      .status=${this.status}
      .entries=${this.entries}
      .limit=${this.limit}
      .members=${this.members}
    ></parley-room>`;
  }

  #nowhere() {
    const none = Object.keys(this.model.rooms).length === 0;
    return html`<main class="nowhere">
      <h1>${t(none ? 'rooms.none.title' : 'rooms.choose')}</h1>
      ${none ? html`<p>${t('rooms.none.text')}</p>` : nothing}
      <button class="button" @click=${() => (this.browsing = true)}>${icons.plus} ${t('rooms.browse')}</button>
    </main>`;
  }

  #members(room) {
    return html`<parley-members
      .api=${this.parley.api}
      .room=${room}
      .me=${this.model.me}
      .online=${this.model.now.online[room.id]}
      .current=${this.status.phase === 'open'}
    ></parley-members>`;
  }

  #browse() {
    return html`<parley-browse
      .parley=${this.parley}
      .joined=${this.model.rooms}
      .status=${this.status}
      @close-browse=${() => (this.browsing = false)}
    ></parley-browse>`;
  }

  /** The ack may be here before the room is: the address waits for it. */
  #choose(id) {
    this.browsing = false;
    this.#chosen = id;
    if (!WIDE.matches) this.members = false;
    location.hash = id ? encodeURIComponent(id) : '';
  }

  #leave(id) {
    this.#choose('');
    this.parley.send({ type: 'leave', room: id }).catch(() => {});
  }

  #skip = (event) => {
    event.preventDefault();
    this.querySelector('textarea, .nowhere .button')?.focus();
  };
}

/** The address's fragment; one that is no text names nothing. */
function fragment() {
  try {
    return decodeURIComponent(location.hash.slice(1));
  } catch {
    return '';
  }
}

customElements.define('parley-chat', Chat);
