import { Api } from './api.js';
import { backoff } from './backoff.js';
import { Emitter } from './emitter.js';
import { Http } from './http.js';
import { newKey } from './key.js';
import { Line } from './line.js';
import * as model from './model.js';
import { Outbox } from './outbox.js';
import { TRANSPORTS } from './transports/index.js';

export { Problem } from './problem.js';
export { TRANSPORTS };

const PAGE = 50;

/**
 * A client of one Parley installation, as one signed-in user: the state, kept up to date over the line, and commands.
 *
 *     const parley = new Parley('https://chat.example/');
 *     parley.on('change', () => console.log(parley.state().rooms));
 *     await parley.start();
 *     await parley.send({ type: 'post', room: 'r1', text: 'hello' });
 *
 * Events: `change` (the state, the outbox or the line is another one), `message` (one that just came), `signed-out`, `report`.
 */
export class Parley extends Emitter {
  #model = null;
  #asked = new Set();
  #refreshes = 0;

  /**
   * @param {string | URL} url of the installation
   * @param {{transport?: string, transports?: string[], fetch?: typeof fetch, WebSocket?: any}} [options]
   *     `transport`: the one to prefer; `transports`: the ones to use at all
   */
  constructor(url, options = {}) {
    super();
    const http = new Http(url, options.fetch);
    const names = options.transports ?? Object.keys(TRANSPORTS);
    const transports = Object.fromEntries(names.map((name) => [name, TRANSPORTS[name]]));
    const context = { http, WebSocket: options.WebSocket ?? globalThis.WebSocket, versions: () => this.#versions() };
    this.api = new Api(http);
    this.line = new Line(context, transports, options.transport);
    this.outbox = new Outbox((command) => this.line.send(command), () => this.line.status.phase === 'open');
    this.#wire();
  }

  /** @returns {import('./model.js').Model | null} what is known; null before `start` */
  state() {
    return this.#model;
  }

  /** Takes the state and opens the line. */
  async start() {
    const state = await this.api.state();
    this.#set(model.fromState(state));
    this.line.start(state.cursor);
  }

  stop() {
    this.line.stop();
  }

  /**
   * @param {object} command its key is made here
   * @returns {Promise<object>} the ack
   */
  send(command) {
    return this.outbox.add({ ...command, key: newKey() });
  }

  /** Tells the room's members that one is writing; lost when there is no line. */
  typing(room) {
    this.line.send({ type: 'typing', room }).catch(() => {});
  }

  /** Everything in the room up to this event is read: shown so at once. */
  read(room, id) {
    if (!(id > this.#model.rooms[room]?.read)) return;
    this.#set(model.withRead(this.#model, room, id));
    this.send({ type: 'read', room, id }).catch(() => {});
  }

  /** Loads the newest messages of a room that is opened. */
  async open(room) {
    if (this.#model.timelines[room]) return;
    this.#set(model.withOpened(this.#model, room));
    await this.#load(room, {}).catch((problem) => this.#closed(room, problem));
  }

  /** Loads the messages before those that are loaded. */
  async older(room) {
    const timeline = this.#model.timelines[room];
    if (timeline?.loaded && timeline.before) await this.#load(room, { before: timeline.messages[0]?.id });
  }

  /** Nobody looks at the room's older messages any more. */
  trim(room) {
    this.#set(model.withTrimmed(this.#model, room));
  }

  /** Asks for users that are not known by name yet. */
  async know(ids) {
    const unknown = ids.filter((id) => !this.#model.users[id] && !this.#asked.has(id)).slice(0, 100);
    if (unknown.length === 0) return;
    unknown.forEach((id) => this.#asked.add(id));
    const users = await this.api.users(unknown).catch(() => []);
    this.#set(model.withUsers(this.#model, users));
  }

  #wire() {
    this.line.on('batch', (batch) => this.#batch(batch));
    this.line.on('mine', (mine) => this.#set(model.applyMine(this.#model, mine)));
    this.line.on('now', (now) => this.#set(model.applyNow(this.#model, now)));
    this.line.on('open', () => this.outbox.flush());
    this.line.on('status', () => this.emit('change'));
    this.line.on('gone', ({ cause }) => this.#refresh(cause));
    this.line.on('signed-out', () => this.emit('signed-out'));
    this.line.on('report', (fault) => this.emit('report', fault));
    this.outbox.on('change', () => this.emit('change'));
    this.outbox.on('acked', ({ command, ack }) => this.#confirm(command, ack));
    this.outbox.on('refused', (problem) => this.#end(problem));
  }

  #batch(batch) {
    const before = this.#model.last;
    this.#refreshes = 0;
    this.#set(model.applyBatch(this.#model, batch));
    const news = batch.events.filter(({ id, type }) => type === 'message' && id > before);
    for (const message of news) this.emit('message', message);
  }

  #confirm(command, ack) {
    if (command.type !== 'post' || !ack.id) return;
    this.#set(model.confirmed(this.#model, command, ack.id, new Date().toISOString()));
  }

  /** Without a session nothing else will work: one way to say so, whoever noticed it. */
  #end(problem) {
    if (problem.code !== 'not-signed-in') return;
    this.line.stop();
    this.emit('signed-out');
  }

  /** A cursor that is gone again at once is not asked for a fresh one without a pause. */
  #refresh(cause) {
    const pause = this.#refreshes > 0 ? backoff(this.#refreshes) : 0;
    this.#refreshes++;
    setTimeout(() => this.#takeFresh(cause), pause);
  }

  async #takeFresh(cause) {
    try {
      const state = await this.api.state();
      this.#set(model.refreshed(this.#model, state, cause));
      this.line.start(state.cursor);
    } catch (problem) {
      if (problem.code === 'not-signed-in') this.#end(problem);
      else this.#refresh(cause);
    }
  }

  async #load(room, query) {
    const page = await this.api.messages(room, { ...query, limit: PAGE });
    this.#set(model.withHistory(this.#model, room, page));
  }

  #closed(room, problem) {
    this.#set(model.withClosed(this.#model, room));
    this.#end(problem);
    throw problem;
  }

  #versions() {
    return { mine: this.#model?.mine.version, now: this.#model?.now.v };
  }

  #set(next) {
    this.#model = next;
    this.emit('change');
  }
}
