import { Api } from './api.js';
import { ownClock } from './clock.js';
import { Emitter } from './emitter.js';
import { Gap } from './gap.js';
import { Http } from './http.js';
import { newKey } from './key.js';
import { Line } from './line.js';
import * as model from './model.js';
import { Outbox } from './outbox/outbox.js';
import { Place } from './place.js';
import { Problem } from './problem.js';
import { Refresh } from './refresh.js';
import { Rooms } from './rooms.js';
import { transportNamed, TRANSPORTS } from './transports/index.js';
import { watch } from './watch.js';

export { Problem, TRANSPORTS };

/** What nobody acks, and so no outbox keeps. */
const KEYLESS = new Set(['typing', 'alive']);

/** What a tab that reads a gap hears too early. */
const KNOWLEDGE = new Set(['batch', 'mine', 'now', 'fresh']);

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
  #gap;
  #rooms;
  #unwatch = () => {};
  #turn = 0;

  constructor(url, options = {}) {
    super();
    this.#options = options;
    this.#clock = options.clock ?? ownClock();
    this.#http = new Http(url, options);
    this.api = new Api(this.#http, this.#clock);
    this.#line = this.#makeLine(options);
    this.outbox = new Outbox((command) => this.#line.send(command), () => this.#line.status.phase === 'open', this.#clock);
    this.#refresh = new Refresh(this.api, this.#clock);
    this.#gap = new Gap(this.api, this.#clock);
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
    try {
      await place.join(this.#host);
    } catch (problem) {
      if (turn !== this.#turn) return;
      this.stop(); // another tab may have better luck
      throw problem;
    }
  }

  stop() {
    this.#turn++;
    this.#refresh.stop();
    this.#gap.stop();
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
    this.#line.on('passed', (passed) => this.api.tellPassed(passed).catch(() => {})); // for the server's meters
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
      this.#miss(model.refreshed(this.#model, state, cause));
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
      this.#gap.stop();
      const place = this.#place;
      const state = this.#model ? null : await this.api.state();
      if (this.#place !== place || !place.leads) return undefined;
      if (!this.#model) this.#set(model.fromState(state)); // nobody told it meanwhile
      this.#line.start(this.#model.cursor);
      await this.outbox.lead();
      return this.#model.last;
    },
    follow: () => {
      this.#gap.stop();
      this.#line.stop();
      this.outbox.follow();
    },
    snapshot: () => this.#model && { model: model.shareable(this.#model), status: this.#status },
    welcome: async ({ model: theirs, events, status }) => {
      this.#gap.stop();
      if (this.#gap.needed(this.#model, theirs, events)) this.#fill(theirs);
      else this.#catchUp(theirs, this.#gap.rest(events));
      this.#take.status(status);
      await this.outbox.reload();
    },
    told: (type, detail) => (this.#gap.open && KNOWLEDGE.has(type)) || this.#take[type](detail),
    asked: ({ action, args }) => this.#do(action, ...args),
    shared: (note) => this.outbox.hear(note),
  };

  /** What the leader does not remember for this tab is in the log; what it told meanwhile is asked for again. */
  async #fill(theirs) {
    try {
      if (await this.#gap.read(this.#model.cursor, (batch) => this.#batch(batch))) this.#place.again();
    } catch (problem) {
      if (problem.code !== 'cursor-gone') return this.#end(problem);
      this.#miss(model.renewed(this.#model, theirs, problem.cause));
      await this.#fill(theirs);
    }
  }

  #catchUp(theirs, events) {
    const before = this.#model?.last;
    this.#set(model.caughtUp(this.#model, theirs, events));
    if (before !== undefined) this.#announce((events ?? []).filter(({ id }) => id > before));
  }

  #miss(next) {
    this.#set(next);
    this.announce('missed', next.missed);
  }

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
