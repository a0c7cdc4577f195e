import { Api } from './api.js';
import { ownClock } from './clock.js';
import { Emitter } from './emitter.js';
import { Http } from './http.js';
import { newKey } from './key.js';
import { Line } from './line.js';
import * as model from './model.js';
import { Outbox } from './outbox/outbox.js';
import { Place } from './place.js';
import { Problem } from './problem.js';
import { Refresh } from './refresh.js';
import { Rooms } from './rooms.js';
import { TRANSPORTS } from './transports/index.js';
import { watch } from './watch.js';

export { Problem, TRANSPORTS };

/** What nobody acks, and so no outbox keeps. */
const KEYLESS = new Set(['typing', 'alive']);

/**
 * A client of one Parley installation, as one signed-in user: the state, kept up to date over the line, and commands.
 *
 *     const parley = new Parley('https://chat.example/');
 *     parley.on('change', () => console.log(parley.state().rooms));
 *     await parley.start();
 *     await parley.send({ type: 'post', room: 'r1', text: 'hello' });
 *
 * The tabs of one user share one line: see `tabs/`. Types and what each method promises: `parley.d.ts`.
 */
export class Parley extends Emitter {
  #options;
  #clock;
  #http;
  #line;
  #place = null;
  #model = null;
  #status = { phase: 'idle', passed: [] };
  #refresh;
  #rooms;
  #unwatch = () => {};
  #turn = 0;

  constructor(url, options = {}) {
    super();
    this.#options = options;
    this.#clock = options.clock ?? ownClock();
    this.#http = new Http(url, options);
    this.api = new Api(this.#http);
    this.#line = this.#makeLine(options);
    this.outbox = new Outbox((command) => this.#line.send(command), () => this.#line.status.phase === 'open', this.#clock);
    this.#refresh = new Refresh(this.api, this.#clock);
    this.#rooms = new Rooms(this.api, () => this.#model, (next) => this.#set(next));
    this.#wire();
  }

  /** Signs in with name and password where there are no cookies: a client that has its own token. */
  static async signIn(url, account, options = {}) {
    const { token } = await new Api(new Http(url, options)).signIn({ ...account, token: true });
    return new Parley(url, { ...options, token });
  }

  state() {
    return this.#model;
  }

  status() {
    return this.#status;
  }

  async start(session) {
    this.stop();
    const turn = this.#turn;
    const who = session ?? (await this.api.session());
    if (turn !== this.#turn) return; // stopped, or started once more
    if (!who) throw new Problem({ code: 'not-signed-in' });
    this.#model = null;
    this.#http.as = who.user;
    const place = new Place(this.#http.base, who, this.#clock, this.#options);
    this.#place = place;
    this.#unwatch = watch(this.#clock, (hint) => this.#do('check', hint));
    const store = await place.store();
    if (turn !== this.#turn) return;
    await this.outbox.open(place.owner, store);
    await place.join(this.#host);
  }

  stop() {
    this.#turn++;
    this.#refresh.stop();
    this.#unwatch();
    this.#place?.leave();
    this.#place = null;
    this.#line.stop();
    this.outbox.follow();
    this.#http.as = undefined;
    this.#status = this.#line.status;
  }

  async signOut({ discard = false } = {}) {
    if (discard) await this.outbox.clear();
    await this.api.signOut();
    this.stop();
  }

  send(command) {
    if (KEYLESS.has(command.type)) return Promise.reject(new Problem({ code: 'malformed', field: 'type', message: `${command.type} gets no ack` }));
    return this.outbox.add({ ...command, key: newKey() });
  }

  prefer(name) {
    this.#do('prefer', name);
  }

  wake() {
    this.#do('wake');
  }

  typing(room) {
    this.#do('send', { type: 'typing', room });
  }

  read(room, id) {
    if (!(id > this.#model?.rooms[room]?.read)) return;
    this.#set(model.withRead(this.#model, room, id));
    this.send({ type: 'read', room, id }).catch(() => {});
  }

  open(room) {
    return this.#rooms.open(room).catch((problem) => this.#refused(problem));
  }

  older(room) {
    return this.#rooms.older(room);
  }

  trim(room) {
    this.#set(model.withTrimmed(this.#model, room));
  }

  know(ids) {
    return this.#rooms.know(ids);
  }

  #makeLine({ transports: names = Object.keys(TRANSPORTS), transport, WebSocket = globalThis.WebSocket }) {
    if (names.length === 0) throw new RangeError('there has to be a transport');
    const transports = Object.fromEntries(names.map((name) => [name, transportNamed(name)]));
    const versions = () => ({ mine: this.#model?.mine.version, now: this.#model?.now.v });
    const context = { http: this.#http, clock: this.#clock, WebSocket, versions };
    return new Line(context, transports, { preferred: transport, attempts: (client) => this.api.attempts(client) });
  }

  /** What the line brings, this tab takes and tells the others. */
  #wire() {
    for (const type of ['batch', 'mine', 'now', 'status', 'report', 'signed-out']) {
      this.#line.on(type, (detail) => this.#hear(type, detail));
    }
    this.#line.on('hello', ({ user }) => user && user !== this.#http.as && this.#hear('signed-out'));
    this.#line.on('open', () => this.outbox.flush());
    this.#line.on('gone', ({ cause }) => this.#refresh.take(cause, (fresh) => this.#hear('fresh', fresh), (problem) => this.#end(problem)));
    this.outbox.on('change', () => this.announce('change'));
    this.outbox.on('note', (note) => this.#place?.share(note));
    this.outbox.on('acked', ({ command, ack }) => this.#confirm(command, ack));
    this.outbox.on('refused', (problem) => this.#end(problem));
    this.outbox.on('unsaved', (cause) => this.announce('unsaved', cause));
  }

  #hear(type, detail) {
    if (!this.#place?.leads) return;
    this.#place.tell(type, detail);
    this.#take[type](detail);
  }

  #take = {
    batch: (batch) => this.#batch(batch),
    mine: (mine) => this.#set(model.applyMine(this.#model, mine)),
    now: (now) => this.#set(model.applyNow(this.#model, now)),
    fresh: ({ state, cause }) => {
      this.#set(model.refreshed(this.#model, state, cause));
      if (this.#place.leads) this.#line.start(state.cursor);
    },
    status: (status) => {
      this.#status = status;
      this.announce('change');
    },
    report: (fault) => this.announce('report', fault),
    'signed-out': () => this.#end({ code: 'not-signed-in' }),
  };

  /** This tab as those of one user see it: see `Place`. */
  #host = {
    known: () => this.#model?.last,
    lead: async () => {
      const place = this.#place;
      const state = this.#model ? null : await this.api.state();
      if (this.#place !== place) return undefined;
      if (state) this.#set(model.fromState(state));
      this.#line.start(this.#model.cursor);
      await this.outbox.lead();
      return this.#model.last;
    },
    follow: () => {
      this.#line.stop();
      this.outbox.follow();
    },
    snapshot: () => this.#model && { model: model.shareable(this.#model), status: this.#status },
    welcome: async ({ model: theirs, events, status }) => {
      const before = this.#model?.last;
      this.#set(model.caughtUp(this.#model, theirs, events));
      if (before !== undefined) this.#announce((events ?? []).filter(({ id }) => id > before));
      this.#take.status(status);
      await this.outbox.reload();
    },
    told: (type, detail) => this.#take[type](detail),
    asked: ({ action, args }) => this.#do(action, ...args),
    shared: (note) => this.outbox.hear(note),
  };

  /** Whoever leads does it. */
  #do(action, ...args) {
    if (!this.#place?.leads) this.#place?.ask(action, ...args);
    else if (action === 'send') this.#line.send(...args).catch(() => {});
    else this.#line[action](...args);
  }

  #batch(batch) {
    const before = this.#model.last;
    this.#refresh.worked();
    this.#set(model.applyBatch(this.#model, batch));
    this.#announce(batch.events.filter(({ id }) => id > before));
  }

  #announce(events) {
    for (const event of events) this.announce('event', event);
    for (const event of events) if (event.type === 'message') this.announce('message', event);
  }

  #confirm(command, ack) {
    if (command.type !== 'post' || !ack.id || !this.#model) return;
    this.#set(model.confirmed(this.#model, command, ack.id, new Date(this.#clock.now()).toISOString()));
  }

  #refused(problem) {
    this.#end(problem);
    throw problem;
  }

  /** Without a session nothing else will work: one way to say so, whoever noticed it. */
  #end(problem) {
    if (problem.code !== 'not-signed-in' || !this.#place) return;
    this.#place.tell('signed-out');
    this.stop();
    this.announce('signed-out');
  }

  #set(next) {
    this.#model = next;
    this.announce('change');
  }
}

function transportNamed(name) {
  if (name in TRANSPORTS) return TRANSPORTS[name];
  throw new RangeError(`there is no transport ${name}; there are ${Object.keys(TRANSPORTS).join(', ')}`);
}
