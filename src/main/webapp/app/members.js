import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { avatar } from './avatar.js';
import { icons } from './icons.js';
import { count, language, t } from './language.js';
import { problemText } from './problems.js';
import { View } from './view.js';

const PRESENCE = { online: 'members.presence.online', offline: 'members.presence.offline', unknown: 'members.presence.unknown' };

/** Who is in a room, those online first. While there is no line (`current`) it is not known who that is; nobody changes place then. */
class Members extends View {
  static properties = {
    api: { attribute: false },
    room: { attribute: false },
    me: { attribute: false },
    online: { attribute: false },
    current: { attribute: false },
    people: { state: true },
    more: { state: true },
    problem: { state: true },
  };

  #loaded;

  willUpdate() {
    const wanted = `${this.room.id} ${this.room.members}`;
    if (wanted === this.#loaded) return;
    if (!this.#loaded?.startsWith(`${this.room.id} `)) this.people = undefined;
    this.#loaded = wanted;
    this.#load();
  }

  render() {
    const { room } = this;
    return html`<aside class="members" aria-label=${t('members.title')} @keydown=${this.#key}>
      <header>
        <h2>${t('members.title')}</h2>
        <button class="icon-button" aria-label=${t('members.close')} @click=${() => this.tell('members')}>${icons.close}</button>
      </header>
      <p class="quiet">${this.#summary()}</p>
      ${this.problem ? html`<p class="error" role="alert">${problemText(this.problem)}</p>` : nothing}
      ${this.people ? this.#list() : nothing}
      ${this.more ? html`<button class="link" @click=${() => this.#load(this.people.at(-1).id)}>${t('members.more')}</button>` : nothing}
      <button class="item leave" @click=${() => this.tell('leave-room', room.id)}>${icons.leave} ${t('room.leave')}</button>
    </aside>`;
  }

  #key(event) {
    if (event.key === 'Escape') this.tell('members');
  }

  #summary() {
    const members = count('members.count', this.room.members);
    const online = Array.isArray(this.online) ? this.online.length : this.online;
    return online === undefined || !this.current ? members : `${members} · ${count('members.online', online)}`;
  }

  #list() {
    const byName = new Intl.Collator(language().tag);
    const here = (person) => (this.#isOnline(person) ? 0 : 1);
    const people = [...this.people].sort((a, b) => here(a) - here(b) || byName.compare(a.name, b.name));
    return html`<ul>
      ${repeat(people, ({ id }) => id, (person) => this.#person(person))}
    </ul>`;
  }

  #person(person) {
    const presence = this.#presence(person);
    return html`<li class=${presence}>
      <span class="presence">${avatar(person)}</span>
      <span class="person">${person.name}${person.id === this.me.id ? html` <small>${t('members.you')}</small>` : nothing}</span>
      <span class="hidden">${t(PRESENCE[presence])}</span>
    </li>`;
  }

  #presence(person) {
    if (!this.current) return 'unknown';
    return this.#isOnline(person) ? 'online' : 'offline';
  }

  #isOnline({ id, online }) {
    return Array.isArray(this.online) ? this.online.includes(id) : online;
  }

  async #load(after) {
    const room = this.room.id;
    try {
      const page = await this.api.members(room, after);
      if (room !== this.room.id) return;
      this.people = after ? [...this.people, ...page.members] : page.members;
      this.more = Boolean(page.more);
      this.problem = undefined;
    } catch (problem) {
      this.problem = problem;
    }
  }
}

customElements.define('parley-members', Members);
