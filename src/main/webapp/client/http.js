import { retryAfter } from './advice.js';
import { Problem } from './problem.js';

const BY_STATUS = { 404: 'not-found', 429: 'rate-limited', 501: 'no-upgrade' };

/** JSON over HTTP below one address; whatever is not a success is thrown as a `Problem`. */
export class Http {
  #fetch;
  #credentials;

  /**
   * For whom to ask: the server refuses as `not-signed-in` when the session has become somebody else's.
   *
   * @type {string | undefined}
   */
  as = undefined;

  /**
   * @param {string | URL} base the address of the installation, with a slash at its end
   * @param {{fetch?: typeof fetch, token?: string, credentials?: RequestCredentials}} [options]
   *     `token`: for `Authorization: Bearer`; without one the browser's cookie speaks
   */
  constructor(base, options = {}) {
    this.base = new URL(base);
    this.token = options.token;
    this.#fetch = options.fetch ?? ((...args) => fetch(...args));
    this.#credentials = options.credentials;
  }

  /**
   * @param {string} path relative to the base
   * @param {Record<string, any>} [query] what is null or undefined is left out
   * @returns {URL}
   */
  url(path, query = {}) {
    const url = new URL(path, this.base);
    for (const [name, value] of Object.entries({ ...query, as: this.as })) {
      if (value !== undefined && value !== null) url.searchParams.set(name, value);
    }
    return url;
  }

  /**
   * @param {string} method
   * @param {string} path
   * @param {{query?: object, body?: any, signal?: AbortSignal, shape?: Shape, heard?: (begun: string) => void}} [options]
   *     `shape`: what the answer must be like; `heard`: is called with what has arrived so far, as it arrives
   * @returns {Promise<any>} the answer's JSON, or null where it has none
   */
  async json(method, path, options = {}) {
    const response = await this.open(method, path, options);
    const text = await (options.heard && response.body ? arriving(response, options.heard) : response.text()).catch(offline);
    const answer = text ? parsed(text, response) : null;
    if (options.shape && !fits(answer, options.shape)) throw foreign(response);
    return answer;
  }

  /** As `json`, but gives the response with its body unread. */
  async open(method, path, { query, body, signal } = {}) {
    const init = { method, signal, headers: {}, cache: 'no-store' };
    init.credentials = this.#credentials ?? (this.token ? 'omit' : 'same-origin');
    if (this.token) init.headers.Authorization = `Bearer ${this.token}`;
    if (body !== undefined) {
      init.body = JSON.stringify(body);
      init.headers['Content-Type'] = 'application/json';
    }
    const response = await this.#fetch(this.url(path, query), init).catch(offline);
    if (!response.ok) throw await problemOf(response);
    return response;
  }

  /** A single-use ticket for a socket, which can carry no token; undefined where a cookie speaks. */
  async ticket() {
    return this.token ? (await this.json('POST', 'api/tickets')).ticket : undefined;
  }
}

function offline(cause) {
  throw cause?.name === 'AbortError' ? cause : new Problem({ code: 'offline', detail: cause?.message });
}

async function arriving(response, heard) {
  const reader = response.body.getReader();
  const decoder = new TextDecoder();
  for (let text = ''; ; heard(text)) {
    const { done, value } = await reader.read();
    text += decoder.decode(value, { stream: !done });
    if (done) return text;
  }
}

/** What is not JSON was answered by something between: a proxy, a sign-in page of the network. */
function parsed(text, response) {
  try {
    return JSON.parse(text);
  } catch {
    throw foreign(response);
  }
}

/**
 * What something between answers may be JSON, and 200, too.
 *
 * @typedef {Record<string, 'string' | 'object' | 'array'>} Shape fields that must be there, and of what type
 */
function fits(answer, shape) {
  return Object.entries(shape).every(([field, type]) => {
    const value = answer?.[field];
    return type === 'array' ? Array.isArray(value) : typeof value === type && value !== null;
  });
}

const foreign = ({ status }) => new Problem({ code: 'foreign-answer', status, foreign: true });

async function problemOf(response) {
  const document = await response.json().catch(() => ({}));
  const status = response.status;
  const fallback = BY_STATUS[status] ?? (status >= 500 ? 'unavailable' : 'refused');
  const retry = document?.retry ?? retryAfter(response.headers, Date.now());
  return new Problem({ ...document, status, code: document?.code ?? fallback, foreign: !document?.code, ...(retry && { retry }) });
}
