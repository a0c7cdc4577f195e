import { openDatabase } from './database.js';
import { heard } from './heard.js';
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
  #done = () => {};

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

  /** Resolves when the host has a state, as leader or from one, or has left; rejected with why a leader has none. */
  async join(host) {
    if (this.#gone) return undefined;
    const database = this.#options.share === false ? null : this.#database;
    const welcome = (known) => {
      const snapshot = host.snapshot();
      return snapshot && { ...snapshot, events: this.#recent.since(known) };
    };
    this.#tabs = sharing(this.#name, database, this.#clock, { known: host.known, welcome });
    if (!this.#tabs) return this.#lead(host);
    return new Promise((resolve, reject) => {
      this.#done = resolve;
      this.#attend(host, reject);
    });
  }

  leave() {
    this.#gone = true;
    this.#unlisten();
    this.#tabs?.stop();
    this.#database?.close();
    this.#done();
  }

  /** To the other tabs, if this one leads. */
  tell(type, detail) {
    this.#note(type, detail);
    this.#tabs?.tell(type, detail);
  }

  ask(action, ...args) {
    this.#tabs?.ask(action, ...args);
  }

  /** Asks the leader for what this tab lacks now. */
  again() {
    this.#tabs?.again();
  }

  share(note) {
    this.#tabs?.share(note);
  }

  #attend(host, reject) {
    const tabs = this.#tabs;
    tabs.on('lead', () => this.#lead(host).then((leads) => leads && this.#done(), (problem) => tabs.leads && reject(problem)));
    tabs.on('follow', host.follow);
    tabs.on('welcome', (detail) => {
      if (detail.events) this.#recent.add(detail.events);
      else this.#recent.from(detail.model.last);
      host.welcome(detail).then(this.#done, reject);
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

  /** @returns {Promise<boolean>} whether it still leads when it has what it takes */
  async #lead(host) {
    const last = await host.lead();
    if (!this.leads) return false;
    this.#recent.from(last);
    this.#tabs?.ready();
    return true;
  }

  /** A page that is put aside or frozen lets another one lead; if it is taken out again or thawed it joins as if it were new. */
  #listen(host) {
    let aside = false;
    const away = () => {
      aside = true;
      this.#tabs.pause();
      host.follow();
    };
    const back = () => {
      if (aside) this.#tabs.start();
      aside = false;
    };
    const stops = [
      heard(window, 'pagehide', away),
      heard(window, 'pageshow', ({ persisted }) => persisted && back()),
      heard(document, 'freeze', away),
      heard(document, 'resume', back),
    ];
    this.#unlisten = () => stops.forEach((stop) => stop());
  }

  #note(type, detail) {
    if (type === 'batch') this.#recent.add(detail.events);
    if (type === 'fresh') this.#recent.from(Infinity);
  }
}
