/**
 * SHA-1 (FIPS 180-4, section 6.1): `crypto.subtle` is missing on plain http. Of use for the handshake of RFC 6455 only; nothing secret depends on it.
 *
 * @param {Uint8Array} message of less than 512 MiB
 * @returns {Uint8Array} 20 bytes
 */
export function sha1(message) {
  const state = [0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0];
  const padded = pad(message);
  for (let at = 0; at < padded.byteLength; at += 64) {
    block(state, new DataView(padded.buffer, at, 64));
  }
  const hash = new DataView(new ArrayBuffer(20));
  state.forEach((word, i) => hash.setUint32(4 * i, word));
  return new Uint8Array(hash.buffer);
}

/** The message, a bit 1, zeros, and the length in bits: a multiple of 64 bytes. */
function pad(message) {
  const padded = new Uint8Array(64 * Math.ceil((message.length + 9) / 64));
  padded.set(message);
  padded[message.length] = 0x80;
  new DataView(padded.buffer).setUint32(padded.length - 4, 8 * message.length);
  return padded;
}

function block(state, bytes) {
  const w = Array.from({ length: 80 });
  for (let i = 0; i < 80; i++) {
    w[i] = i < 16 ? bytes.getUint32(4 * i) : rotate(w[i - 3] ^ w[i - 8] ^ w[i - 14] ^ w[i - 16], 1);
  }
  let [a, b, c, d, e] = state;
  for (let i = 0; i < 80; i++) {
    [a, b, c, d, e] = [(rotate(a, 5) + mix(i, b, c, d) + e + w[i]) >>> 0, a, rotate(b, 30), c, d];
  }
  [a, b, c, d, e].forEach((word, i) => (state[i] = (state[i] + word) >>> 0));
}

function mix(i, b, c, d) {
  if (i < 20) {
    return ((b & c) | (~b & d)) + 0x5a827999;
  } else if (i < 40) {
    return (b ^ c ^ d) + 0x6ed9eba1;
  } else if (i < 60) {
    return ((b & c) | (b & d) | (c & d)) + 0x8f1bbcdc;
  }
  return (b ^ c ^ d) + 0xca62c1d6;
}

const rotate = (word, by) => (word << by) | (word >>> (32 - by));
