const DEFLATE = 'permessage-deflate';

/**
 * A browser's WebSocket, watched: what the newest of its sockets agreed on once that was open.
 *
 * @param {any} WebSocket
 * @returns {{WebSocket: any, agreed: () => string | undefined}} `agreed`: as `WebSocket.extensions`; undefined: it was not open
 */
export function watched(WebSocket) {
  let agreed;
  class Watched extends WebSocket {
    constructor(url) {
      super(url);
      agreed = undefined;
      this.addEventListener('open', () => (agreed = this.extensions ?? ''));
    }
  }
  return { WebSocket: Watched, agreed: () => agreed };
}

/**
 * What became of compression between the two ends of a socket that opened. Browsers ask for it unless they are set not to.
 *
 * @param {{asked?: boolean, granted?: boolean} | undefined} seen by the server
 * @param {string | undefined} agreed as the browser sees it
 * @returns {'compression-lost' | 'compression-unasked' | undefined} the grant, or the question, did not arrive
 */
export function compression({ asked = true, granted = false } = {}, agreed) {
  if (agreed === undefined) return undefined;
  if (granted && !agreed.includes(DEFLATE)) return 'compression-lost';
  return asked ? undefined : 'compression-unasked';
}
