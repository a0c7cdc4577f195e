import { Person } from './person.js';

const OPENS_WITHIN = 5000;
const SETTLES_WITHIN = 6000;
const STEP = 250;

/** Held connections that a browser does not count: one answer, and one for what is said. */
const HELD = { sse: 2, 'long-polling': 2, polling: 1 };

/**
 * Several transports at once, a person over each, in one room: all hear the same, at the same time. Each person's own messages are
 * timed from being said to coming back the same way, so that one clock measures both ways.
 */
export class SideBySide {
  #choice;
  #clock;
  #stopped = false;
  #settled = false;
  #began;

  /**
   * @param {{transports: string[], rate: number, size: number, interval?: number, seconds: number}} choice `rate`: messages a minute of each
   *   person; `interval`: ms between polls
   * @param {string[]} tokens one for each transport
   * @param {{base: string | URL, clock: import('../../../client/clock.js').Clock, fetch: typeof fetch, WebSocket: any}} ground
   */
  constructor(choice, tokens, ground) {
    this.#choice = choice;
    this.#clock = ground.clock;
    this.people = choice.transports.map((name, place) => new Person(name, { ...ground, token: tokens[place], pause: choice.interval }));
  }

  /**
   * Runs to the end, or until it is stopped.
   *
   * @param {() => void} changed is called when there are new figures
   */
  async run(changed) {
    await this.#opened();
    this.#began = this.#clock.now();
    const there = this.people.filter(({ trouble }) => !trouble);
    there.forEach((person) => person.begin());
    const pause = 60_000 / this.#choice.rate;
    const turns = there.map((person, place) => ({ person, next: this.#began + (pause * place) / there.length }));
    while (!this.#stopped && this.seconds < this.#choice.seconds) {
      for (const turn of turns.filter(({ next }) => next <= this.#clock.now())) {
        turn.person.say(this.#choice.size);
        turn.next += pause;
      }
      changed();
      await this.#wait(Math.min(STEP, pause));
    }
    const end = this.#clock.now() + SETTLES_WITHIN;
    while (!this.#stopped && !this.#isSettled(there) && this.#clock.now() < end) {
      await this.#wait(STEP);
      changed();
    }
    this.#settled = !this.#stopped;
    this.people.forEach((person) => person.close());
    changed();
  }

  stop() {
    this.#stopped = true;
  }

  /** How long it has been measured, in seconds; 0 before. */
  get seconds() {
    return this.#began === undefined ? 0 : Math.min(this.#choice.seconds, (this.#clock.now() - this.#began) / 1000);
  }

  /** Everybody has come in, or will not. */
  async #opened() {
    const late = () => this.#wait(OPENS_WITHIN).then(() => false);
    await Promise.all(
      this.people.map(async (person) => {
        const open = await Promise.race([person.open(), late()]);
        if (!open) {
          person.trouble ??= 'no-answer';
          person.close();
        }
      }),
    );
  }

  /** Whether all had its time to arrive. */
  #isSettled(there) {
    const said = sum(there, ({ counts }) => counts.acked);
    return there.every((person) => person.trouble || (person.isAnswered && person.counts.heard - person.counts.repeated >= said));
  }

  /** What each transport cost so far, as a comparison in the server tells it; what a browser can't see is left out. */
  get results() {
    const there = this.people.filter((person) => person.since !== undefined);
    const said = sum(there, ({ passed }) => passed.acked);
    return there.map((person) => this.#result(person, said));
  }

  #result(person, said) {
    const { up, down, requests, empty, heard, connections, repeated, reordered } = person.passed;
    const times = person.times.map(({ ms }) => ms).sort((a, b) => a - b);
    const within = (percent) => times[Math.min(times.length - 1, Math.ceil((percent / 100) * times.length) - 1)] ?? NaN;
    const useful = heard * this.#choice.size;
    return {
      transport: person.name,
      people: 1,
      seconds: Math.max(1, this.seconds),
      delivered: heard,
      heard,
      requests,
      empty,
      up,
      down,
      bytesPerUseful: useful > 0 ? (up + down) / useful : NaN,
      connections: HELD[person.name] ?? connections,
      latency: { p50: within(50), p90: within(90), p99: within(99), max: times.at(-1) ?? NaN },
      lost: this.#settled ? Math.max(0, said - (heard - repeated)) : NaN, // what is on its way is not lost yet
      repeated,
      reordered,
      trouble: person.trouble,
      strands: [person.trace.strands],
    };
  }

  /** Each message that came back: when it was said, and after how many ms it came; a series for each transport, for a chart. */
  get curve() {
    const points = this.people.flatMap(({ times }, place) => times.map(({ at, ms }) => ({ at, ms, place })));
    points.sort((a, b) => a.at - b.at);
    return [points.map(({ at }) => at), ...this.people.map((_, place) => points.map((point) => (point.place === place ? point.ms : null)))];
  }

  #wait(ms) {
    return new Promise((resolve) => this.#clock.after(ms, resolve));
  }
}

const sum = (list, of) => list.reduce((all, one) => all + of(one), 0);
