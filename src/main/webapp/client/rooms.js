import * as model from './model.js';

const PAGE = 50;

/** Loads what the state does not hold: a room's messages, and users by their ids. */
export class Rooms {
  #api;
  #model;
  #set;
  #asked = new Set();

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
    try {
      await this.#load(room, {});
    } catch (problem) {
      if (this.#model()) this.#set(model.withClosed(this.#model(), room));
      throw problem;
    }
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

  async #load(room, query) {
    const page = await this.#api.messages(room, { ...query, limit: PAGE });
    if (this.#model()) this.#set(model.withHistory(this.#model(), room, page));
  }
}
