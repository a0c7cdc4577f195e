import { Emitter } from '../emitter.js';
import { newKey } from '../key.js';

const BEAT = 4000;
const SILENT = 10_000;
const ANSWER = 2000;

/** How long a leader may take to get a state, in ms: longer than the server may to answer. */
const LOADING = 30_000;

/**
 * The tabs of one user in one browser: one of them leads and has the line, the others follow what it tells.
 *
 *     joining ─ welcome ─▶ following ─ a gap, another leader, silence ─▶ joining
 *        any ─ elected ─▶ leading ─ replaced ─▶ joining
 *
 * What the leader tells is numbered, so that a follower that missed something notices and joins again. A leader that is silent, or does
 * not answer who joins, is frozen or gone: it is replaced. So is one that answers and does not beat: browsers let a frozen page hear its
 * channel, while its timers and its line stand still; and one that beats and gets no state. Events: `lead`, `follow` (no longer the leader), `welcome` and `told` (from
 * the leader), `asked` (the leader, by a follower), `shared` (by any tab).
 */
export class Tabs extends Emitter {
  #id = newKey();
  #channel;
  #election;
  #clock;
  #host;
  #role = 'out';
  #leader = null;
  #count = 0;
  #asked = 0;
  #joinedAt = null;
  #cancel = () => {};

  /**
   * @param {BroadcastChannel} channel of this user's tabs alone
   * @param {import('./election.js').Election} election
   * @param {import('../clock.js').Clock} clock
   * @param {{known: () => number | undefined, welcome: (known?: number) => object | null}} host `known`: id of the newest event here;
   *     `welcome`: what a tab that knows so much needs; null: not yet
   */
  constructor(channel, election, clock, host) {
    super();
    this.#channel = channel;
    this.#election = election;
    this.#clock = clock;
    this.#host = host;
    channel.onmessage = ({ data }) => this.#hear(data);
  }

  get leads() {
    return this.#role === 'leading';
  }

  start() {
    this.#join();
    this.#election.stand(
      () => this.#elected(),
      () => this.#replaced(),
    );
  }

  /** Leaves for now; another one leads at once. */
  pause() {
    this.#cancel();
    if (this.leads) this.#post({ type: 'resign', gone: this.#election.id });
    this.#role = 'out';
    this.#joinedAt = null;
    this.#election.withdraw();
  }

  /** Leaves for good. */
  stop() {
    this.pause();
    this.#channel.close();
  }

  /** The leader has a state: who wants to join may come. */
  ready() {
    this.#post({ type: 'lead' });
  }

  /** A follower that has not taken what it was told: it asks for what it lacks now. */
  again() {
    if (this.#role === 'following') this.#join();
  }

  /** The leader to all others. */
  tell(type, detail) {
    if (this.leads) this.#post({ type: 'told', count: ++this.#count, told: { type, detail } });
  }

  /** A follower to the leader; lost if there is none now. */
  ask(action, ...args) {
    this.#post({ type: 'asked', action, args });
  }

  /** To all others, whoever leads. */
  share(detail) {
    this.#post({ type: 'shared', detail });
  }

  #elected() {
    if (this.#role === 'out') return; // it was decided while this one left
    this.#asked = 0;
    this.#joinedAt = null;
    this.#role = 'leading';
    this.#leader = this.#id;
    this.#count = 0;
    this.#beat();
    this.emit('lead');
  }

  #replaced() {
    if (!this.leads) return;
    this.#join();
    this.emit('follow');
  }

  #beat() {
    this.#post({ type: 'beat', count: this.#count });
    this.#wait(BEAT, () => this.#beat());
  }

  #join() {
    this.#role = 'joining';
    this.#leader = null;
    this.#asked++;
    this.#joinedAt ??= this.#clock.now();
    this.#wait(ANSWER, () => (this.#asked > 1 ? this.#steal() : this.#join()));
    this.#post({ type: 'join', known: this.#host.known() });
  }

  #hear(message) {
    if (this.#role !== 'out') this.#take[message.type]?.(message);
  }

  #take = {
    join: ({ from, known }) => {
      if (!this.leads) return;
      const detail = this.#host.welcome(known);
      this.#post(detail ? { type: 'welcome', to: from, count: this.#count, detail } : { type: 'beat', count: this.#count });
    },
    welcome: ({ to, from, count, detail }) => {
      if (to !== this.#id || this.leads) return;
      this.#role = 'following';
      this.#leader = from;
      this.#count = count;
      this.#asked = 0;
      this.#joinedAt = null;
      this.#awaitBeat();
      this.emit('welcome', detail);
    },
    lead: ({ from }) => this.leads || this.#follows(from) || this.#join(),
    beat: ({ from, count }) => {
      if (this.leads) this.#election.rival();
      else if (this.#role === 'joining') this.#awaitState();
      else if (this.#follows(from) && count === this.#count) this.#listen();
      else this.#join();
    },
    told: ({ from, count, told }) => {
      if (!this.#follows(from)) return;
      if (count !== this.#count + 1) return this.#join();
      this.#count = count;
      this.#listen();
      this.emit('told', told);
    },
    asked: ({ action, args }) => this.leads && this.emit('asked', { action, args }),
    shared: ({ detail }) => this.emit('shared', detail),
    resign: ({ from, gone }) => this.#follows(from) && this.#election.hurry(gone),
  };

  #follows(from) {
    return this.#role === 'following' && from === this.#leader;
  }

  /** It lives; if it is silent for long, ask whether it still does. */
  #listen() {
    this.#wait(SILENT, () => this.#join());
  }

  /** It answered: it lives if it beats. */
  #awaitBeat() {
    this.#wait(SILENT, () => this.#steal());
  }

  /** It lives, and can't answer yet. */
  #awaitState() {
    const left = this.#joinedAt + LOADING - this.#clock.now();
    this.#wait(Math.max(0, Math.min(SILENT, left)), () => this.#steal());
  }

  /** Takes the lead; if that does not help, all begins anew. */
  #steal() {
    this.#joinedAt = this.#clock.now();
    this.#wait(SILENT, () => this.#join());
    this.#election.steal();
  }

  #wait(ms, action) {
    this.#cancel();
    this.#cancel = this.#clock.after(ms, action);
  }

  #post(message) {
    this.#channel.postMessage({ from: this.#id, ...message });
  }
}
