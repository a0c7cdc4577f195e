import { Emitter } from '../emitter.js';
import { CommandPost } from './command-post.js';
import { downByProblem } from './reasons.js';

/** What an answer, or its next piece, may take beyond the time it was asked to wait, in ms. */
const GRACE = 10_000;

const BATCH = { cursor: 'string', events: 'array' };

/** How Parley's answers begin: a long one over a thin line greets before it is here. */
const BEGINNING = /^\{"type":"batch","cursor":"([^"]+)"/;

/**
 * One request after the other. The first is asked to come back soon: it stands for `hello`, which polls don't get.
 *
 * @typedef {{path: string, wait?: number, pause: number}} Way `wait`: seconds the server may hold a request
 */
export class PollTransport extends Emitter {
  #way;
  #context;
  #commands;
  #request = new AbortController();
  #closed = false;
  #greeted = false;

  /** @param {Way} way */
  constructor(way, context) {
    super();
    this.#way = way;
    this.#context = context;
    this.#commands = new CommandPost(context);
  }

  connect(cursor) {
    this.#loop(cursor).catch((problem) => this.#down(downByProblem(problem)));
  }

  send(command) {
    return this.#commands.send(command);
  }

  close() {
    this.#closed = true;
    this.#request.abort();
    this.#commands.close();
  }

  async #loop(cursor) {
    let batch = await this.#poll(cursor, this.#way.wait && 1);
    this.#greet(batch.cursor);
    while (this.#deliver(batch)) {
      if (!batch.more) await this.#pause();
      if (this.#closed) return;
      batch = await this.#poll(batch.cursor, this.#way.wait);
    }
  }

  async #poll(after, wait) {
    const { http, client, versions, clock } = this.#context;
    const query = { after, client, wait, ...versions() };
    const expect = (ms) => clock.after(ms, () => this.#down({ reason: 'silent' }));
    this.#request = new AbortController(); // one for all would gather a listener with each
    let inTime = expect(1000 * (wait ?? 0) + GRACE);
    const heard = (begun) => {
      inTime();
      inTime = expect(GRACE);
      this.#greet(BEGINNING.exec(begun)?.[1]);
    };
    try {
      return await http.json('GET', this.#way.path, { query, signal: this.#request.signal, shape: BATCH, heard });
    } finally {
      inTime();
    }
  }

  #greet(cursor) {
    if (this.#greeted || !cursor) return;
    this.#greeted = true;
    this.#hand('hello', { type: 'hello', cursor });
  }

  /** Whether to go on asking. */
  #deliver(batch) {
    if (batch.replaced) this.#down({ reason: 'replaced' });
    this.#hand('batch', batch);
    if (batch.mine) this.#hand('mine', batch.mine);
    if (batch.now) this.#hand('now', batch.now);
    return !this.#closed;
  }

  #hand(type, message) {
    if (!this.#closed) this.emit(type, message);
  }

  #pause() {
    if (!this.#way.pause) return undefined;
    return new Promise((resolve) => this.#context.clock.after(this.#way.pause, resolve));
  }

  #down(down) {
    if (this.#closed) return;
    this.close();
    this.emit('down', down);
  }
}
