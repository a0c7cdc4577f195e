import { Emitter } from '../emitter.js';
import { CommandPost } from './command-post.js';
import { downByClose, downByProblem } from './reasons.js';
import { Silence } from './silence.js';
import { SseParser } from './sse-parser.js';

/** Server-sent events, read by fetch so that status and heartbeat are seen; commands go by POST. */
class SseTransport extends Emitter {
  #context;
  #commands;
  #abort = new AbortController();
  #greeted = false;
  #cause;
  #silence = new Silence(() => this.#down({ reason: 'silent' }));

  constructor(context) {
    super();
    this.#context = context;
    this.#commands = new CommandPost(context.http);
  }

  connect(cursor) {
    this.#read(cursor).catch((problem) => this.#down(downByProblem(problem)));
  }

  send(command) {
    return this.#commands.send(command);
  }

  close() {
    this.#abort.abort();
    this.#silence.stop();
    this.#commands.close();
  }

  async #read(cursor) {
    const { http, client, versions } = this.#context;
    const query = { after: cursor, client, ...versions() };
    const response = await http.open('GET', 'transport/sse', { query, signal: this.#abort.signal });
    await this.#follow(response.body.getReader()).catch(() => {});
    this.#down(downByClose(0, '', this.#greeted));
  }

  async #follow(reader) {
    const parser = new SseParser();
    const decoder = new TextDecoder();
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      this.#silence.heard();
      for (const data of parser.feed(decoder.decode(value, { stream: true }))) this.#receive(JSON.parse(data));
    }
  }

  #receive(message) {
    if (this.#abort.signal.aborted) return;
    this.#take[message.type]?.(message);
  }

  #take = {
    hello: (hello) => {
      this.#greeted = true;
      this.#silence.start(hello.heartbeat);
      this.emit('hello', hello);
    },
    batch: (batch) => this.emit('batch', batch),
    mine: (mine) => this.emit('mine', mine),
    now: (now) => this.emit('now', now),
    error: (error) => (this.#cause = error.cause ?? error.code),
    bye: ({ code, reason, cause, problem }) => {
      this.#down({ ...downByClose(code, reason, this.#greeted), cause: cause ?? problem?.cause ?? this.#cause });
    },
  };

  #down(down) {
    if (this.#abort.signal.aborted) return;
    this.close();
    this.emit('down', down);
  }
}

/** Server-sent events. */
export const sse = (context) => new SseTransport(context);
