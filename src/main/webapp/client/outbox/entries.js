import { Problem } from '../problem.js';
import { MemoryStore } from './memory-store.js';

/** How long a command is sent again without its user being asked, in ms; servers know its key for 90 days. */
const OWN_RETRIES = 30 * 24 * 3_600_000;

/** How long the store may take, in ms: another tab that is frozen may hold it. */
const KEEPING = 3000;

/** So many keys that are done with are remembered: what another tab said of them before may be heard after. */
const SETTLED = 1000;

/**
 * The commands of one user that are not acked: as shown, and as kept in the store.
 *
 * @typedef {object} Entry
 * @property {string} key
 * @property {object} command
 * @property {'pending' | 'sent' | 'failed'} state
 * @property {Problem} [problem] why it failed
 * @property {string} at when it was made, RFC 3339
 * @property {number} asked when its user last wanted it sent, ms since 1970
 * @property {boolean} [tried] it was sent once, and so the server may make others wait until it comes again
 * @property {number} [order] its place among all of them, once it is kept
 * @property {number} [after] if it could not be kept in time: the order behind which it stands
 * @property {(ack: object) => void} [resolve]
 * @property {(problem: Problem) => void} [reject]
 */
export class Entries {
  #store = new MemoryStore();
  #clock;
  #told;
  #owner = '';
  #last = Promise.resolve();
  #newest = 0;
  #settled = new Map();

  /** @type {readonly Entry[]} */
  all = [];

  /**
   * @param {import('../clock.js').Clock} clock
   * @param {{changed: () => void, unsaved: (cause: Error) => void, left: (key: string) => void, unheard: (key: string) => void}} told
   *     `left`: it is done with and was still in the store, as the tab that was to take it out has died; `unheard`: it is no longer in the
   *     store, and who waits for it here has not heard why
   */
  constructor(clock, told) {
    this.#clock = clock;
    this.#told = told;
  }

  /** @param {import('./memory-store.js').MemoryStore} store */
  async open(owner, store) {
    await this.saved();
    if (owner !== this.#owner) this.#set([]);
    this.#owner = owner;
    this.#store = store;
    await this.reload();
  }

  /**
   * What is kept, with what this tab knows besides: what it heard meanwhile, its promises, what is on its way, and what could not be kept.
   *
   * @returns {Promise<boolean>} false: the store does not answer, and all is as it was
   */
  async reload() {
    await this.saved();
    const owner = this.#owner;
    const before = new Set(this.all.filter(({ order }) => order !== undefined).map(({ key }) => key));
    const all = await this.#inTime(this.#store.all(owner)).catch(() => null);
    if (!all || owner !== this.#owner) return false;
    for (const { key } of all) if (this.#settled.has(key)) this.#leave(key);
    const kept = new Map(all.filter(({ key }) => !this.#settled.has(key)).map((entry) => [entry.key, entry]));
    const merged = [...kept.values()].map((entry) => ({ ...this.#entryOf(entry), ...still(this.find(entry.key), entry) }));
    const others = this.all.filter(({ key }) => !kept.has(key));
    const unheard = others.filter(({ key, state, resolve }) => before.has(key) && resolve && state !== 'failed');
    this.#set([...merged, ...others.filter((entry) => !before.has(entry.key) || unheard.includes(entry))].sort(inOrder));
    for (const { key } of unheard) this.#told.unheard(key);
    return true;
  }

  /** Resolves when everything so far is kept. */
  saved() {
    return this.#last;
  }

  find(key) {
    return this.all.find((entry) => entry.key === key);
  }

  /** Whether it is here, or was. */
  knows(key) {
    return this.#settled.has(key) || this.find(key) !== undefined;
  }

  /** The next to be sent, in order: none overtakes one that is not kept yet. */
  next(count) {
    const waiting = this.all.filter(({ state }) => state === 'pending');
    const end = waiting.findIndex(({ saved }) => !saved);
    return waiting.slice(0, Math.min(count, end < 0 ? count : end));
  }

  /** Those that were sent again and again for so long that their user is to be asked. */
  old() {
    const oldest = this.#clock.now() - OWN_RETRIES;
    return this.all.filter(({ state, asked }) => state === 'pending' && asked <= oldest);
  }

  /** Those of whom a command says all that they would: a newer read mark of the same room. */
  superseded(command) {
    return this.all.filter((other) => supersedes(command, other));
  }

  /** @returns {Promise<object>} the entry as it is kept, and as other tabs may hear of it */
  async add(command, promise) {
    const now = this.#clock.now();
    const kept = { key: command.key, command, state: 'pending', at: new Date(now).toISOString(), asked: now };
    this.#set([...this.all, { ...kept, ...promise, saved: false }]);
    const order = await this.#keep(() => this.#store.add(this.#owner, kept));
    const place = order === undefined ? { after: this.#newest } : { order };
    this.show(command.key, { saved: true, ...place });
    return { ...kept, ...place };
  }

  /**
   * What was sent is kept as pending: nobody knows after a crash. So the store hears of what failed and of what its user wants again.
   *
   * @returns {boolean} whether there is such an entry
   */
  update(key, changed) {
    const { state, asked, problem } = changed;
    if (state === 'failed') this.#keep(() => this.#store.update(this.#owner, key, { state, problem: problem.document() }));
    if (asked) this.#keep(() => this.#store.update(this.#owner, key, { state, asked, problem: undefined }));
    return this.show(key, changed);
  }

  /** @param {object | null} dropped what others are told of it, if it was not acked */
  remove(key, dropped) {
    this.#keep(() => this.#store.remove(this.#owner, key));
    return this.hide(key, dropped);
  }

  /** As another tab kept it. */
  insert(kept) {
    if (!this.find(kept.key) && !this.#settled.has(kept.key)) this.#set([...this.all, this.#entryOf(kept)].sort(inOrder));
  }

  show(key, changed) {
    if (!this.find(key)) return false;
    this.#set(this.all.map((entry) => (entry.key === key ? { ...entry, ...changed } : entry)));
    return true;
  }

  /** @returns {Entry | undefined} the one that is no longer there */
  hide(key, dropped = null) {
    const entry = this.find(key);
    this.#settled.set(key, dropped);
    if (this.#settled.size > SETTLED) this.#settled.delete(this.#settled.keys().next().value);
    if (entry) this.#set(this.all.filter((other) => other !== entry));
    return entry;
  }

  /** @returns {object | null | undefined} what was told of it, if it was given up or refused and is no longer kept */
  dropped(key) {
    return this.#settled.get(key);
  }

  /** As another tab had it once: it is done with, and is to be asked for again. */
  revive(kept) {
    this.#settled.delete(kept.key);
    this.insert(kept);
  }

  /** Those that are in no store: whoever leads next can know of them from this tab alone. */
  unkept() {
    const own = this.all.filter(({ after, state, resolve }) => after !== undefined && state !== 'failed' && resolve);
    return own.map(plain);
  }

  #leave(key) {
    this.#keep(() => this.#store.remove(this.#owner, key));
    this.#told.left(key);
  }

  #entryOf(kept) {
    const problem = kept.problem && new Problem(kept.problem);
    return { ...kept, state: kept.state === 'failed' ? 'failed' : 'pending', problem, saved: true };
  }

  /** The store keeps the order in which it was asked. What can't be kept goes on from memory. */
  #keep(action) {
    const kept = this.#inTime(action()).catch((cause) => this.#told.unsaved(cause));
    this.#last = Promise.all([this.#last, kept]);
    return kept;
  }

  #inTime(work) {
    return new Promise((resolve, reject) => {
      const cancel = this.#clock.after(KEEPING, () => reject(new Error('the store does not answer')));
      work.then(resolve, reject).finally(cancel);
    });
  }

  #set(all) {
    this.all = all;
    this.#newest = all.reduce((newest, { order }) => Math.max(newest, order ?? 0), this.#newest);
    this.#told.changed();
  }
}

/** What the store does not know of an entry that is here: who waits for it, and that it is on its way. */
function still(entry, kept) {
  if (!entry) return {};
  const { resolve, reject, state, sending, tried } = entry;
  return { resolve, reject, tried, ...(state === 'sent' && kept.state === 'pending' && { state, sending }) };
}

/** As other tabs may hear of it. */
export const plain = ({ key, command, state, at, asked, order, after }) => ({ key, command, state, at, asked, order, after });

const inOrder = (one, other) => place(one) - place(other) || 0;

const place = ({ order, after }) => order ?? (after === undefined ? Infinity : after + 0.5);

function supersedes(newer, { state, tried, command }) {
  return state === 'pending' && !tried && newer.type === 'read' && command.type === 'read' && command.room === newer.room;
}
