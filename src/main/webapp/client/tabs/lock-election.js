/** By Web Locks: the browser itself hands the lock on when its holder ends, however that happens. */
export class LockElection {
  #name;
  #won;
  #lost;
  #queued = new AbortController();
  #release = null;

  /** @param {string} name */
  constructor(name) {
    this.#name = name;
  }

  stand(won, lost) {
    this.#won = won;
    this.#lost = lost;
    this.#queue();
  }

  withdraw() {
    this.#queued.abort();
    const release = this.#release;
    this.#release = null;
    release?.();
  }

  steal() {
    this.#queued.abort();
    this.#queued = new AbortController();
    this.#request({ steal: true });
  }

  hurry() {}

  /** The browser tells the one of two from whom the lock was taken. */
  rival() {}

  #queue() {
    this.#queued = new AbortController();
    this.#request({ signal: this.#queued.signal });
  }

  /** Its promise is rejected when the request is taken back, or the lock stolen. */
  #request(options, { signal } = this.#queued) {
    navigator.locks.request(this.#name, options, () => (signal.aborted ? undefined : this.#hold())).catch(() => {
      if (!this.#release) return;
      this.#release = null;
      this.#queue();
      this.#lost();
    });
  }

  #hold() {
    return new Promise((release) => {
      this.#release = release;
      this.#won();
    });
  }
}
