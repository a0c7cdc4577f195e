const FIRST = 60_000;
const LONGEST = 3_600_000;

/** Which transports did not work here, why, and when to try them again: after growing times. */
export class Detours {
  #order;
  #now;
  #known = new Map();

  /**
   * @param {string[]} order best first
   * @param {() => number} [now]
   */
  constructor(order, now = Date.now) {
    this.#order = order;
    this.#now = now;
  }

  /**
   * What to try, in order: the preferred one first, then what is not known to fail; never nothing.
   *
   * @param {string} [preferred]
   * @returns {string[]}
   */
  candidates(preferred) {
    const first = this.#order.includes(preferred) ? [preferred] : [];
    const rest = this.#order.filter((name) => name !== preferred);
    const open = [...first, ...rest].filter((name) => !(this.#known.get(name)?.until > this.#now()));
    return open.length > 0 ? open : [...first, ...rest];
  }

  /** @param {{name: string, reason: string}[]} passed failed while another one worked */
  remember(passed) {
    for (const { name, reason } of passed) {
      const pause = Math.min(LONGEST, 2 * (this.#known.get(name)?.pause ?? FIRST / 2));
      this.#known.set(name, { reason, pause, until: this.#now() + pause });
    }
  }

  /** @param {string} name works after all */
  forget(name) {
    this.#known.delete(name);
  }

  /**
   * What would be better than the one in use, but did not work.
   *
   * @param {string} current
   * @param {string} [preferred]
   * @returns {{name: string, reason: string, until: number}[]}
   */
  betterThan(current, preferred) {
    const order = [...new Set([preferred, ...this.#order])];
    const better = order.slice(0, order.indexOf(current));
    return better.filter((name) => this.#known.has(name)).map((name) => ({ name, ...this.#known.get(name) }));
  }

  /** Milliseconds until the first of these should be tried again. */
  untilNext(detours) {
    return Math.max(0, Math.min(...detours.map(({ until }) => until)) - this.#now());
  }

  clear() {
    this.#known.clear();
  }
}
