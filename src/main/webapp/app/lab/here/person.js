import { Http } from '../../../client/http.js';
import { newKey } from '../../../client/key.js';
import { TRANSPORTS } from '../../../client/transports/index.js';
import { countedFetch, countedSocket, newMeter } from './counted.js';
import { Trace } from './trace.js';

const ROOM = 'r1';
const POLLS = ['long-polling', 'polling'];

/**
 * One of the people who talk side by side, over one transport: says messages, hears all, and measures how long its own take until
 * they come back the same way.
 */
export class Person {
  #transport;
  #clock;
  #said = new Map();
  #seen = new Set();
  #newest = 0;
  #number = 0;
  #from;

  /**
   * @param {string} name of the transport
   * @param {{base: string | URL, token: string, clock: import('../../../client/clock.js').Clock, fetch: typeof fetch, WebSocket: any, pause?: number}} ground
   *   `pause`: ms between polls, if not as usual
   */
  constructor(name, { base, token, clock, fetch, WebSocket, pause }) {
    this.name = name;
    this.meter = newMeter();
    this.trace = new Trace(clock);
    this.times = [];
    this.counts = { heard: 0, empty: 0, acked: 0, repeated: 0, reordered: 0 };
    this.trouble = undefined;
    this.#clock = clock;
    const http = new Http(base, { token, fetch: countedFetch(this.meter, this.trace, fetch) });
    const counted = WebSocket && countedSocket(this.meter, this.trace, WebSocket);
    this.#transport = TRANSPORTS[name]({ http, clock, client: newKey(), WebSocket: counted, versions: () => ({}), pause });
  }

  /** @returns {Promise<boolean>} whether it opened; if not, `trouble` says why */
  open() {
    return new Promise((resolve) => {
      this.#transport.on('hello', () => resolve(true));
      this.#transport.on('batch', (batch) => this.#hear(batch));
      this.#transport.on('down', ({ reason }) => {
        this.trouble = reason;
        resolve(false);
      });
      try {
        this.#transport.connect();
      } catch {
        this.trouble = 'unsupported';
        resolve(false);
      }
    });
  }

  /** Measuring begins: what was counted until now is no part of it. */
  begin() {
    this.since = this.#clock.now();
    this.#from = { ...this.meter, ...this.counts };
    this.trace.begin();
  }

  /** Says a message of so many bytes; it is ASCII. */
  say(bytes) {
    if (this.trouble) return;
    const text = `${this.name} ${++this.#number} `.padEnd(bytes, 'x');
    this.#said.set(text, this.#clock.now());
    this.#transport.send({ type: 'post', key: newKey(), room: ROOM, text }).then(
      () => this.counts.acked++,
      () => this.#said.delete(text),
    );
  }

  #hear({ events }) {
    const messages = events.filter(({ type }) => type === 'message');
    if (events.length === 0 && POLLS.includes(this.name)) this.counts.empty++;
    for (const { id, text } of messages) {
      if (this.#seen.has(id)) this.counts.repeated++;
      else if (id < this.#newest) this.counts.reordered++;
      this.#seen.add(id);
      this.#newest = Math.max(this.#newest, id);
      this.counts.heard++;
      const said = this.#said.get(text);
      if (said === undefined) continue;
      this.#said.delete(text);
      this.times.push({ at: (said - this.since) / 1000, ms: this.#clock.now() - said });
    }
  }

  /** Whether all that it said came back. */
  get isAnswered() {
    return this.#said.size === 0;
  }

  /** What was counted since measuring began. */
  get passed() {
    const now = { ...this.meter, ...this.counts };
    return Object.fromEntries(Object.entries(now).map(([name, value]) => [name, name === 'connections' ? value : value - this.#from[name]]));
  }

  close() {
    this.#transport.close();
  }
}
