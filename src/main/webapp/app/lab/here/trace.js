const SPAN = 10_000;
const MOST = 300;
const LANES = ['line', 'asks', 'says'];

/**
 * When something passed for one of the people, in the first seconds that are measured: what a timeline is drawn from. A browser shows no
 * connections, so there is a lane for each thing that is done: `line` (all over a socket), `asks` (what is asked for), `says` (what is
 * said).
 */
export class Trace {
  #clock;
  #lanes = new Map();
  #begin;
  #passages = 0;

  /** @param {import('../../../client/clock.js').Clock} clock */
  constructor(clock) {
    this.#clock = clock;
  }

  /** Measuring begins. */
  begin() {
    this.#begin = this.#clock.now();
  }

  /** Bytes passed over a lane: up, or if they are negative down. Before measuring begins, nothing is kept. */
  passed(name, bytes) {
    if (this.#begin === undefined || this.#at > SPAN || this.#passages === MOST) return;
    this.#passages++;
    if (!this.#lanes.has(name)) this.#lanes.set(name, { name, opened: 0, passed: [] });
    this.#lanes.get(name).passed.push([this.#at, bytes]);
  }

  /** A lane was closed; it is not used again. */
  closed(name) {
    const lane = this.#lanes.get(name);
    if (lane) lane.closed ??= this.#at;
  }

  get #at() {
    return Math.round(this.#clock.now() - this.#begin);
  }

  /** As a comparison in the server tells those of one of its people. */
  get strands() {
    return LANES.filter((name) => this.#lanes.has(name)).map((name) => this.#lanes.get(name));
  }
}
