const ROUND = 2000;
const SILENT = 6000;

/**
 * Gives the lead to one of those who stand, in the order in which they came. Each says `stand` again and again; whoever is silent for long
 * is taken for gone. Messages: `stand`, `withdraw`, `steal`; answers: `won`, `lost`, and `here` to each `stand`.
 */
export class Desk {
  #clock;
  #heardAt = new Map();
  #holder = null;

  /** @param {import('../clock.js').Clock} clock */
  constructor(clock) {
    this.#clock = clock;
    this.#round();
  }

  /**
   * @param {MessagePort} port
   * @param {string} message
   */
  hear(port, message) {
    if (message === 'withdraw') return this.gone(port);
    this.#heardAt.set(port, this.#clock.now());
    if (message === 'stand') port.postMessage('here');
    if (message === 'steal' && port !== this.#holder) this.#dismiss(port);
    this.#grant();
  }

  /** @param {MessagePort} port whose tab has ended */
  gone(port) {
    this.#heardAt.delete(port);
    if (port === this.#holder) this.#holder = null;
    this.#grant();
  }

  #grant(next = [...this.#heardAt.keys()][0]) {
    if (this.#holder || !next) return;
    this.#holder = next;
    next.postMessage('won');
  }

  /** If it is only slow, it hears that it no longer leads, and may stand again. */
  #dismiss(next) {
    const dismissed = this.#holder;
    this.#holder = null;
    this.#heardAt.delete(dismissed);
    dismissed?.postMessage('lost');
    this.#grant(next);
  }

  /** A round that comes much too late: the computer slept, and nobody could say anything. */
  #round(due = this.#clock.now()) {
    const now = this.#clock.now();
    if (now - due > ROUND) for (const port of this.#heardAt.keys()) this.#heardAt.set(port, now);
    for (const [port, heardAt] of this.#heardAt) if (now - heardAt > SILENT) this.#drop(port);
    this.#clock.after(ROUND, () => this.#round(now + ROUND));
  }

  #drop(port) {
    port.postMessage('lost');
    this.gone(port);
  }
}
