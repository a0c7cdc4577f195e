import { Emitter } from '../emitter.js';
import { lost, Problem } from '../problem.js';
import { downByClose, downByProblem } from './reasons.js';
import { Silence } from './silence.js';

const TOO_BIG = 1009;

/**
 * Everything over one socket; the two socket transports differ in their path alone.
 *
 *     connect ─ hello ─▶ open ─ batch*, mine*, now*, acks ─▶ down
 */
export class SocketTransport extends Emitter {
  #path;
  #context;
  #socket = null;
  #closed = false;
  #greeted = false;
  #cause;
  #waiting = new Map();
  #silence;

  constructor(path, context) {
    super();
    this.#path = path;
    this.#context = context;
    this.#silence = new Silence(context.clock, () => this.#down({ reason: 'silent' }));
  }

  /** @param {string} cursor where to start reading */
  connect(cursor) {
    if (!this.#context.WebSocket) throw new TypeError('there is no WebSocket here');
    if (!this.#context.http.token) return this.#open(cursor);
    this.#context.http.ticket().then(
      (ticket) => this.#closed || this.#open(cursor, ticket),
      (problem) => this.#down(downByProblem(problem)),
    );
  }

  /**
   * @param {object} command
   * @returns {Promise<object | undefined>} the ack; at once for a command that gets none
   */
  send(command) {
    if (this.#socket?.readyState !== 1) return Promise.reject(lost());
    const text = JSON.stringify(command);
    this.#socket.send(text);
    if (!command.key) return Promise.resolve();
    return new Promise((resolve, reject) => this.#waiting.set(command.key, { resolve, reject, length: text.length }));
  }

  close() {
    const socket = this.#socket;
    this.#closed = true;
    this.#socket = null;
    this.#silence.stop();
    socket?.close(1000);
    for (const { reject } of this.#waiting.values()) reject(lost());
    this.#waiting.clear();
  }

  #open(cursor, ticket) {
    const { http, client, versions, WebSocket } = this.#context;
    const url = http.url(this.#path, { after: cursor, client, ticket, ...versions() });
    url.protocol = url.protocol.replace('http', 'ws');
    const socket = new WebSocket(url.href);
    this.#socket = socket;
    socket.addEventListener('open', () => this.#closed || this.emit('opened'));
    socket.addEventListener('message', ({ data }) => this.#receive(data));
    socket.addEventListener('error', () => {});
    socket.addEventListener('close', ({ code, reason }) => {
      if (code === TOO_BIG && !this.#closed) this.#refuseLongest();
      const down = downByClose(code, String(reason ?? ''), this.#greeted, this.#silence.idle);
      this.#down({ ...down, cause: this.#cause });
    });
  }

  #down(down) {
    if (this.#closed) return;
    this.close();
    this.emit('down', down);
  }

  #receive(data) {
    if (this.#closed) return;
    this.#silence.heard();
    const message = JSON.parse(data);
    this.#take[message.type]?.(message);
  }

  #take = {
    hello: (hello) => {
      this.#greeted = true;
      this.#silence.start(hello.heartbeat);
      this.emit('hello', hello);
    },
    batch: (batch) => {
      if (batch.events.length === 0) this.send({ type: 'alive' }).catch(() => {});
      this.emit('batch', batch);
    },
    mine: (mine) => this.emit('mine', mine),
    now: (now) => this.emit('now', now),
    ack: (ack) => this.#answer(ack.key)?.resolve(ack),
    error: (error) => this.#refuse(error),
  };

  #answer(key) {
    const answer = this.#waiting.get(key);
    this.#waiting.delete(key);
    return answer;
  }

  /** The server reads none that is too long, nor its key: sent again it would end each line. */
  #refuseLongest() {
    const [longest] = [...this.#waiting].sort(([, one], [, other]) => other.length - one.length);
    if (longest) this.#answer(longest[0]).reject(new Problem({ code: 'too-long', field: 'command' }));
  }

  /** An error without a key says why the socket is about to be closed. */
  #refuse(error) {
    if (error.key) this.#answer(error.key)?.reject(new Problem(error));
    else this.#cause = error.cause ?? error.code;
  }
}
