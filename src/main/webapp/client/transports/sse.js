import { Emitter } from '../emitter.js';
import { CommandPost } from './command-post.js';
import { downByClose, downByProblem } from './reasons.js';
import { Silence } from './silence.js';
import { SseParser } from './sse-parser.js';

const CUT = 1006;

/** Server-sent events, read by fetch so that status and heartbeat are seen; commands go by POST. */
class SseTransport extends Emitter {
  #context;
  #commands;
  #abort = new AbortController();
  #greeted = false;
  #cause;
  #silence;

  constructor(context) {
    super();
    this.#context = context;
    this.#commands = new CommandPost(context);
    this.#silence = new Silence(context.clock, () => this.#down({ reason: 'silent' }));
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
    if (!response.headers.get('Content-Type')?.startsWith('text/event-stream')) {
      return this.#down({ reason: 'foreign', status: response.status });
    }
    this.emit('opened');
    await this.#follow(response.body.getReader()).catch(() => {});
    this.#down(downByClose(CUT, '', this.#greeted, this.#silence.idle));
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
