/** What RFC 6455, section 11.8, calls the opcodes. */
const OPCODES = { 0: 'continuation', 1: 'text', 2: 'binary', 8: 'close', 9: 'ping', 10: 'pong' };

/**
 * @typedef {object} Frame a frame of RFC 6455, section 5.2, with its bytes as they passed
 * @property {Uint8Array} bytes all of it
 * @property {boolean} fin
 * @property {number} rsv the three reserved bits, 0 to 7
 * @property {number} opcode 0 to 15
 * @property {string | undefined} kind the opcode's name; undefined where the RFC has none
 * @property {boolean} masked
 * @property {number} length of the payload, in bytes
 * @property {number} lengthBits how the length is written: in 7, 16 or 64 bits
 * @property {Uint8Array | undefined} key the masking key, 4 bytes
 * @property {Uint8Array} sent the payload as it passed
 * @property {Uint8Array} payload the same without the mask
 */

/** Cuts what comes on a connection, in whatever pieces, into frames. */
export class FrameCutter {
  #rest = new Uint8Array(0);

  /**
   * @param {Uint8Array} bytes that came next
   * @returns {Frame[]} those that are whole now
   */
  take(bytes) {
    this.#rest = join(this.#rest, bytes);
    const frames = [];
    for (let frame = read(this.#rest); frame; frame = read(this.#rest)) {
      frames.push(frame);
      this.#rest = this.#rest.subarray(frame.bytes.length);
    }
    return frames;
  }
}

/** Reads the frame at the beginning of these bytes; undefined while it is not whole. */
function read(bytes) {
  if (bytes.length < 2) {
    return undefined;
  }
  const masked = bytes[1] >= 0x80;
  const short = bytes[1] & 0x7f;
  const extra = short < 126 ? 0 : short === 126 ? 2 : 8;
  const header = 2 + extra + (masked ? 4 : 0);
  if (bytes.length < header) {
    return undefined;
  }
  const length = extra === 0 ? short : number(bytes.subarray(2, 2 + extra));
  if (bytes.length < header + length) {
    return undefined;
  }
  const key = masked ? bytes.slice(header - 4, header) : undefined;
  const sent = bytes.slice(header, header + length);
  return {
    bytes: bytes.slice(0, header + length),
    fin: bytes[0] >= 0x80,
    rsv: (bytes[0] >> 4) & 7,
    opcode: bytes[0] & 15,
    kind: OPCODES[bytes[0] & 15],
    masked,
    length,
    lengthBits: extra === 0 ? 7 : 8 * extra,
    key,
    sent,
    payload: key ? sent.map((byte, i) => byte ^ key[i % 4]) : sent,
  };
}

const number = (bytes) => bytes.reduce((sum, byte) => sum * 256 + byte, 0);

/**
 * What a payload says: the text of a text, ping or pong, a close's code and reason; of others nothing.
 *
 * @param {Frame} frame
 * @returns {string}
 */
export function said({ kind, payload }) {
  if (kind === 'close' && payload.length >= 2) {
    return `${number(payload.subarray(0, 2))} ${utf8(payload.subarray(2))}`.trim();
  }
  return kind === 'binary' ? '' : utf8(payload);
}

/** @param {Uint8Array} bytes */
export const utf8 = (bytes) => new TextDecoder().decode(bytes);

/** @param {Uint8Array} bytes */
export const hex = (bytes) => [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join(' ');

/** Bits of a number, as many as asked for, the highest first. */
export const bits = (value, count) => value.toString(2).padStart(count, '0');

/** @param {string} text in Base64 */
export const fromBase64 = (text) => Uint8Array.from(atob(text), (character) => character.charCodeAt(0));

/** @param {Uint8Array} bytes a few thousand at most */
export const toBase64 = (bytes) => btoa(String.fromCharCode(...bytes));

function join(first, second) {
  const all = new Uint8Array(first.length + second.length);
  all.set(first);
  all.set(second, first.length);
  return all;
}
