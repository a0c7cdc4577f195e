import { lost, Problem } from '../problem.js';

const BODY = 32 * 1024;

/** Commands over HTTP: one request open at a time; what is sent meanwhile goes out together, in order. */
export class CommandPost {
  #http;
  #queue = [];
  #open = null;
  #flushing = false;
  #closed = false;

  /** @param {import('../http.js').Http} http */
  constructor(http) {
    this.#http = http;
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
    for (const { reject } of [...(this.#open?.sent ?? []), ...this.#queue]) reject(lost());
    this.#queue = [];
  }

  async #flush() {
    this.#flushing = true;
    await null;
    while (this.#queue.length > 0 && !this.#closed) {
      const sent = this.#take();
      const abort = new AbortController();
      this.#open = { sent, abort };
      await this.#deliver(sent, abort.signal);
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
      for (const entry of sent) settle(entry, byKey.get(entry.command.key));
    } catch (problem) {
      for (const { reject } of sent) reject(problem instanceof Problem ? problem : lost());
    }
  }

  #post(body, signal) {
    return this.#http.json('POST', 'api/commands', { body, signal });
  }
}

function settle({ resolve, reject }, answer) {
  if (answer?.type === 'ack') resolve(answer);
  else reject(answer ? new Problem(answer) : lost());
}
