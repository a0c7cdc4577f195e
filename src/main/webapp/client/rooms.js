import * as model from './model.js';

const PAGE = 50;

/** Loads what the state does not hold: a room's messages, and users by their ids. */
export class Rooms {
  #api;
  #model;
  #set;
  #asked = new Set();
  #newest = new Map();

  /**
   * @param {import('./api.js').Api} api
   * @param {() => import('./model.js').Model} read
   * @param {(next: import('./model.js').Model) => void} set
   */
  constructor(api, read, set) {
    this.#api = api;
    this.#model = read;
    this.#set = set;
  }

  async open(room) {
    if (this.#model().timelines[room]) return;
    this.#set(model.withOpened(this.#model(), room));
    await this.#load(room, {}, () => this.#set(model.withClosed(this.#model(), room)));
  }

  async older(room) {
    const timeline = this.#model().timelines[room];
    if (timeline?.loaded && timeline.before) await this.#load(room, { before: timeline.messages[0]?.id });
  }

  async know(ids) {
    const unknown = ids.filter((id) => !this.#model().users[id] && !this.#asked.has(id)).slice(0, 100);
    if (unknown.length === 0) return;
    unknown.forEach((id) => this.#asked.add(id));
    const users = await this.#api.users(unknown).catch(() => unknown.forEach((id) => this.#asked.delete(id)) ?? []);
    if (this.#model()) this.#set(model.withUsers(this.#model(), users));
  }

  /** What was asked for before the room was opened anew, or what it was to stand before was let go, would leave a hole. */
  async #load(room, query, failed = () => {}) {
    const asked = Symbol(room);
    this.#newest.set(room, asked);
    const wanted = () => this.#newest.get(room) === asked && this.#model()?.timelines[room];
    try {
      const page = await this.#api.messages(room, { ...query, limit: PAGE });
      const timeline = wanted();
      if (timeline && (query.before === undefined || query.before === timeline.messages[0]?.id)) {
        this.#set(model.withHistory(this.#model(), room, page));
      }
    } catch (problem) {
      if (!wanted()) return;
      failed();
      throw problem;
    }
  }
}
