import { ownClock } from './clock.js';
import { Problem } from './problem.js';

const STATE = { cursor: 'string', me: 'object', mine: 'object', rooms: 'array', users: 'array' };
const QUIET = 15_000;
const PAGE = { messages: 'array', users: 'array' };

/**
 * What one asks the server outside the line: who one is, the state, rooms, members, history. What is not answered for 15 s, or whose
 * answer stops coming for so long, is given up as `offline`: something between may have swallowed it.
 */
export class Api {
  #http;
  #clock;

  /**
   * @param {import('./http.js').Http} http
   * @param {import('./clock.js').Clock} [clock]
   */
  constructor(http, clock = ownClock()) {
    this.#http = http;
    this.#clock = clock;
  }

  installation() {
    return this.#ask('GET', 'api/installation', { shape: { version: 'string' } });
  }

  /** @returns {Promise<{user: string, name: string, admin: boolean} | null>} null when signed out, which is no refusal and so no error in a console */
  async session() {
    return (await this.installation()).session ?? null;
  }

  /** @param {{name: string, password: string, token?: boolean}} account `token`: answer with one instead of a cookie */
  signIn(account) {
    return this.#ask('POST', 'api/session', { body: account });
  }

  /** @param {{name: string, password: string, setup?: string}} account */
  signUp(account) {
    return this.#ask('POST', 'api/accounts', { body: account });
  }

  signOut() {
    return this.#ask('DELETE', 'api/session');
  }

  state(atLeast) {
    return this.#ask('GET', 'api/state', { query: { 'at-least': atLeast }, shape: STATE });
  }

  /** @returns {Promise<{cursor: string, events: object[], more: boolean}>} what the log has after this cursor, a page of it */
  eventsAfter(cursor) {
    return this.#ask('GET', 'transport/polling', { query: { after: cursor }, shape: { cursor: 'string', events: 'array' } });
  }

  /** @returns {Promise<object[]>} what reached the server of this client's attempts to connect, the newest last */
  async attempts(client) {
    return (await this.#ask('GET', 'api/connection', { query: { client }, shape: { attempts: 'array' } })).attempts;
  }

  /** @param {{name: string, reason: string}[]} passed transports that would have been better, and why they did not work */
  tellPassed(passed) {
    return this.#ask('POST', 'api/connection', { body: { passed: passed.map(({ name, reason }) => ({ transport: name, reason })) } });
  }

  /** @param {string[]} ids at most 100 */
  async users(ids) {
    return (await this.#ask('GET', 'api/users', { query: { ids: ids.join(',') }, shape: { users: 'array' } })).users;
  }

  async rooms() {
    return (await this.#ask('GET', 'api/rooms', { shape: { rooms: 'array' } })).rooms;
  }

  members(room, after) {
    return this.#ask('GET', `api/rooms/${encodeURIComponent(room)}/members`, { query: { after, limit: 100 }, shape: { members: 'array' } });
  }

  /** @param {{before?: number, after?: number, around?: number, limit?: number}} query */
  messages(room, query) {
    return this.#ask('GET', `api/rooms/${encodeURIComponent(room)}/messages`, { query, shape: PAGE });
  }

  async #ask(method, path, options) {
    const abort = new AbortController();
    let inTime;
    const heard = () => {
      inTime?.();
      inTime = this.#clock.after(QUIET, () => abort.abort());
    };
    heard();
    try {
      return await this.#http.json(method, path, { ...options, signal: abort.signal, heard });
    } catch (problem) {
      throw abort.signal.aborted ? new Problem({ code: 'offline', detail: 'no answer' }) : problem;
    } finally {
      inTime();
    }
  }
}
