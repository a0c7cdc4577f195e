/** Named listeners. What a listener throws goes to the caller of `emit`. */
export class Emitter {
  #listeners = new Map();

  /**
   * @param {string} type
   * @param {(detail: any) => void} listener
   * @returns {() => void} takes the listener off again
   */
  on(type, listener) {
    const listeners = this.#listeners.get(type) ?? new Set();
    this.#listeners.set(type, listeners.add(listener));
    return () => listeners.delete(listener);
  }

  /**
   * @param {string} type
   * @param {any} [detail]
   */
  emit(type, detail) {
    for (const listener of this.#of(type)) listener(detail);
  }

  /** To listeners of others: what one of them throws is reported, and keeps nothing from anybody. */
  announce(type, detail) {
    for (const listener of this.#of(type)) {
      try {
        listener(detail);
      } catch (fault) {
        (globalThis.reportError ?? console.error)(fault);
      }
    }
  }

  #of(type) {
    return [...(this.#listeners.get(type) ?? [])];
  }
}
