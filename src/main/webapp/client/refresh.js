import { backoff } from './backoff.js';

/** Takes a fresh state when the cursor is gone. One that is gone again at once is not asked for a fresh one without a pause. */
export class Refresh {
  #api;
  #clock;
  #tries = 0;
  #turn = 0;

  /**
   * @param {import('./api.js').Api} api
   * @param {import('./clock.js').Clock} clock
   */
  constructor(api, clock) {
    this.#api = api;
    this.#clock = clock;
  }

  /** Nobody wants it any more. */
  stop() {
    this.#turn++;
  }

  /** The line goes on: the next time is another one. */
  worked() {
    this.#tries = 0;
  }

  /**
   * @param {string} cause why the cursor is gone
   * @param {(fresh: {state: object, cause: string}) => void} taken
   * @param {(problem: import('./problem.js').Problem) => void} ended there is no session any more
   */
  take(cause, taken, ended) {
    const pause = this.#tries > 0 ? backoff(this.#tries, this.#clock.random) : 0;
    this.#tries++;
    const turn = ++this.#turn;
    const current = () => turn === this.#turn;
    const again = (problem) => (problem.code === 'not-signed-in' ? ended(problem) : this.take(cause, taken, ended));
    this.#clock.after(pause, () => {
      if (!current()) return;
      this.#api.state().then(
        (state) => current() && taken({ state, cause }),
        (problem) => current() && again(problem),
      );
    });
  }
}
