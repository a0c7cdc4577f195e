const MASK = 4;
const BEGINNING = 2;
const encoder = new TextEncoder();
const size = (text) => encoder.encode(text).length;

/** What browsers send with each request besides the method, the address and what the page sets, in bytes: a usual amount. */
const USUAL_HEADERS = 480;

/** What servers and proxies add to an answer besides what a page may see: the status line, and the end of the headers. */
const STATUS_LINE = 19;

/**
 * What passed for one of the people. Bodies, messages and the headers of frames are counted; headers of HTTP are estimates, for a
 * browser shows a page neither those that it sends nor how they were sent.
 *
 * @typedef {{up: number, down: number, requests: number, connections: number}} Meter
 */

/** @returns {Meter} */
export const newMeter = () => ({ up: 0, down: 0, requests: 0, connections: 0 });

/**
 * `fetch`, counted.
 *
 * @param {Meter} meter
 * @param {typeof fetch} fetch
 * @returns {typeof fetch}
 */
export function countedFetch(meter, fetch) {
  return async (url, init = {}) => {
    meter.requests++;
    meter.up += USUAL_HEADERS + size(`${init.method ?? 'GET'} ${new URL(url).pathname}${new URL(url).search}`) + headersOf(init.headers) + size(init.body ?? '');
    const response = await fetch(url, init);
    meter.down += STATUS_LINE + headersOf(response.headers);
    if (!response.body) return response;
    const counting = new TransformStream({
      transform(chunk, on) {
        meter.down += chunk.byteLength;
        on.enqueue(chunk);
      },
    });
    return new Response(response.body.pipeThrough(counting), { status: response.status, headers: response.headers });
  };
}

const headersOf = (headers = {}) =>
  [...new Headers(headers)].reduce((sum, [name, value]) => sum + size(name) + size(value) + 4, 0);

/**
 * `WebSocket`, counted. What a browser compresses is counted as it was before.
 *
 * @param {Meter} meter
 * @param {typeof WebSocket} WebSocket
 */
export function countedSocket(meter, WebSocket) {
  return class extends WebSocket {
    constructor(url) {
      super(url);
      meter.requests++;
      meter.connections++;
      meter.up += USUAL_HEADERS + size(url);
      this.addEventListener('message', ({ data }) => (meter.down += frame(size(data))));
      this.addEventListener('close', () => meter.connections--);
    }

    send(text) {
      meter.up += frame(size(text)) + MASK;
      super.send(text);
    }
  };
}

/** A frame with its header (RFC 6455, 5.2), without the mask. */
export const frame = (length) => length + BEGINNING + (length > 0xffff ? 8 : length > 125 ? 2 : 0);
