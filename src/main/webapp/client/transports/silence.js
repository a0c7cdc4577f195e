/** Two heartbeats without a sound mean a dead line. */
export class Silence {
  #clock;
  #onSilent;
  #limit = 0;
  #heardAt;
  #cancel = () => {};

  /**
   * @param {import('../clock.js').Clock} clock
   * @param {() => void} onSilent
   */
  constructor(clock, onSilent) {
    this.#clock = clock;
    this.#onSilent = onSilent;
    this.#heardAt = clock.now();
  }

  /** @param {number} heartbeat seconds between two signs of life */
  start(heartbeat) {
    this.#limit = 2000 * heartbeat;
    this.heard();
    this.#watch();
  }

  heard() {
    this.#heardAt = this.#clock.now();
  }

  /** Whole seconds since the last sound. */
  get idle() {
    return Math.round((this.#clock.now() - this.#heardAt) / 1000);
  }

  stop() {
    this.#limit = 0;
    this.#cancel();
  }

  /** One timer for many sounds: it looks when silence could be complete. */
  #watch() {
    this.#cancel();
    const left = this.#heardAt + this.#limit - this.#clock.now();
    if (left <= 0) this.#onSilent();
    else this.#cancel = this.#clock.after(left, () => this.#limit && this.#watch());
  }
}
