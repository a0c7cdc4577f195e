import { backoff } from './backoff.js';

/**
 * Reads from the log, page after page, what the leading tab no longer remembers for this one: so each tab is told each event once and
 * in order, however long it was deaf.
 */
export class Gap {
  #api;
  #clock;
  #turn = 0;
  #filled = 0;

  /** Whether it is being read: what is told meanwhile comes too early. */
  open = false;

  /**
   * @param {import('./api.js').Api} api
   * @param {import('./clock.js').Clock} clock
   */
  constructor(api, clock) {
    this.#api = api;
    this.#clock = clock;
  }

  /** Nobody wants it any more: this tab leads, or ends. */
  stop() {
    this.#turn++;
    this.open = false;
  }

  /**
   * Whether there is something to read before another tab's model can be taken. After that only what came meanwhile, and not without end:
   * the last event may be none that this user may still see.
   *
   * @param {import('./model.js').Model | null} model
   * @param {import('./model.js').Model} theirs
   * @param {object[] | null} events as for `caughtUp`
   */
  needed(model, theirs, events) {
    const again = this.#filled === 0 || (theirs.last > model?.last && this.#filled < MOST);
    return model !== null && !events && again;
  }

  /** What is missing when another tab's model is taken. */
  rest(events) {
    const rest = events ?? (this.#filled > 0 ? [] : null);
    this.#filled = 0;
    return rest;
  }

  /**
   * Asks again and again as long as the network fails.
   *
   * @param {string} cursor where this tab stands
   * @param {(batch: {cursor: string, events: object[]}) => void} taken
   * @returns {Promise<boolean>} whether all is read; false: it was stopped
   * @throws {import('./problem.js').Problem} `cursor-gone`, `not-signed-in`
   */
  async read(cursor, taken) {
    this.stop();
    this.open = true;
    const turn = this.#turn;
    try {
      for (let batch = { cursor, more: true }; batch.more; taken(batch)) {
        batch = await this.#after(batch.cursor, turn);
        if (turn !== this.#turn) return false;
      }
      this.#filled++;
      return true;
    } catch (problem) {
      if (turn !== this.#turn) return false;
      throw problem;
    } finally {
      if (turn === this.#turn) this.open = false;
    }
  }

  async #after(cursor, turn) {
    for (let tries = 0; ; tries++) {
      try {
        return await this.#api.eventsAfter(cursor);
      } catch (problem) {
        if (turn !== this.#turn || END.has(problem.code)) throw problem;
        const pause = Math.max(problem.retry ?? 0, backoff(tries, this.#clock.random));
        await new Promise((resolve) => this.#clock.after(pause, resolve));
        if (turn !== this.#turn) throw problem;
      }
    }
  }
}

const MOST = 3;
const END = new Set(['cursor-gone', 'not-signed-in']);
