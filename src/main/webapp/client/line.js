import { Attempt } from './attempt.js';
import { Detours } from './detours.js';
import { diagnosis } from './diagnosis.js';
import { Emitter } from './emitter.js';
import { newKey } from './key.js';
import { LASTING, Pace } from './pace.js';
import { lost } from './problem.js';
import { NOT_THE_TRANSPORT } from './transports/reasons.js';

/**
 * The line to the server: one transport at a time, the best that works, and the cursor.
 *
 *     idle ─ start ─▶ connecting ─ hello ─▶ open ─ down ─▶ waiting
 *                          └─ none worked ─▶ waiting ─ time, or wake ─▶ connecting
 *     any ─ stop, session ended, cursor gone ─▶ idle
 *
 * While it is open, another transport may be on trial; the one in use goes on until the other has greeted. Events: `batch`, `mine`,
 * `now`, `status`, `open`, `signed-out`, `gone` (with a cause), `report` (a fault worth telling) and `passed` (better transports that
 * did not work, once all is known of why).
 *
 * @typedef {{phase: string, transport?: string, reason?: string, retryAt?: number, passed: import('./detours.js').Failure[]}} Status
 */
export class Line extends Emitter {
  #context;
  #clock;
  #transports;
  #detours;
  #preferred;
  #attempts;
  #current = null;
  #trial = null;
  #pace;
  #heardAt = 0;
  #cancelNext = () => {};
  #cancelLasting = () => {};
  #told = '';

  /** @type {Status} */
  status = { phase: 'idle', passed: [] };
  cursor = undefined;

  /**
   * @param {Omit<import('./transports/index.js').Context, 'client'>} context
   * @param {Record<string, (context: object) => object>} transports best first
   * @param {{preferred?: string, attempts?: (client: string) => Promise<object[]>}} [options]
   *     `preferred`: the transport that the user chose; `attempts`: what the server knows of a client's
   */
  constructor(context, transports, { preferred, attempts } = {}) {
    super();
    this.#context = { ...context, client: newKey() };
    this.#clock = context.clock;
    this.#pace = new Pace(context.clock);
    this.#transports = transports;
    this.#detours = new Detours(Object.keys(transports), context.clock.now);
    this.#preferred = preferred;
    this.#attempts = attempts ?? (async () => []);
  }

  start(cursor) {
    this.stop();
    this.cursor = cursor;
    this.#connect();
  }

  stop() {
    this.#forget();
    this.#set({ phase: 'idle', passed: [] });
  }

  /** @returns {Promise<object>} the ack; rejected with `lost` when the line goes down first */
  send(command) {
    return this.status.phase === 'open' ? this.#current.transport.send(command) : Promise.reject(lost());
  }

  /**
   * Changes to another transport, with the same cursor.
   *
   * @param {string | undefined} name undefined: the best that works
   */
  prefer(name) {
    this.#preferred = name;
    this.#detours.clear();
    if (this.status.phase !== 'idle') this.#connect();
  }

  /** The user wants it now, whatever the server advised. */
  wake() {
    if (this.status.phase === 'waiting') this.#connect();
  }

  /**
   * Something happened around the line, so that it may be dead, or a better one to be had. Whoever comes back together with others
   * (`together`) waits a random moment first.
   *
   * @param {{network?: boolean, together?: boolean, ifSilentFor?: number}} hint `network`: it may be another one;
   *     `ifSilentFor`: only if nothing was heard for so many ms
   */
  check({ network = false, together = false, ifSilentFor = 0 }) {
    if (network) this.#detours.expire();
    const { phase, reason } = this.status;
    const delay = together ? this.#pace.spread() : 0;
    if (phase === 'waiting' && !ADVISED.has(reason)) this.#next(delay);
    if (phase !== 'open' || this.#trial || this.#clock.now() - this.#heardAt < ifSilentFor) return;
    this.#next(delay, () => this.#connect(network ? [] : [this.#current.name]));
  }

  #next(delay, action = () => this.#connect()) {
    this.#cancelNext();
    this.#cancelNext = this.#clock.after(delay, action);
  }

  /** @param {string[]} [anew] all are tried, the one in use too, these first; else those that are better than it */
  #connect(anew) {
    this.#cancelNext();
    this.#trial?.close();
    if (!this.#current) this.#set({ phase: 'connecting', passed: [] });
    const candidates = this.#detours.candidates(this.#preferred, anew ? undefined : this.#current?.name);
    const order = [...new Set([...(anew ?? []), ...candidates])];
    const client = anew ? newKey() : this.#context.client; // a poll of the same client would end the one in use
    this.#try(order, { passed: [], anew: anew !== undefined, client, since: this.#clock.now() });
  }

  #try([name, ...rest], round) {
    if (name === this.#current?.name && !round.anew) return this.#settle(round.passed);
    const context = { ...this.#context, client: round.client };
    const attempt = new Attempt(name, this.#transports[name](context), this.#clock);
    this.#trial = attempt;
    this.#relay(attempt);
    const next = (down) => {
      if (attempt === this.#current) return this.#lost(down);
      round.passed.push({ name, reason: down.reason, status: down.status });
      if (NOT_THE_TRANSPORT.has(down.reason) || rest.length === 0) this.#failed(down, round);
      else this.#try(rest, round);
    };
    attempt.start(this.cursor, (hello) => this.#adopt(attempt, hello, round), next);
  }

  #relay(attempt) {
    const whenCurrent = (type, action) =>
      attempt.transport.on(type, (message) => {
        if (attempt !== this.#current) return;
        this.#heardAt = this.#clock.now();
        action(message);
      });
    whenCurrent('batch', (batch) => {
      this.emit('batch', batch);
      if (attempt === this.#current) this.cursor = batch.cursor; // only now: a fault in taking it must not leave a hole
    });
    whenCurrent('mine', (mine) => this.emit('mine', mine));
    whenCurrent('now', (now) => this.emit('now', now));
  }

  #adopt(attempt, hello, { passed, client }) {
    this.#current?.close();
    this.#trial = null;
    this.#current = attempt;
    this.#context.client = client;
    this.cursor ??= hello.cursor;
    this.#heardAt = this.#clock.now();
    const cut = this.#pace.opened();
    if (cut) this.#detours.cutShort(cut);
    this.#cancelLasting();
    this.#cancelLasting = this.#clock.after(LASTING, () => this.#detours.forget(attempt.name));
    this.#settle(passed.filter(({ name }) => name !== attempt.name));
    this.emit('hello', hello);
    this.emit('open');
  }

  /** On the best that works: what was passed over is remembered, and tried again when its time has come. */
  #settle(passed) {
    const { name } = this.#current;
    this.#trial = null;
    this.#detours.remember(passed);
    const better = this.#detours.betterThan(name, this.#preferred);
    this.#set({ phase: 'open', transport: name, passed: better });
    this.#cancelNext();
    if (better.length > 0) this.#next(this.#detours.untilNext(better));
    if (passed.length > 0) this.#learn(passed, name);
    else this.#tell(better);
  }

  /** Once, until something else is known. */
  #tell(better) {
    const news = JSON.stringify(better.map(({ name, reason }) => [name, reason]));
    if (better.length > 0 && news !== this.#told) this.emit('passed', better);
    this.#told = news;
  }

  /** The server may know more about what did not work. */
  async #learn(passed, name) {
    const attempts = await this.#attempts(this.#context.client).catch(() => null);
    if (this.#current?.name !== name) return;
    for (const failure of attempts ? passed : []) this.#detours.explain(failure.name, diagnosis(failure, attempts));
    this.#set({ ...this.status, passed: this.#detours.betterThan(name, this.#preferred) });
    this.#tell(this.status.passed);
  }

  /** No transport worked, or the server said that trying others is no use. What is in use goes on if it is known to live. */
  #failed(down, { passed, anew, since }) {
    this.#trial = null;
    const lives = this.#current && (!anew || this.#heardAt > since);
    if (lives && !END.has(down.reason)) return this.#settle(anew ? [] : passed);
    this.#pace.failed();
    this.#close(down, passed);
  }

  #lost(down) {
    this.#pace.lost(this.#current.name, down);
    this.#close(down, []);
  }

  #close(down, passed) {
    this.#forget();
    if (down.reason === 'fault') this.emit('report', down);
    if (down.reason === 'replaced') this.#context.client = newKey();
    if (END.has(down.reason)) {
      this.#set({ phase: 'idle', passed: [] });
      this.emit(down.reason, down);
    } else {
      const delay = this.#pace.delay(down);
      this.#set({ phase: 'waiting', reason: down.reason, retryAt: this.#clock.now() + delay, passed });
      this.#next(delay);
    }
  }

  #forget() {
    this.#cancelNext();
    this.#cancelLasting();
    this.#trial?.close();
    this.#current?.close();
    this.#trial = null;
    this.#current = null;
  }

  #set(status) {
    this.status = status;
    this.emit('status', status);
  }
}

const END = new Set(['signed-out', 'gone']);

/** The server said when to come back. */
const ADVISED = new Set(['leaving', 'busy']);
