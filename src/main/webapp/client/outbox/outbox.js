import { backoff } from '../backoff.js';
import { Emitter } from '../emitter.js';
import { Problem } from '../problem.js';
import { Entries, plain } from './entries.js';

/** Unanswered at a time: fewer than the refusals that a server takes for not listening. */
const WINDOW = 8;

/** How often is looked for commands that waited too long, in ms. */
const LOOK = 3_600_000;

/** How long a tab may take to say what it kept or took out, in ms; then it has ended, and the store tells what it did. */
const EXPECTED = 5000;

/** When a store that did not answer is asked again, in ms. */
const AGAIN = 10_000;

/**
 * One user's commands in order, kept until they are acked. The same key goes out again, over whatever line there is, until its answer
 * comes; after 30 days of that its user is asked.
 *
 *     pending ─ sent to the line ─▶ sent ─ ack ─▶ gone
 *        ▲───── line lost, or refused for now ──┘├─ refused ─▶ failed (a post: until retried or discarded) or gone
 *        └─────────────── retried ◀─ failed ◀─── pending for 30 days
 *
 * Several tabs share what is stored: each may add, retry and discard, one of them (`lead`) sends. What one does, the others are told
 * (`note`, to be handed to their `hear`). Events: `change`, `note`, `acked`, `refused`, `unsaved`.
 */
export class Outbox extends Emitter {
  #send;
  #ready;
  #clock;
  #entries;
  #attempt = 0;
  #leads = false;
  #cancelPause = null;
  #cancelLook = () => {};
  #cancelAgain = () => {};
  #turn = 0;
  #sendings = 0;

  /**
   * @param {(command: object) => Promise<object>} send
   * @param {() => boolean} ready whether there is a line
   * @param {import('../clock.js').Clock} clock
   */
  constructor(send, ready, clock) {
    super();
    this.#send = send;
    this.#ready = ready;
    this.#clock = clock;
    this.#entries = new Entries(clock, {
      changed: () => this.emit('change', this.entries),
      unsaved: (cause) => this.emit('unsaved', cause),
      left: (key) => this.emit('note', { kind: 'left', key }),
      unheard: (key) => this.#awaitAnswer(key),
    });
  }

  /** @returns {readonly import('./entries.js').Entry[]} */
  get entries() {
    return this.#entries.all;
  }

  /**
   * Takes up what this user left unsent, here or in another tab.
   *
   * @param {string} owner nobody else sees these
   * @param {import('./memory-store.js').MemoryStore} store
   */
  open(owner, store) {
    return this.#entries.open(owner, store);
  }

  /** Takes up what other tabs have added, and tells them what only this one knows. */
  async reload() {
    const turn = this.#turn;
    const complete = await this.#entries.reload();
    if (turn !== this.#turn) return; // it was closed, or another role begins anew
    if (!complete) this.#again();
    if (this.#leads) this.#pump();
    else for (const entry of this.#entries.unkept()) this.emit('note', { kind: 'added', entry });
  }

  /** From now on this one sends: another tab may have died between sending and hearing the answer. */
  async lead() {
    const turn = ++this.#turn;
    const complete = await this.#entries.reload();
    if (turn !== this.#turn) return;
    this.#leads = true;
    this.#look();
    this.flush();
    if (!complete) this.#again();
  }

  /** Another one sends. */
  follow() {
    this.#turn++;
    this.#leads = false;
    this.#cancelLook();
    this.#cancelAgain();
    this.#resume();
  }

  /**
   * @param {object} command with its key
   * @returns {Promise<object>} the ack; rejected with the `Problem` that refused it for good
   */
  add(command) {
    for (const { key } of this.#entries.superseded(command)) this.#giveUp(key, 'superseded');
    this.emit('note', { kind: 'adding', key: command.key });
    return new Promise((resolve, reject) => {
      this.#entries.add(command, { resolve, reject }).then((entry) => {
        this.emit('note', { kind: 'added', entry });
        this.#pump();
      });
    });
  }

  /** Sends whatever is not acked, from the oldest on: a new line is open, or a refusal's time is over. */
  flush() {
    this.#resume();
    for (const { key, state } of this.entries) if (state === 'sent') this.#mark(key, { state: 'pending' });
    this.#pump();
  }

  /** @param {string} key of a failed command, to be sent again as it is */
  retry(key) {
    this.#mark(key, { state: 'pending', problem: undefined, asked: this.#clock.now() });
    this.#pump();
  }

  /** @param {string} key of a command that is given up */
  discard(key) {
    this.#giveUp(key, 'discarded');
  }

  /** Gives up all of them. */
  async clear() {
    for (const { key } of this.entries) this.discard(key);
    await this.#entries.saved();
  }

  /** @param {object} note what another tab did */
  hear(note) {
    if (this.#leads && note.changed?.state === 'sent') return; // by one that was replaced: here it is sent in its turn
    HEARD[note.kind]?.(note, this.#entries);
    if (note.kind === 'acked') this.#settle(note);
    if (note.kind === 'adding') this.#expect(note.key);
    if (note.kind === 'unheard' && this.#leads) this.#answer(note.entry);
    this.#pump();
  }

  /** To who missed what became of it: what was discarded is not sent again to find out. */
  #answer(entry) {
    const dropped = this.#entries.dropped(entry.key);
    if (dropped) this.emit('note', dropped);
    else this.#entries.revive(entry);
  }

  /** What a tab keeps while it ends it tells nobody. */
  #expect(key) {
    this.#clock.after(EXPECTED, () => this.#leads && !this.#entries.knows(key) && this.reload());
  }

  /** The answer that took it out of the store may be heard yet. If not, who leads asks for it again: the server knows the key. */
  #awaitAnswer(key) {
    this.#clock.after(EXPECTED, () => {
      const entry = this.#entries.find(key);
      if (entry && !this.#leads) this.emit('note', { kind: 'unheard', entry: plain(entry) });
    });
  }

  #again() {
    this.#cancelAgain();
    this.#cancelAgain = this.#clock.after(AGAIN, () => this.reload());
  }

  #pump() {
    if (!this.#leads || this.#cancelPause || !this.#ready()) return;
    const sent = this.entries.filter(({ state }) => state === 'sent').length;
    for (const { key, command } of this.#entries.next(WINDOW - sent)) this.#deliver(key, command);
  }

  /** An answer to an earlier sending says nothing about this one. */
  #deliver(key, command) {
    const sending = ++this.#sendings;
    const current = () => this.#entries.find(key)?.sending === sending;
    this.#mark(key, { state: 'sent', sending, tried: true });
    this.#send(command).then(
      (ack) => this.#acked(key, ack),
      (problem) => current() && (problem.retryable ? this.#later(key, problem) : this.#refused(key, problem)),
    );
  }

  #acked(key, ack) {
    const entry = this.#entries.find(key);
    if (!entry) return;
    this.#attempt = 0;
    const note = { kind: 'acked', key, command: entry.command, ack };
    this.#settle(note);
    this.#drop(key, note);
    entry.resolve?.(ack);
    this.#pump();
  }

  #settle({ command, ack }) {
    this.emit('acked', { command, ack });
  }

  /** Not now: the ones behind it wait too, so that order holds. A lost line sends all of it again when it is back. */
  #later(key, problem) {
    this.#mark(key, { state: 'pending' });
    if (this.#cancelPause || !this.#ready()) return;
    const pause = Math.max(problem.retry ?? 0, backoff(this.#attempt++, this.#clock.random));
    this.#cancelPause = this.#clock.after(pause, () => this.flush());
  }

  #refused(key, problem) {
    const { command, reject } = this.#entries.find(key);
    if (problem.code === 'not-signed-in') this.#mark(key, { state: 'pending' });
    else if (command.type === 'post') this.#mark(key, { state: 'failed', problem });
    else this.#drop(key, { kind: 'dropped', key, problem: problem.document() });
    this.emit('refused', problem);
    this.#pump();
    if (problem.code !== 'not-signed-in') reject?.(problem);
  }

  /** Its promise ends, here or in the tab that made it. */
  #giveUp(key, code) {
    const problem = new Problem({ code });
    const reject = this.#entries.find(key)?.reject;
    this.#drop(key, { kind: 'dropped', key, problem: problem.document() });
    reject?.(problem);
  }

  /** After 30 days of own retries its user decides; a read mark is not worth a question. */
  #look() {
    for (const { key, command, reject } of this.#entries.old()) {
      const problem = new Problem({ code: 'unsent-for-long' });
      if (command.type === 'read') this.#giveUp(key, 'unsent-for-long');
      else this.#mark(key, { state: 'failed', problem });
      reject?.(problem);
    }
    this.#cancelLook();
    this.#cancelLook = this.#clock.after(LOOK, () => this.#look());
  }

  #mark(key, changed) {
    if (!this.#entries.update(key, changed)) return;
    const { sending, problem, ...plain } = changed;
    this.emit('note', { kind: 'changed', key, changed: { ...plain, problem: problem?.document() } });
  }

  #drop(key, note) {
    if (this.#entries.remove(key, note.kind === 'dropped' ? note : null)) this.emit('note', note);
  }

  #resume() {
    this.#cancelPause?.();
    this.#cancelPause = null;
  }
}

const problemOf = ({ problem }) => problem && new Problem(problem);

/** What others did is in the store already. */
const HEARD = {
  added: ({ entry }, entries) => entries.insert(entry),
  changed({ key, changed }, entries) {
    const problem = problemOf(changed);
    entries.show(key, { ...changed, problem });
    if (problem) entries.find(key)?.reject?.(problem);
  },
  left: ({ key }, entries) => entries.find(key)?.resolve || entries.hide(key), // who waits for it hears more
  acked: ({ key, ack }, entries) => entries.hide(key)?.resolve?.(ack),
  dropped: (note, entries) => entries.hide(note.key, note)?.reject?.(problemOf(note)),
};
