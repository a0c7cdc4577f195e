import { Http } from '../../main/webapp/client/http.js';
import { FakeClock, settled } from './fake-clock.js';

/** Requests that wait to be answered by the test, in the order in which they came. */
export class FakeServer {
  requests = [];

  fetch = (url, init) =>
    new Promise((resolve, reject) => {
      const aborted = () => reject(Object.assign(new Error('aborted'), { name: 'AbortError' }));
      init.signal?.addEventListener('abort', aborted);
      const answer = (body, { status = 200, type = 'application/json' } = {}) => {
        const text = body === null || typeof body === 'string' || body instanceof ReadableStream ? body : JSON.stringify(body);
        resolve(new Response(text, { status, headers: { 'Content-Type': type } }));
        return settled();
      };
      const fail = () => reject(new TypeError('failed to fetch'));
      const body = init.body && JSON.parse(init.body);
      this.requests.push({ method: init.method, url: new URL(url), headers: init.headers, body, answer, fail, init });
    });

  /** The oldest request that was not taken yet. */
  async next() {
    await settled();
    return this.requests.shift();
  }
}

/** Sockets that the test opens, feeds and closes. */
export function fakeSockets() {
  const made = [];
  class FakeWebSocket extends EventTarget {
    readyState = 0;
    sent = [];

    constructor(url) {
      super();
      this.url = new URL(url);
      made.push(this);
    }

    open() {
      this.readyState = 1;
      this.dispatchEvent(new Event('open'));
    }

    says(message) {
      this.dispatchEvent(Object.assign(new Event('message'), { data: JSON.stringify(message) }));
      return settled();
    }

    ends(code, reason = '') {
      this.readyState = 3;
      this.dispatchEvent(Object.assign(new Event('close'), { code, reason }));
    }

    send(text) {
      this.sent.push(JSON.parse(text));
    }

    close() {
      this.readyState = 3;
    }
  }
  return { FakeWebSocket, made };
}

/** A transport's surroundings, and what it says. */
export function surroundings(make, options = {}) {
  const server = new FakeServer();
  const clock = new FakeClock();
  const sockets = fakeSockets();
  const http = new Http('http://chat.example/parley/', { fetch: server.fetch, ...options });
  const versions = () => ({ mine: 3, now: undefined });
  const transport = make({ http, clock, client: 'c', WebSocket: sockets.FakeWebSocket, versions });
  const heard = [];
  for (const type of ['opened', 'hello', 'batch', 'mine', 'now']) transport.on(type, () => heard.push(type));
  transport.on('down', ({ reason, seconds, status, cause, delay }) => heard.push(Object.values({ reason, seconds, status, cause, delay }).filter((v) => v !== undefined).join(' ')));
  return { server, clock, sockets, http, transport, heard };
}
