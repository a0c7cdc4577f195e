import { backoff } from './backoff.js';
import { Emitter } from './emitter.js';

/** Unanswered at a time: fewer than the refusals that a server takes for not listening. */
const WINDOW = 8;

/**
 * Commands in order, kept until they are acked. The same key goes out again, over whatever line there is, until its answer comes.
 *
 *     pending ─ sent to the line ─▶ sent ─ ack ─▶ gone
 *        ▲───── line lost, or refused for now ──┘├─ refused ─▶ failed (a post: until retried or discarded) or gone
 *
 * @typedef {{key: string, command: object, state: 'pending' | 'sent' | 'failed', problem?: object, at: string}} Entry
 */
export class Outbox extends Emitter {
  #send;
  #ready;
  #entries = [];
  #attempt = 0;
  #timer = null;
  #sendings = 0;

  /**
   * @param {(command: object) => Promise<object>} send
   * @param {() => boolean} ready whether there is a line
   */
  constructor(send, ready) {
    super();
    this.#send = send;
    this.#ready = ready;
  }

  /** @returns {readonly Entry[]} */
  get entries() {
    return this.#entries;
  }

  /**
   * @param {object} command with its key
   * @returns {Promise<object>} the ack; rejected with the `Problem` that refused it for good
   */
  add(command) {
    return new Promise((resolve, reject) => {
      const entry = { key: command.key, command, state: 'pending', at: new Date().toISOString(), resolve, reject };
      this.#entries = [...this.#entries.filter((other) => !superseded(other, command)), entry];
      this.#changed();
      this.#pump();
    });
  }

  /** Sends whatever is not acked, from the oldest on: a new line is open, or a refusal's time is over. */
  flush() {
    clearTimeout(this.#timer);
    this.#timer = null;
    for (const { key, state } of this.#entries) if (state === 'sent') this.#update(key, { state: 'pending' });
    this.#pump();
  }

  /** @param {string} key of a failed command, to be sent again as it is */
  retry(key) {
    this.#update(key, { state: 'pending', problem: undefined });
    this.#pump();
  }

  /** @param {string} key of a command that is given up */
  discard(key) {
    this.#entries = this.#entries.filter((entry) => entry.key !== key);
    this.#changed();
  }

  #pump() {
    if (this.#timer || !this.#ready()) return;
    const sent = this.#entries.filter(({ state }) => state === 'sent').length;
    const next = this.#entries.filter(({ state }) => state === 'pending').slice(0, WINDOW - sent);
    for (const entry of next) this.#deliver(entry);
  }

  /** An answer to an earlier sending says nothing about this one. */
  #deliver({ key, command }) {
    const sending = ++this.#sendings;
    const current = () => this.#find(key)?.sending === sending;
    this.#update(key, { state: 'sent', sending });
    this.#send(command).then(
      (ack) => this.#acked(key, ack),
      (problem) => current() && (problem.retryable ? this.#later(key, problem) : this.#refused(key, problem)),
    );
  }

  #acked(key, ack) {
    const entry = this.#find(key);
    if (!entry) return;
    this.#attempt = 0;
    this.emit('acked', { command: entry.command, ack });
    this.discard(key);
    this.#pump();
    entry.resolve(ack);
  }

  /** Not now: the ones behind it wait too, so that order holds. A lost line sends all of it again when it is back. */
  #later(key, problem) {
    this.#update(key, { state: 'pending' });
    if (this.#timer || !this.#ready()) return;
    const pause = Math.max(problem.retry ?? 0, backoff(this.#attempt++));
    this.#timer = setTimeout(() => this.flush(), pause);
  }

  #refused(key, problem) {
    const entry = this.#find(key);
    if (!entry) return;
    if (problem.code === 'not-signed-in') this.#update(key, { state: 'pending' });
    else if (entry.command.type === 'post') this.#update(key, { state: 'failed', problem });
    else this.discard(key);
    this.emit('refused', problem);
    this.#pump();
    if (problem.code !== 'not-signed-in') entry.reject(problem);
  }

  #find(key) {
    return this.#entries.find((entry) => entry.key === key);
  }

  #update(key, changed) {
    this.#entries = this.#entries.map((entry) => (entry.key === key ? { ...entry, ...changed } : entry));
    this.#changed();
  }

  #changed() {
    this.emit('change', this.#entries);
  }
}

/** A newer read mark says all that an older one of the same room would. */
function superseded({ state, command }, newer) {
  return state === 'pending' && newer.type === 'read' && command.type === 'read' && command.room === newer.room;
}
