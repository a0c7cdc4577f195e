const STATE = { cursor: 'string', me: 'object', mine: 'object', rooms: 'array', users: 'array' };
const PAGE = { messages: 'array', users: 'array' };

/** What one asks the server outside the line: who one is, the state, rooms, members, history. */
export class Api {
  #http;

  /** @param {import('./http.js').Http} http */
  constructor(http) {
    this.#http = http;
  }

  installation() {
    return this.#http.json('GET', 'api/installation');
  }

  /** @returns {Promise<{user: string, name: string, admin: boolean} | null>} null when signed out */
  session() {
    return this.#http.json('GET', 'api/session', { shape: { user: 'string' } }).catch((problem) => {
      if (problem.code === 'not-signed-in') return null;
      throw problem;
    });
  }

  /** @param {{name: string, password: string, token?: boolean}} account `token`: answer with one instead of a cookie */
  signIn(account) {
    return this.#http.json('POST', 'api/session', { body: account });
  }

  /** @param {{name: string, password: string, setup?: string}} account */
  signUp(account) {
    return this.#http.json('POST', 'api/accounts', { body: account });
  }

  signOut() {
    return this.#http.json('DELETE', 'api/session');
  }

  state(atLeast) {
    return this.#http.json('GET', 'api/state', { query: { 'at-least': atLeast }, shape: STATE });
  }

  /** @returns {Promise<object[]>} what reached the server of this client's attempts to connect, the newest last */
  async attempts(client) {
    return (await this.#http.json('GET', 'api/connection', { query: { client }, shape: { attempts: 'array' } })).attempts;
  }

  /** @param {string[]} ids at most 100 */
  async users(ids) {
    return (await this.#http.json('GET', 'api/users', { query: { ids: ids.join(',') }, shape: { users: 'array' } })).users;
  }

  async rooms() {
    return (await this.#http.json('GET', 'api/rooms', { shape: { rooms: 'array' } })).rooms;
  }

  members(room, after) {
    return this.#http.json('GET', `api/rooms/${encodeURIComponent(room)}/members`, { query: { after, limit: 100 }, shape: { members: 'array' } });
  }

  /** @param {{before?: number, after?: number, around?: number, limit?: number}} query */
  messages(room, query) {
    return this.#http.json('GET', `api/rooms/${encodeURIComponent(room)}/messages`, { query, shape: PAGE });
  }
}
