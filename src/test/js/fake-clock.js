/** A clock whose time passes only when it is told to, and whose chances are all the same. */
export class FakeClock {
  #now = Date.parse('2026-11-22T10:00:00Z');
  #waiting = [];
  chance = 0.5;

  now = () => this.#now;

  random = () => this.chance;

  after = (ms, action) => {
    const timer = { due: this.#now + ms, action };
    this.#waiting.push(timer);
    return () => (this.#waiting = this.#waiting.filter((other) => other !== timer));
  };

  /** Lets time pass: every timer fires at its moment, in order, with what it started given its turn. */
  async pass(ms) {
    const end = this.#now + ms;
    for (;;) {
      await settled();
      const next = this.#waiting.filter(({ due }) => due <= end).sort((a, b) => a.due - b.due)[0];
      if (!next) break;
      this.#waiting = this.#waiting.filter((other) => other !== next);
      this.#now = Math.max(this.#now, next.due);
      next.action();
    }
    this.#now = end;
    await settled();
  }

  /** Everybody sleeps: time passes, and timers notice only afterwards. */
  async sleep(ms) {
    this.#now += ms;
    await this.pass(0);
  }
}

/** Whatever was promised and can be settled is. */
export const settled = () => new Promise((resolve) => setImmediate(resolve));
