const MASK = 4;
const BEGINNING = 2;
const encoder = new TextEncoder();
const size = (text) => encoder.encode(text).length;

/** What browsers send with each request besides the method, the address and what the page sets, in bytes: a usual amount. */
const USUAL_HEADERS = 630;

/** What an answer has besides what a page may see, in bytes: the status line, headers of the connection, sizes of chunks. */
const USUAL_REST = 60;

/**
 * What passed for one of the people. Bodies, messages and the headers of frames are counted; headers of HTTP are estimates, for a
 * browser shows a page neither those that it sends nor how they were sent.
 *
 * @typedef {{up: number, down: number, requests: number, connections: number}} Meter
 */

/** @returns {Meter} */
export const newMeter = () => ({ up: 0, down: 0, requests: 0, connections: 0 });

/** Something passed: up, or if it is negative down. */
function count(meter, trace, lane, bytes) {
  meter[bytes > 0 ? 'up' : 'down'] += Math.abs(bytes);
  trace.passed(lane, bytes);
}

/**
 * `fetch`, counted.
 *
 * @param {Meter} meter
 * @param {import('./trace.js').Trace} trace
 * @param {typeof fetch} fetch
 * @returns {typeof fetch}
 */
export function countedFetch(meter, trace, fetch) {
  return async (url, init = {}) => {
    const lane = init.method === 'POST' ? 'says' : 'asks';
    meter.requests++;
    count(meter, trace, lane, USUAL_HEADERS + size(`${init.method ?? 'GET'} ${new URL(url).pathname}${new URL(url).search}`) + headersOf(init.headers) + size(init.body ?? ''));
    const response = await fetch(url, init);
    count(meter, trace, lane, -USUAL_REST - headersOf(response.headers));
    if (!response.body) return response;
    const counting = new TransformStream({
      transform(chunk, on) {
        count(meter, trace, lane, -chunk.byteLength);
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
 * @param {import('./trace.js').Trace} trace
 * @param {typeof WebSocket} WebSocket
 */
export function countedSocket(meter, trace, WebSocket) {
  return class extends WebSocket {
    constructor(url) {
      super(url);
      meter.requests++;
      meter.connections++;
      count(meter, trace, 'line', USUAL_HEADERS + size(url));
      this.addEventListener('message', ({ data }) => count(meter, trace, 'line', -frame(size(data))));
      this.addEventListener('close', () => {
        meter.connections--;
        trace.closed('line');
      });
    }

    send(text) {
      count(meter, trace, 'line', frame(size(text)) + MASK);
      super.send(text);
    }
  };
}

/** A frame with its header (RFC 6455, 5.2), without the mask. */
export const frame = (length) => length + BEGINNING + (length > 0xffff ? 8 : length > 125 ? 2 : 0);
