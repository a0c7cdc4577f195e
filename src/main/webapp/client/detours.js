const FIRST = 60_000;
const LONGEST = 3_600_000;
const SHORT_LIVES = 2;

/**
 * Which transports did not work here, why, and when to try them again: after growing times. One that works again is not forgiven
 * before it has lasted (`forget`): if it fails sooner, the next pause is longer still, so that the line does not flap.
 *
 * @typedef {{name: string, reason: string, seconds?: number, status?: number, code?: string}} Failure
 */
export class Detours {
  #order;
  #now;
  #known = new Map();
  #shortLives = new Map();

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
   * @param {string} [current] in use: only what is better is worth a try, and last comes itself
   * @returns {string[]}
   */
  candidates(preferred, current) {
    const ranked = this.#ranked(preferred);
    if (current) return [...ranked.slice(0, ranked.indexOf(current)).filter((name) => !this.#avoided(name)), current];
    const open = ranked.filter((name) => !this.#avoided(name));
    return open.length > 0 ? open : ranked;
  }

  #ranked(preferred) {
    return this.#order.includes(preferred) ? [...new Set([preferred, ...this.#order])] : this.#order;
  }

  #avoided(name) {
    return this.#known.get(name)?.until > this.#now();
  }

  /** @param {Failure[]} passed failed while another one worked */
  remember(passed) {
    for (const failure of passed) {
      const pause = Math.min(LONGEST, 2 * (this.#known.get(failure.name)?.pause ?? FIRST / 2));
      this.#known.set(failure.name, { ...failure, pause, until: this.#now() + pause });
    }
  }

  /**
   * It worked, but was soon cut, and could be opened again at once: the server is there, the line does not hold. Twice is enough.
   *
   * @param {Failure} failure
   */
  cutShort(failure) {
    const lives = (this.#shortLives.get(failure.name) ?? 0) + 1;
    this.#shortLives.set(failure.name, lives);
    if (lives >= SHORT_LIVES) this.remember([failure]);
  }

  /** @param {string} name has lasted */
  forget(name) {
    this.#known.delete(name);
    this.#shortLives.delete(name);
  }

  /** What is known of a failure in more detail, from the server. */
  explain(name, told) {
    const known = this.#known.get(name);
    if (known) this.#known.set(name, { ...known, ...told });
  }

  /**
   * What would be better than the one in use, but did not work.
   *
   * @param {string} current
   * @param {string} [preferred]
   * @returns {(Failure & {until: number})[]}
   */
  betterThan(current, preferred) {
    const ranked = this.#ranked(preferred);
    const better = ranked.slice(0, ranked.indexOf(current));
    return better.filter((name) => this.#known.has(name)).map((name) => ({ name, ...this.#known.get(name) }));
  }

  /** Milliseconds until the first of these should be tried again. */
  untilNext(detours) {
    return Math.max(0, Math.min(...detours.map(({ until }) => until)) - this.#now());
  }

  /** The network is another one: everything is worth a try, though a failure counts on from before. */
  expire() {
    for (const detour of this.#known.values()) detour.until = 0;
  }

  clear() {
    this.#known.clear();
    this.#shortLives.clear();
  }
}
