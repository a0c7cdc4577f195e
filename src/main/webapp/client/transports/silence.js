/** Two heartbeats without a sound mean a dead line. */
export class Silence {
  #timer;
  #limit;

  /** @param {() => void} onSilent */
  constructor(onSilent) {
    this.onSilent = onSilent;
  }

  /** @param {number} heartbeat seconds between two signs of life */
  start(heartbeat) {
    this.#limit = 2000 * heartbeat;
    this.heard();
  }

  heard() {
    clearTimeout(this.#timer);
    if (this.#limit) this.#timer = setTimeout(this.onSilent, this.#limit);
  }

  stop() {
    this.#limit = 0;
    clearTimeout(this.#timer);
  }
}
