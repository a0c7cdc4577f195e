import { workerUrl } from '../clock.js';

const ALIVE = 2000;

/** By a shared worker, which all tabs of one origin reach and which hears when one of them ends. */
export class DeskElection {
  #name;
  #clock;
  #otherwise;
  #port = null;
  #cancel = () => {};

  /**
   * @param {string} name
   * @param {import('../clock.js').Clock} clock
   * @param {import('./election.js').Election} otherwise where the worker can't be started
   */
  constructor(name, clock, otherwise) {
    this.#name = name;
    this.#clock = clock;
    this.#otherwise = otherwise;
  }

  stand(won, lost) {
    const instead = () => {
      this.#port = null;
      this.#otherwise.stand(won, lost);
    };
    try {
      const worker = new SharedWorker(workerUrl('./tabs/desk-worker.js'), { name: this.#name, type: 'module' });
      worker.onerror = instead;
      this.#port = worker.port;
    } catch {
      return instead();
    }
    this.#port.onmessage = ({ data }) => (data === 'won' ? won() : lost());
    this.#alive();
  }

  get id() {
    return this.#otherwise.id;
  }

  withdraw() {
    this.#cancel();
    if (this.#port) this.#port.postMessage('withdraw');
    else this.#otherwise.withdraw();
  }

  steal() {
    if (this.#port) this.#port.postMessage('steal');
    else this.#otherwise.steal();
  }

  hurry(gone) {
    if (!this.#port) this.#otherwise.hurry(gone);
  }

  #alive() {
    this.#port?.postMessage('stand');
    this.#cancel = this.#clock.after(ALIVE, () => this.#alive());
  }
}
