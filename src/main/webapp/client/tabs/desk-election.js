import { workerUrl } from '../clock.js';

const ALIVE = 2000;
const SILENT = 6000;
const TRIES = 3;
const AGAIN = 1000;

/**
 * By a shared worker, which all tabs of one origin reach and which hears when one of them ends. One that is silent died with the process
 * of the tab that it ran in, or hangs with it: another one is asked for, once.
 */
export class DeskElection {
  #name;
  #clock;
  #otherwise;
  #told = { won: () => {}, lost: () => {} };
  #stands = false;
  #port = null;
  #asked = null;
  #heardAt = 0;
  #lookedAt = 0;
  #tries = 0;
  #cancel = () => {};

  /**
   * @param {string} name
   * @param {import('../clock.js').Clock} clock
   * @param {import('./election.js').Election} otherwise where the worker can't be started, or is silent
   */
  constructor(name, clock, otherwise) {
    this.#name = name;
    this.#clock = clock;
    this.#otherwise = otherwise;
  }

  stand(won, lost) {
    this.#told = { won, lost };
    this.#stands = true;
    this.#tries = 0;
    this.#go();
  }

  get id() {
    return this.#otherwise.id;
  }

  withdraw() {
    this.#cancel();
    this.#stands = false;
    leave(this.#asked);
    this.#asked = null;
    if (this.#port) leave(this.#port);
    else this.#otherwise.withdraw();
  }

  steal() {
    if (this.#port) this.#port.postMessage('steal');
    else this.#otherwise.steal();
  }

  hurry(gone) {
    if (!this.#port) this.#otherwise.hurry(gone);
  }

  /** The other one found a desk, which was not to be had when this one asked: as soon as it answers here too, this one is led by it. */
  rival() {
    if (this.#port) return;
    leave(this.#asked);
    const port = (this.#asked = this.#desk(() => {}));
    if (!port) return;
    port.onmessage = ({ data }) => {
      this.#asked = null;
      this.#otherwise.withdraw();
      this.#told.lost();
      this.#take(port);
      this.#hear(data);
    };
    port.postMessage('stand');
  }

  #go() {
    this.#cancel();
    this.#tries++;
    const port = this.#desk(() => this.#stands && this.#port === port && this.#failed());
    if (port) this.#take(port);
    else this.#instead();
  }

  /** @returns {MessagePort | null} null: there are no shared workers for this page */
  #desk(failed) {
    try {
      const worker = new SharedWorker(workerUrl('./tabs/desk-worker.js'), { name: this.#name, type: 'module' });
      worker.onerror = failed;
      return worker.port;
    } catch {
      return null;
    }
  }

  #take(port) {
    this.#port = port;
    this.#port.onmessage = ({ data }) => this.#hear(data);
    this.#heardAt = this.#lookedAt = this.#clock.now();
    this.#alive();
  }

  /** Its script may have been lost on the way: given up at once, this tab would lead beside the one that others find at the desk. */
  #failed() {
    this.#cancel();
    if (this.#tries >= TRIES) this.#instead();
    else this.#cancel = this.#clock.after(AGAIN, () => this.#go());
  }

  #hear(message) {
    this.#heardAt = this.#clock.now();
    this.#tries = 0;
    this.#told[message]?.();
  }

  #instead() {
    this.#cancel();
    this.#port = null;
    this.#otherwise.stand(this.#told.won, this.#told.lost);
  }

  /** A look that comes much too late: the computer slept, and nobody could answer. */
  #alive() {
    const now = this.#clock.now();
    if (now - this.#lookedAt > SILENT) this.#heardAt = now;
    this.#lookedAt = now;
    if (now - this.#heardAt > SILENT) return this.#silent();
    this.#port.postMessage('stand');
    this.#cancel = this.#clock.after(ALIVE, () => this.#alive());
  }

  /** Whoever led by it does not know what the next one says. */
  #silent() {
    const tries = this.#tries;
    leave(this.#port);
    this.#told.lost();
    if (tries > 0) this.#instead();
    else this.#go();
  }
}

/** Nothing that is on its way from there is heard any more. */
function leave(port) {
  if (!port) return;
  port.onmessage = null;
  port.postMessage('withdraw');
}
