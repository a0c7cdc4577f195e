import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { FrameCutter, bits, fromBase64, hex, said, toBase64 } from '../../main/webapp/app/lab/frames.js';
import { Recording } from '../../main/webapp/app/lab/recording.js';
import { sha1 } from '../../main/webapp/app/lab/sha1.js';

const bytes = (...parts) => Uint8Array.from(parts.flatMap((part) => (typeof part === 'string' ? [...new TextEncoder().encode(part)] : part)));
const MAGIC = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11';

test('SHA-1 is that of everybody, at each length around its blocks', () => {
  for (let length = 0; length < 200; length++) {
    const message = Uint8Array.from({ length }, (_, i) => (7 * i + length) & 255);
    assert.equal(hex(sha1(message)).replaceAll(' ', ''), createHash('sha1').update(message).digest('hex'), `${length}`);
  }
});

test('the accept value of the example in RFC 6455, section 1.3', () => {
  assert.equal(toBase64(sha1(bytes(`dGhlIHNhbXBsZSBub25jZQ==${MAGIC}`))), 's3pPLMBiTxaQ9kYGzzhZRbK+xOo=');
});

test('the masked frame of the example in RFC 6455, section 5.7', () => {
  const [frame] = new FrameCutter().take(bytes([0x81, 0x85, 0x37, 0xfa, 0x21, 0x3d, 0x7f, 0x9f, 0x4d, 0x51, 0x58]));
  assert.deepEqual({ ...frame, bytes: undefined, sent: hex(frame.sent), key: hex(frame.key), payload: hex(frame.payload) }, {
    bytes: undefined, fin: true, rsv: 0, opcode: 1, kind: 'text', masked: true, length: 5, lengthBits: 7,
    key: '37 fa 21 3d', sent: '7f 9f 4d 51 58', payload: '48 65 6c 6c 6f',
  });
  assert.equal(said(frame), 'Hello');
});

test('frames are cut out of any pieces, at all three lengths', () => {
  const all = bytes(
    [0x01, 0x02], 'he', [0x89, 0x00], [0x80, 0x7e, 0x00, 0x7e], 'x'.repeat(126),
    [0x82, 0x7f, 0, 0, 0, 0, 0, 0, 1, 0], 'y'.repeat(256), [0x88, 0x05, 0x03, 0xe8], 'bye', [0xbb, 0x80, 1, 2, 3, 4],
  );
  for (const size of [1, 2, 3, 7, 1000, all.length]) {
    const cutter = new FrameCutter();
    const frames = [];
    for (let at = 0; at < all.length; at += size) {
      frames.push(...cutter.take(all.subarray(at, at + size)));
    }
    assert.deepEqual(
      frames.map(({ kind, fin, rsv, length, lengthBits, masked }) => [kind, fin, rsv, length, lengthBits, masked]),
      [
        ['text', false, 0, 2, 7, false], ['ping', true, 0, 0, 7, false], ['continuation', true, 0, 126, 16, false],
        ['binary', true, 0, 256, 64, false], ['close', true, 0, 5, 7, false], [undefined, true, 3, 0, 7, true],
      ],
      `in pieces of ${size}`,
    );
    assert.equal(said(frames[4]), '1000 bye');
    assert.equal(said(frames[3]), '');
    assert.equal(frames.reduce((sum, frame) => sum + frame.bytes.length, 0), all.length);
  }
});

test('bits stand in as many places as the field has', () => {
  assert.equal(bits(1, 4), '0001');
  assert.equal(bits(126, 7), '1111110');
});

test('Base64 there and back', () => {
  const random = Uint8Array.from({ length: 256 }, (_, i) => i);
  assert.deepEqual(fromBase64(toBase64(random)), random);
});

test('a recording tells of the handshake, checked, and of frames of either side, however they were cut', () => {
  const recording = new Recording();
  const key = 'dGhlIHNhbXBsZSBub25jZQ==';
  const { opening, frames } = recording.read(bytes([0], JSON.stringify({ key, magic: MAGIC, accept: 'another' })).buffer);
  assert.equal(opening.ownAccept, 's3pPLMBiTxaQ9kYGzzhZRbK+xOo=');
  assert.equal(opening.accept, 'another');
  assert.equal(hex(opening.ownHash).length, 59);
  assert.deepEqual(frames, []);
  assert.deepEqual(recording.read(bytes([1, 0x81]).buffer).frames, []);
  assert.deepEqual(recording.read(bytes([2, 0x81, 0x01], 'a').buffer).frames.map(({ byServer, frame }) => [byServer, said(frame)]), [[true, 'a']]);
  assert.deepEqual(recording.read(bytes([1, 0x01], 'b').buffer).frames.map(({ byServer, frame }) => [byServer, said(frame)]), [[false, 'b']]);
});
