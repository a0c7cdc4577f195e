import { longPolling } from './long-polling.js';
import { polling } from './polling.js';
import { sse } from './sse.js';
import { upgrade } from './upgrade.js';
import { websocket } from './websocket.js';

/**
 * All transports, best first. Each is made from a context and has one face: `connect(cursor)`, `send(command)` → promise of the ack,
 * `close()`, and the events `opened` (something answered; sockets and streams), `hello`, `batch`, `mine`, `now` and `down`, the last
 * of them all. After `close()` none comes. `pause`: ms between polls, where they are not as usual.
 *
 * @typedef {{http: import('../http.js').Http, clock: import('../clock.js').Clock, client: string, WebSocket: any, versions: () => object, pause?: number}} Context
 */
export const TRANSPORTS = { upgrade, websocket, sse, 'long-polling': longPolling, polling };

/** @returns {(context: Context) => object} throws a RangeError that lists them when there is none of this name */
export function transportNamed(name) {
  if (name in TRANSPORTS) return TRANSPORTS[name];
  throw new RangeError(`there is no transport ${name}; there are ${Object.keys(TRANSPORTS).join(', ')}`);
}
