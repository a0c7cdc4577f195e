import { html, nothing } from 'lit';
import './banner.js';
import './composer.js';
import { icons } from './icons.js';
import { count, t } from './language.js';
import './messages.js';
import { typingText } from './typing.js';
import { View } from './view.js';

const READ_EVERY = 1000;

/** The chosen room: its name, its messages, the composer. */
class Room extends View {
  static properties = {
    parley: { attribute: false },
    model: { attribute: false },
    room: { attribute: false },
    status: { attribute: false },
    entries: { attribute: false },
    limit: { attribute: false },
    members: { attribute: false },
    divider: { state: true },
    failed: { state: true },
  };

  #id;
  #marks = new Map();
  #marking;

  connectedCallback() {
    super.connectedCallback();
    document.addEventListener('visibilitychange', this.#shown);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    document.removeEventListener('visibilitychange', this.#shown);
  }

  willUpdate() {
    const { id } = this.room;
    if (id !== this.#id) this.#enter(id);
    if (!this.model.timelines[id] && !this.failed) this.#open();
    this.#meet();
  }

  render() {
    const { room, model } = this;
    const entries = this.entries.filter(({ command }) => command.type === 'post' && command.room === room.id);
    return html`<main class="room" @try-now=${() => this.parley.wake()}>
      ${this.#header()}
      <parley-banner .status=${this.status} .unsent=${entries.length}></parley-banner>
      <parley-messages
        .model=${model}
        .room=${room}
        .entries=${entries}
        .divider=${this.divider}
        .failed=${this.failed}
        @older=${() => this.#older()}
        @seen=${(event) => this.#seen(event.detail)}
        @reload=${() => (this.failed = null)}
      ></parley-messages>
      <p class="typing">${this.status.phase === 'open' ? typingText(model, room.id) : nothing}</p>
      <parley-composer
        .room=${room}
        .limit=${this.limit}
        @post=${(event) => this.#post(event.detail)}
        @writing=${() => this.parley.typing(room.id)}
      ></parley-composer>
    </main>`;
  }

  #header() {
    const { room } = this;
    return html`<header class="room-head">
      <button class="icon-button back" aria-label=${t('room.back')} @click=${() => this.tell('choose', '')}>${icons.back}</button>
      <h1>${icons.hash}<span>${room.name}</span></h1>
      <button class="people" aria-pressed=${this.members} title=${t('members.title')} @click=${() => this.tell('members')}>
        ${icons.people}<span aria-hidden="true">${room.members}</span><span class="hidden">${count('members.count', room.members)}</span>
      </button>
      <parley-line class="narrow" .status=${this.status}></parley-line>
    </header>`;
  }

  #enter(id) {
    if (this.#id && this.model.rooms[this.#id]) this.parley.trim(this.#id);
    this.#id = id;
    this.failed = null;
    this.#divide();
  }

  /** Where the unread ones begin stays marked while one is here. */
  #divide() {
    this.divider = this.room.unread > 0 ? this.room.read : null;
  }

  #shown = () => {
    if (!document.hidden) this.#divide();
  };

  #open() {
    const { id } = this.room;
    this.parley.open(id).catch((problem) => {
      if (id === this.#id) this.failed = problem;
    });
  }

  #older() {
    this.parley.older(this.room.id).catch(() => this.querySelector('parley-messages').askAgain());
  }

  /** Whose names are needed here. */
  #meet() {
    const { timelines, now } = this.model;
    const typing = now.typing[this.room.id];
    const authors = timelines[this.room.id]?.messages.slice(-200).map(({ from }) => from) ?? [];
    this.parley.know([...new Set([...authors, ...(Array.isArray(typing) ? typing : [])])]);
  }

  /** Marks are gathered for a second, those of a room just left too. */
  #seen(id) {
    this.#marks.set(this.room.id, id);
    this.#marking ??= setTimeout(() => this.#mark(), this.room.unread > 0 ? READ_EVERY / 4 : READ_EVERY);
  }

  #mark() {
    this.#marking = undefined;
    for (const [room, id] of this.#marks) this.parley.read(room, id);
    this.#marks.clear();
  }

  #post(text) {
    this.divider = null;
    this.parley.send({ type: 'post', room: this.room.id, text }).catch(() => {});
    this.querySelector('parley-messages').toEnd();
  }
}

customElements.define('parley-room', Room);
