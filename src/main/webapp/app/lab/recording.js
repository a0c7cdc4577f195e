import { FrameCutter, toBase64, utf8 } from './frames.js';
import { sha1 } from './sha1.js';

const OPENING = 0;
const RECEIVED = 1;

/**
 * What a connection with `?record` tells of itself, in binary messages whose first byte says what follows (docs/lab.md).
 */
export class Recording {
  #received = new FrameCutter();
  #sent = new FrameCutter();

  /**
   * @param {ArrayBuffer} message a binary message
   * @returns {{opening?: object, frames: {byServer: boolean, frame: import('./frames.js').Frame}[]}} what it tells
   */
  read(message) {
    const [kind] = new Uint8Array(message, 0, 1);
    const bytes = new Uint8Array(message, 1);
    if (kind === OPENING) {
      return { opening: checked(JSON.parse(utf8(bytes))), frames: [] };
    }
    const byServer = kind !== RECEIVED;
    const cutter = byServer ? this.#sent : this.#received;
    return { frames: cutter.take(bytes).map((frame) => ({ byServer, frame })) };
  }
}

/** The opening handshake with what this page works out for itself. */
function checked(opening) {
  const hash = sha1(new TextEncoder().encode(opening.key + opening.magic));
  return { ...opening, ownHash: hash, ownAccept: toBase64(hash) };
}
