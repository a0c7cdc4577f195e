const TRUSTED_WITHIN = 3000;

/**
 * One transport on trial, and the line's own once it has passed: it counts when its `hello` has come in time.
 *
 *     trial ─ hello within 3 s ─▶ passed ─ down ─▶ over
 *       └─ down, silence ───────────────────────▶ over
 */
export class Attempt {
  #cancel = () => {};
  #opened = false;

  /**
   * @param {string} name
   * @param {object} transport one of `transports/`, not connected yet
   * @param {import('./clock.js').Clock} clock
   */
  constructor(name, transport, clock) {
    this.name = name;
    this.transport = transport;
    this.#cancel = clock.after(TRUSTED_WITHIN, () => this.#tooLate());
    transport.on('opened', () => (this.#opened = true));
  }

  /**
   * @param {string} cursor
   * @param {(hello: object) => void} passed
   * @param {(down: import('./transports/reasons.js').Down) => void} over called at most once; not after `close`
   */
  start(cursor, passed, over) {
    this.over = over;
    this.transport.on('hello', (hello) => {
      this.#cancel();
      passed(hello);
    });
    this.transport.on('down', (down) => this.#end(down));
    try {
      this.transport.connect(cursor);
    } catch {
      this.#end({ reason: 'unsupported' });
    }
  }

  close() {
    this.#cancel();
    this.over = () => {};
    this.transport.close();
  }

  #tooLate() {
    this.#end({ reason: this.#opened ? 'open-silent' : 'no-answer' });
  }

  #end(down) {
    const { over } = this;
    this.close();
    over(down);
  }
}
