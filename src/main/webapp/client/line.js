import { backoff } from './backoff.js';
import { Emitter } from './emitter.js';
import { Detours } from './detours.js';
import { newKey } from './key.js';
import { lost } from './problem.js';
import { NOT_THE_TRANSPORT } from './transports/reasons.js';

const TRUSTED_WITHIN = 3000;
const STEADY = 10_000;
const BUSY = 5000;

/**
 * The line to the server: one transport at a time, the best that works, and the cursor.
 *
 *     idle ─ start ─▶ connecting ─ hello ─▶ open ─ down ─▶ connecting …
 *                          └─ none worked ─▶ waiting ─ time, or wake ─▶ connecting
 *     any ─ stop, session ended, cursor gone ─▶ idle
 *
 * A transport counts once its `hello` has come; until then the one before it goes on. Events: `batch`, `mine`, `now`, `status`,
 * `open`, `signed-out`, `gone` (with a cause) and `report` (a fault worth telling).
 */
export class Line extends Emitter {
  #context;
  #transports;
  #detours;
  #preferred;
  #current = null;
  #attempt = null;
  #failures = 0;
  #openedAt = 0;
  #timer;

  /** @type {{phase: string, transport?: string, reason?: string, retryAt?: number, passed: {name: string, reason: string}[]}} */
  status = { phase: 'idle', passed: [] };
  cursor = undefined;

  /**
   * @param {Omit<import('./transports/index.js').Context, 'client'>} context
   * @param {Record<string, (context: object) => object>} transports best first
   * @param {string} [preferred] the one that the user chose
   */
  constructor(context, transports, preferred) {
    super();
    this.#context = { ...context, client: newKey() };
    this.#transports = transports;
    this.#detours = new Detours(Object.keys(transports));
    this.#preferred = preferred;
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
   * Changes to another transport, with the same cursor; the one in use goes on until the other has greeted.
   *
   * @param {string | undefined} name undefined: the best that works
   */
  prefer(name) {
    this.#preferred = name;
    this.#detours.clear();
    if (this.status.phase !== 'idle') this.#connect();
  }

  /** Something may have changed (the network, the page shown again): tries at once instead of waiting on. */
  wake() {
    if (this.status.phase === 'waiting') this.#connect();
  }

  #connect() {
    clearTimeout(this.#timer);
    this.#give(this.#attempt);
    if (!this.#current) this.#set({ phase: 'connecting', passed: [] });
    this.#try(this.#detours.candidates(this.#preferred), []);
  }

  #try([name, ...rest], passed) {
    if (name === this.#current?.name) return this.#settle(passed);
    const transport = this.#transports[name]({ ...this.#context });
    const attempt = { name, transport };
    this.#attempt = attempt;
    const next = (down) => {
      clearTimeout(attempt.timer);
      this.#give(attempt);
      const failed = [...passed, { name, reason: down.reason }];
      if (NOT_THE_TRANSPORT.has(down.reason) || rest.length === 0) this.#lost(down, failed);
      else this.#try(rest, failed);
    };
    this.#listen(attempt, passed, next);
    attempt.timer = setTimeout(() => next({ reason: 'no-hello' }), TRUSTED_WITHIN);
    try {
      transport.connect(this.cursor);
    } catch {
      next({ reason: 'unsupported' });
    }
  }

  #listen(attempt, passed, onFailure) {
    const { transport } = attempt;
    transport.on('hello', (hello) => this.#adopt(attempt, hello, passed));
    transport.on('batch', (batch) => this.#moved(attempt, batch));
    transport.on('mine', (mine) => this.#ifCurrent(attempt, () => this.emit('mine', mine)));
    transport.on('now', (now) => this.#ifCurrent(attempt, () => this.emit('now', now)));
    transport.on('down', (down) => (attempt === this.#current ? this.#lost(down, []) : onFailure(down)));
  }

  #adopt(attempt, hello, passed) {
    clearTimeout(attempt.timer);
    this.#give(this.#current);
    this.#attempt = null;
    this.#current = attempt;
    this.cursor ??= hello.cursor;
    this.#openedAt = Date.now();
    this.#settle(passed);
    this.emit('open');
  }

  /** On the best that works: what was passed over is remembered, and tried again when its time has come. */
  #settle(passed) {
    const { name } = this.#current;
    this.#detours.remember(passed);
    this.#detours.forget(name);
    const better = this.#detours.betterThan(name, this.#preferred);
    this.#set({ phase: 'open', transport: name, passed: better });
    clearTimeout(this.#timer);
    if (better.length > 0) this.#timer = setTimeout(() => this.#connect(), this.#detours.untilNext(better));
  }

  #moved(attempt, batch) {
    if (attempt !== this.#current) return;
    this.cursor = batch.cursor;
    this.emit('batch', batch);
  }

  #ifCurrent(attempt, action) {
    if (attempt === this.#current) action();
  }

  /** The line in use went down, or no transport worked, or the server said that trying others is no use. */
  #lost(down, passed) {
    if (this.#current && passed.length > 0 && !END.has(down.reason)) return this.#settle(passed);
    this.#forget();
    if (Date.now() - this.#openedAt > STEADY && this.#openedAt) this.#failures = 0;
    this.#openedAt = 0;
    if (down.reason === 'fault') this.emit('report', down);
    if (down.reason === 'replaced') this.#context.client = newKey();
    if (END.has(down.reason)) this.#end(down);
    else this.#wait(down, passed);
  }

  #end(down) {
    this.#set({ phase: 'idle', passed: [] });
    this.emit(down.reason, down);
  }

  #wait(down, passed) {
    const delay = this.#delay(down);
    this.#set({ phase: 'waiting', reason: down.reason, retryAt: Date.now() + delay, passed });
    this.#timer = setTimeout(() => this.#connect(), delay);
  }

  #delay({ reason, delay }) {
    if (reason === 'leaving') return Math.random() * delay;
    if (reason === 'slow') return 0;
    const pause = backoff(this.#failures++);
    return reason === 'busy' ? Math.max(delay ?? BUSY, pause) : pause;
  }

  #forget() {
    clearTimeout(this.#timer);
    this.#give(this.#attempt);
    this.#give(this.#current);
    this.#attempt = null;
    this.#current = null;
  }

  #give(attempt) {
    clearTimeout(attempt?.timer);
    attempt?.transport.close();
  }

  #set(status) {
    this.status = status;
    this.emit('status', status);
  }
}

const END = new Set(['signed-out', 'gone']);
