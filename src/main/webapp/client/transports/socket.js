import { Emitter } from '../emitter.js';
import { lost, Problem } from '../problem.js';
import { downByClose } from './reasons.js';
import { Silence } from './silence.js';

/**
 * Everything over one socket; the two socket transports differ in their path alone.
 *
 *     connect ─ hello ─▶ open ─ batch*, mine*, now*, acks ─▶ down
 */
export class SocketTransport extends Emitter {
  #path;
  #context;
  #socket;
  #greeted = false;
  #cause;
  #waiting = new Map();
  #silence = new Silence(() => this.#down({ reason: 'silent' }));

  constructor(path, context) {
    super();
    this.#path = path;
    this.#context = context;
  }

  /** @param {string} cursor where to start reading */
  connect(cursor) {
    const { http, client, versions, WebSocket } = this.#context;
    const url = http.url(this.#path, { after: cursor, client, ...versions() });
    url.protocol = url.protocol.replace('http', 'ws');
    const socket = new WebSocket(url.href);
    this.#socket = socket;
    socket.addEventListener('message', ({ data }) => this.#receive(JSON.parse(data)));
    socket.addEventListener('close', ({ code, reason }) => {
      if (this.#socket === socket) this.#down({ ...downByClose(code, reason, this.#greeted), cause: this.#cause });
    });
  }

  /**
   * @param {object} command
   * @returns {Promise<object | undefined>} the ack; at once for a command that gets none
   */
  send(command) {
    if (this.#socket?.readyState !== 1) return Promise.reject(lost());
    this.#socket.send(JSON.stringify(command));
    if (!command.key) return Promise.resolve();
    return new Promise((resolve, reject) => this.#waiting.set(command.key, { resolve, reject }));
  }

  close() {
    const socket = this.#socket;
    this.#socket = null;
    this.#silence.stop();
    socket?.close(1000);
    for (const { reject } of this.#waiting.values()) reject(lost());
    this.#waiting.clear();
  }

  #down(down) {
    this.close();
    this.emit('down', down);
  }

  #receive(message) {
    if (!this.#socket) return;
    this.#silence.heard();
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

  /** An error without a key says why the socket is about to be closed. */
  #refuse(error) {
    if (error.key) this.#answer(error.key)?.reject(new Problem(error));
    else this.#cause = error.cause ?? error.code;
  }
}
