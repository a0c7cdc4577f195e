import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { icons } from './icons.js';
import { count, t } from './language.js';
import { rowView } from './message-rows.js';
import { problemText } from './problems.js';
import { rowsOf } from './rows.js';
import { View } from './view.js';

const NEWEST = 200;
const NEAR = 60;
const OLDER_WITHIN = 500;

/**
 * A room's messages. It stays at the end while the reader is there, and keeps what he looks at in place otherwise: when older ones
 * come in above, and when new ones come in below. At the end only the newest are rendered.
 */
class Messages extends View {
  static properties = {
    model: { attribute: false },
    room: { attribute: false },
    entries: { attribute: false },
    divider: { attribute: false },
    failed: { attribute: false },
    atEnd: { state: true },
  };

  #roomId;
  #anchor;
  #asked;
  #announced = 0;
  #height = 0;
  #resized = new ResizeObserver(() => this.#fit());

  constructor() {
    super();
    this.atEnd = true;
  }

  connectedCallback() {
    super.connectedCallback();
    document.addEventListener('visibilitychange', this.#look);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    document.removeEventListener('visibilitychange', this.#look);
    this.#resized.disconnect();
  }

  get #scroller() {
    return this.querySelector('.scroller');
  }

  get #timeline() {
    return this.model.timelines[this.room.id];
  }

  /** To the newest message, wherever the reader was. */
  toEnd() {
    this.atEnd = true;
    this.updateComplete.then(() => this.#scrollToEnd());
  }

  /** The older messages did not come: the next scrolling asks for them once more. */
  askAgain() {
    this.#asked = undefined;
  }

  willUpdate() {
    if (this.#roomId !== this.room.id) this.#enter();
    this.#anchor = this.atEnd ? null : this.#firstInSight();
  }

  render() {
    return html`<div class="messages">
      <section class="scroller" tabindex="0" aria-label=${t('messages.title')} @scroll=${this.#scrolled}>${this.#content()}</section>
      ${this.atEnd ? nothing : this.#toNewest()}
      <p class="hidden" role="status" aria-live="polite">${this.#news()}</p>
    </div>`;
  }

  updated() {
    if (this.atEnd) this.#scrollToEnd();
    else this.#hold();
    this.#resized.observe(this.#scroller);
    this.#look();
    this.#fill();
  }

  #enter() {
    this.#roomId = this.room.id;
    this.#announced = this.room.head;
    this.#asked = undefined;
    this.atEnd = true;
  }

  #content() {
    if (this.failed) return this.#problem();
    if (!this.#timeline?.loaded) return html`<p class="quiet center" aria-busy="true">${t('messages.loading')}</p>`;
    const marks = { divider: this.divider, missed: this.model.missed, me: this.model.me.id };
    const context = { users: this.model.users, me: this.model.me.id, tell: (type, detail) => this.tell(type, detail) };
    const rows = rowsOf(this.#shown(), marks, this.entries);
    return html`${this.#top()}
      <ol class="rows">
        ${repeat(rows, ({ key }) => key, (row) => rowView(row, context))}
      </ol>`;
  }

  /** At the end the newest ones; further up everything that was loaded to get there. */
  #shown() {
    const messages = this.#timeline?.messages ?? [];
    return this.atEnd ? messages.slice(-NEWEST) : messages;
  }

  #top() {
    const { before, messages } = this.#timeline;
    if (before) return html`<p class="quiet center">${t('messages.older')}</p>`;
    const empty = messages.length === 0 && this.entries.length === 0;
    return html`<div class="beginning ${empty ? 'empty' : ''}">
      <span class="beginning-mark" aria-hidden="true">${icons.hash}</span>
      <h2>${empty ? t('messages.empty.title') : t('messages.beginning', { room: this.room.name })}</h2>
      ${empty ? html`<p>${t('messages.empty.text', { room: this.room.name })}</p>` : nothing}
    </div>`;
  }

  #problem() {
    return html`<div class="center" role="alert">
      <p>${t('messages.failed')} ${problemText(this.failed)}</p>
      <button class="button" @click=${() => this.tell('reload')}>${t('app.again')}</button>
    </div>`;
  }

  #toNewest() {
    const { unread } = this.room;
    return html`<button class="to-newest" @click=${() => this.toEnd()}>
      ${icons.down} ${unread > 0 ? count('rooms.unread', unread) : t('messages.newest')}
    </button>`;
  }

  /** Read out by screen readers: what others said here since the room was opened. */
  #news() {
    const fresh = this.#shown().filter(({ id, from }) => id > this.#announced && from !== this.model.me.id);
    const { from, text } = fresh.at(-1) ?? {};
    return text ? `${this.model.users[from]?.name ?? ''}: ${text}` : '';
  }

  #scrolled = () => {
    const { scrollTop, scrollHeight, clientHeight } = this.#scroller;
    if (clientHeight !== this.#height) return;
    this.atEnd = scrollHeight - scrollTop - clientHeight < NEAR;
    this.#look();
    this.#fill();
  };

  /** The newest one is read when it is in sight of somebody. */
  #look = () => {
    const newest = this.#timeline?.loaded ? this.#timeline.messages.at(-1)?.id : 0;
    if (this.atEnd && !document.hidden && newest > this.room.read) this.tell('seen', newest);
  };

  /** Asks for older ones before the reader gets to the top, once for each top. */
  #fill() {
    const { before, messages, loaded } = this.#timeline ?? {};
    if (!loaded || !before || this.#scroller.scrollTop > OLDER_WITHIN || this.#asked === messages[0]?.id) return;
    if (this.atEnd && messages.length > NEWEST) return;
    this.#asked = messages[0]?.id;
    this.tell('older');
  }

  /** The composer grew or a keyboard came up: that is not the reader scrolling. */
  #fit() {
    this.#height = this.#scroller?.clientHeight;
    if (this.atEnd) this.#scrollToEnd();
  }

  /** The row that the reader's eye is on, and how high it stands. */
  #firstInSight() {
    const top = this.#scroller.getBoundingClientRect().top;
    const row = [...this.querySelectorAll('.message')].find((one) => one.getBoundingClientRect().bottom > top);
    return row && { row, top: row.getBoundingClientRect().top };
  }

  #hold() {
    if (!this.#anchor?.row.isConnected) return;
    this.#scroller.scrollTop += this.#anchor.row.getBoundingClientRect().top - this.#anchor.top;
  }

  #scrollToEnd() {
    if (this.#scroller) this.#scroller.scrollTop = this.#scroller.scrollHeight;
  }
}

customElements.define('parley-messages', Messages);
