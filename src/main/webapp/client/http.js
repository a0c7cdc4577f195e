import { Problem } from './problem.js';

const BY_STATUS = { 401: 'not-signed-in', 404: 'not-found', 429: 'rate-limited', 501: 'no-upgrade' };

/** JSON over HTTP below one address; whatever is not a success is thrown as a `Problem`. */
export class Http {
  #fetch;

  /**
   * @param {string | URL} base the address of the installation, with a slash at its end
   * @param {typeof fetch} [fetcher]
   */
  constructor(base, fetcher = (...args) => fetch(...args)) {
    this.base = new URL(base);
    this.#fetch = fetcher;
  }

  /**
   * @param {string} path relative to the base
   * @param {Record<string, any>} [query] what is null or undefined is left out
   * @returns {URL}
   */
  url(path, query = {}) {
    const url = new URL(path, this.base);
    for (const [name, value] of Object.entries(query)) {
      if (value !== undefined && value !== null) url.searchParams.set(name, value);
    }
    return url;
  }

  /**
   * @param {string} method
   * @param {string} path
   * @param {{query?: object, body?: any, signal?: AbortSignal}} [options]
   * @returns {Promise<any>} the answer's JSON, or null where it has none
   */
  async json(method, path, options = {}) {
    const response = await this.open(method, path, options);
    const text = await response.text().catch(offline);
    return text ? JSON.parse(text) : null;
  }

  /** As `json`, but gives the response with its body unread. */
  async open(method, path, { query, body, signal } = {}) {
    const init = { method, signal, credentials: 'same-origin', cache: 'no-store' };
    if (body !== undefined) {
      init.body = JSON.stringify(body);
      init.headers = { 'Content-Type': 'application/json' };
    }
    const response = await this.#fetch(this.url(path, query), init).catch(offline);
    if (!response.ok) throw await problemOf(response);
    return response;
  }
}

function offline(cause) {
  throw cause?.name === 'AbortError' ? cause : new Problem({ code: 'offline', detail: cause?.message });
}

async function problemOf(response) {
  const document = await response.json().catch(() => ({}));
  const status = response.status;
  const fallback = BY_STATUS[status] ?? (status >= 500 ? 'unavailable' : 'refused');
  return new Problem({ ...document, status, code: document?.code ?? fallback });
}
