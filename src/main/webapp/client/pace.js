import { backoff } from './backoff.js';

/** What has lasted so long, in ms, works here; what was cut sooner does not hold. */
export const LASTING = 120_000;
const STEADY = 10_000;

/** A node that lets its lines go, in ms after they came, does not do so to keep them away. */
const STAYED = 1000;
const BUSY = 5000;
const SPREAD = 1000;
const HELD_BADLY = new Set(['cut', 'silent', 'offline', 'foreign']);

/** When to come back, and what the way in which a line ended says of its transport. Never all at once: every pause is random. */
export class Pace {
  #clock;
  #failures = 0;
  #outage = false;
  #cut = null;
  #openedAt = 0;

  /** @param {import('./clock.js').Clock} clock */
  constructor(clock) {
    this.#clock = clock;
  }

  /**
   * A line is open.
   *
   * @returns {import('./detours.js').Failure | null} the one before it was soon cut although the server was there all the time
   */
  opened() {
    const cut = this.#outage ? null : this.#cut;
    this.#cut = null;
    this.#outage = false;
    this.#openedAt = this.#clock.now();
    return cut;
  }

  /** The line in use, over this transport, went down. */
  lost(name, { reason, seconds }) {
    const lived = this.#clock.now() - this.#openedAt;
    if (lived > (reason === 'leaving' ? STAYED : STEADY)) this.#failures = 0;
    if (HELD_BADLY.has(reason) && lived < LASTING) this.#cut = { name, reason, seconds };
  }

  /** No transport worked: that speaks of the network or the server. */
  failed() {
    this.#outage = true;
  }

  /** @returns {number} ms until the next try */
  delay({ reason, delay }) {
    const again = this.#failures > 0;
    const pause = backoff(this.#failures++, this.#clock.random);
    if (reason === 'leaving') return Math.max(this.#clock.random() * delay, again ? pause : 0);
    if (reason === 'slow') return again ? pause : 0;
    return reason === 'busy' || delay ? Math.max(delay ?? BUSY, pause) : pause;
  }

  /** @returns {number} ms by which those who come back together are kept apart */
  spread() {
    return this.#clock.random() * SPREAD;
  }
}
