import { openDatabase } from './database.js';
import { IndexedStore } from './outbox/indexed-store.js';
import { MemoryStore } from './outbox/memory-store.js';
import { Recent } from './tabs/recent.js';
import { sharing } from './tabs/sharing.js';

/**
 * Where a client runs, for one user: what it can keep there, and with which other tabs it shares its line. Alone, it leads.
 */
export class Place {
  #name;
  #clock;
  #options;
  #base;
  #database = null;
  #tabs = null;
  #recent = new Recent();
  #gone = false;
  #unlisten = () => {};

  /**
   * @param {URL} base
   * @param {{user: string, installation?: string}} who
   * @param {import('./clock.js').Clock} clock
   * @param {{storage?: 'memory', share?: boolean}} options
   */
  constructor(base, { user, installation = '' }, clock, options) {
    /** Whose commands these are: another user, or another server at the same address, never sees them. */
    this.owner = `${installation} ${user}`;
    this.#name = `parley ${base.href} ${this.owner}`;
    this.#base = base;
    this.#clock = clock;
    this.#options = options;
  }

  get leads() {
    return !this.#gone && (this.#tabs?.leads ?? true);
  }

  /** Where commands are kept; in memory if the browser refuses. */
  async store() {
    if (this.#options.storage === 'memory') return new MemoryStore();
    this.#database = await Promise.resolve(openDatabase(this.#base)).catch(() => null);
    if (this.#gone) this.#database?.close();
    return this.#database ? new IndexedStore(this.#database) : new MemoryStore();
  }

  /** Resolves when the host has a state, as leader or from one; rejected with why a leader has none. */
  async join(host) {
    if (this.#gone) return undefined;
    const database = this.#options.share === false ? null : this.#database;
    const welcome = (known) => {
      const snapshot = host.snapshot();
      return snapshot && { ...snapshot, events: this.#recent.since(known) };
    };
    this.#tabs = sharing(this.#name, database, this.#clock, { known: host.known, welcome });
    if (!this.#tabs) return this.#lead(host);
    return new Promise((resolve, reject) => this.#attend(host, resolve, reject));
  }

  leave() {
    this.#gone = true;
    this.#unlisten();
    this.#tabs?.stop();
    this.#database?.close();
  }

  /** To the other tabs, if this one leads. */
  tell(type, detail) {
    this.#note(type, detail);
    this.#tabs?.tell(type, detail);
  }

  ask(action, ...args) {
    this.#tabs?.ask(action, ...args);
  }

  share(note) {
    this.#tabs?.share(note);
  }

  #attend(host, resolve, reject) {
    const tabs = this.#tabs;
    tabs.on('lead', () => this.#lead(host).then(resolve, reject));
    tabs.on('follow', host.follow);
    tabs.on('welcome', (detail) => {
      if (detail.events) this.#recent.add(detail.events);
      else this.#recent.from(detail.model.last);
      host.welcome(detail).then(resolve, reject);
    });
    tabs.on('told', ({ type, detail }) => {
      this.#note(type, detail);
      host.told(type, detail);
    });
    tabs.on('asked', host.asked);
    tabs.on('shared', host.shared);
    this.#listen(host);
    tabs.start();
  }

  async #lead(host) {
    const last = await host.lead();
    if (this.#gone) return;
    this.#recent.from(last);
    this.#tabs?.ready();
  }

  /** A page that is put aside lets another one lead; if it is taken out again it joins as if it were new. */
  #listen(host) {
    const hidden = () => {
      this.#tabs.pause();
      host.follow();
    };
    const shown = ({ persisted }) => persisted && this.#tabs.start();
    addEventListener('pagehide', hidden);
    addEventListener('pageshow', shown);
    this.#unlisten = () => {
      removeEventListener('pagehide', hidden);
      removeEventListener('pageshow', shown);
    };
  }

  #note(type, detail) {
    if (type === 'batch') this.#recent.add(detail.events);
    if (type === 'fresh') this.#recent.from(Infinity);
  }
}
