import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import './banner.js';
import { field } from './field.js';
import { icons } from './icons.js';
import { count, t } from './language.js';
import { problemText } from './problems.js';
import { View } from './view.js';

/** The public rooms: look for one, join it, or make one. */
class Browse extends View {
  static properties = {
    parley: { attribute: false },
    joined: { attribute: false },
    status: { attribute: false },
    rooms: { state: true },
    filter: { state: true },
    problem: { state: true },
    nameProblem: { state: true },
    busy: { state: true },
  };

  constructor() {
    super();
    this.filter = '';
    this.busy = false;
  }

  firstUpdated() {
    this.querySelector('dialog').showModal();
    this.#load();
  }

  /** What could not be asked for meanwhile is when the line is back. */
  updated(changed) {
    if (changed.has('status') && this.#online && !this.rooms && this.problem) this.#load();
  }

  get #online() {
    return this.status.phase === 'open';
  }

  render() {
    return html`<dialog class="browse" aria-labelledby="browse-title" @close=${() => this.tell('close-browse')} @click=${this.#outside} @try-now=${() => this.parley.wake()}>
      <header>
        <h2 id="browse-title">${t('browse.title')}</h2>
        <button class="icon-button" aria-label=${t('browse.close')} @click=${this.#close}>${icons.close}</button>
      </header>
      <parley-banner .status=${this.status} .unsent=${this.busy ? 1 : 0}></parley-banner>
      <div class="field">
        <label class="hidden" for="filter">${t('browse.filter')}</label>
        <input id="filter" type="search" placeholder=${t('browse.filter')} @input=${(event) => (this.filter = event.target.value)} />
      </div>
      ${this.problem && this.#online ? html`<p class="error" role="alert">${problemText(this.problem)}</p>` : nothing}
      ${this.#list()}
      <form method="post" novalidate @submit=${this.#create}>
        ${this.#nameField()}
        <button class="button" ?disabled=${this.busy}>${t('browse.create')}</button>
      </form>
    </dialog>`;
  }

  #list() {
    if (!this.rooms) return html`<p class="quiet" aria-busy="true">${this.problem ? nothing : t('messages.loading')}</p>`;
    const wanted = this.filter.trim().toLowerCase();
    const rooms = this.rooms.filter(({ name }) => name.toLowerCase().includes(wanted));
    if (rooms.length === 0) return html`<p class="quiet">${t('browse.none')}</p>`;
    return html`<ul class="public">
      ${repeat(rooms, ({ id }) => id, (room) => this.#room(room))}
    </ul>`;
  }

  #room(room) {
    const joined = room.id in this.joined;
    return html`<li>
      <span class="room-name">${icons.hash}<span>${room.name}</span></span>
      <small>${count('members.count', this.joined[room.id]?.members ?? room.members)}</small>
      ${joined
        ? html`<button class="button plain" aria-label=${t('browse.open.room', { room: room.name })} @click=${() => this.tell('choose', room.id)}>${t('browse.open')}</button>`
        : html`<button class="button" aria-label=${t('browse.join.room', { room: room.name })} ?disabled=${this.busy} @click=${() => this.#join(room.id)}>${t('browse.join')}</button>`}
    </li>`;
  }

  #nameField() {
    const control = (described, invalid) => html`<input
      id="room-name" name="room" maxlength="200" autocomplete="off"
      aria-describedby=${described} aria-invalid=${invalid}
      @input=${() => (this.nameProblem = undefined)}
    />`;
    const error = this.nameProblem;
    return field({ id: 'room-name', label: t('browse.new'), hint: t('browse.new.hint'), error, control });
  }

  async #join(room) {
    this.problem = undefined;
    this.busy = true;
    await this.parley.send({ type: 'join', room }).then(
      () => this.tell('choose', room),
      (problem) => (this.problem = problem),
    );
    this.busy = false;
  }

  async #create(event) {
    event.preventDefault();
    const input = this.querySelector('#room-name');
    const name = input.value.trim();
    this.nameProblem = [...name].length < 1 || [...name].length > 80 ? t('problem.room-name') : undefined;
    if (!this.nameProblem) await this.#make(name);
    if (this.nameProblem) input.focus();
  }

  async #make(name) {
    this.busy = true;
    await this.parley.send({ type: 'create-room', name, kind: 'public' }).then(
      ({ room }) => this.tell('choose', room),
      (problem) => (this.nameProblem = this.#nameText(problem)),
    );
    this.busy = false;
  }

  #nameText(problem) {
    if (problem.code === 'name-taken') return t('problem.room-taken');
    return problem.code === 'malformed' ? t('problem.room-name') : problemText(problem);
  }

  async #load() {
    this.problem = undefined;
    try {
      this.rooms = await this.parley.api.rooms();
    } catch (problem) {
      this.problem = problem;
    }
  }

  #close = () => this.querySelector('dialog').close();

  #outside(event) {
    if (event.target === event.currentTarget) this.#close();
  }
}

customElements.define('parley-browse', Browse);
