import { lost, Problem } from '../problem.js';

const BODY = 32 * 1024;

/** An answer that takes longer is given up, in ms: something between may have swallowed it. The same keys go out again. */
const ANSWER = 15_000;

/**
 * Commands over HTTP: one request open at a time; what is sent meanwhile goes out together, in order. What stands behind a command
 * that has to be sent again is lost with it, so that nothing overtakes.
 */
export class CommandPost {
  #http;
  #clock;
  #queue = [];
  #open = null;
  #flushing = false;
  #closed = false;

  /** @param {import('./index.js').Context} context */
  constructor({ http, clock }) {
    this.#http = http;
    this.#clock = clock;
  }

  /** @returns {Promise<object | undefined>} the ack */
  send(command) {
    if (!command.key) return this.#post(command).catch(() => {});
    return new Promise((resolve, reject) => {
      this.#queue.push({ command, resolve, reject });
      if (!this.#flushing) this.#flush();
    });
  }

  close() {
    this.#closed = true;
    this.#open?.abort.abort();
    for (const { reject } of this.#open?.sent ?? []) reject(lost());
    this.#loseQueue();
  }

  #loseQueue() {
    for (const { reject } of this.#queue) reject(lost());
    this.#queue = [];
  }

  async #flush() {
    this.#flushing = true;
    await null;
    while (this.#queue.length > 0 && !this.#closed) {
      const sent = this.#take();
      const abort = new AbortController();
      this.#open = { sent, abort };
      const inTime = this.#clock.after(ANSWER, () => abort.abort());
      await this.#deliver(sent, abort.signal);
      inTime();
      this.#open = null;
    }
    this.#flushing = false;
  }

  /** As many as one body should hold, and at least one. */
  #take() {
    let size = 0;
    const fits = ({ command }) => (size += JSON.stringify(command).length * 3) <= BODY;
    const end = this.#queue.findIndex((entry, index) => !fits(entry) && index > 0);
    return this.#queue.splice(0, end < 0 ? this.#queue.length : end);
  }

  async #deliver(sent, signal) {
    try {
      const answers = await this.#post(sent.map(({ command }) => command), signal);
      const byKey = new Map(answers.map((answer) => [answer.key, answer]));
      const again = sent.map((entry) => settle(entry, byKey.get(entry.command.key)));
      if (again.includes(true)) this.#loseQueue();
    } catch (problem) {
      for (const { reject } of sent) reject(problem instanceof Problem ? problem : lost());
      this.#loseQueue();
    }
  }

  #post(body, signal) {
    return this.#http.json('POST', 'api/commands', { body, signal });
  }
}

/** @returns {boolean} whether it has to be sent again */
function settle({ resolve, reject }, answer) {
  if (answer?.type === 'ack') return resolve(answer) ?? false;
  const problem = answer ? new Problem(answer) : lost();
  reject(problem);
  return problem.retryable;
}
