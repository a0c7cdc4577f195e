import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pieces } from '../../main/webapp/app/addresses.js';
import { rowsOf } from '../../main/webapp/app/rows.js';
import { backoff } from '../../main/webapp/client/backoff.js';
import { Detours } from '../../main/webapp/client/detours.js';
import { newKey } from '../../main/webapp/client/key.js';
import { SseParser } from '../../main/webapp/client/transports/sse-parser.js';

test('a stream reads the same wherever it is cut', () => {
  const text = 'id: e-1\r\ndata: {"a":1}\r\n\r\n: beat\n\ndata: x\ndata: y\n\n';
  for (let cut = 0; cut <= text.length; cut++) {
    const parser = new SseParser();
    assert.deepEqual([...parser.feed(text.slice(0, cut)), ...parser.feed(text.slice(cut))], ['{"a":1}', 'x\ny'], `cut at ${cut}`);
  }
});

test('addresses end where the sentence goes on', () => {
  assert.deepEqual(pieces('see https://a.example/x_(y).'), [{ words: 'see ' }, { address: 'https://a.example/x_(y)' }, { words: '.' }]);
  assert.deepEqual(pieces('(http://a.example)'), [{ words: '(' }, { address: 'http://a.example' }, { words: ')' }]);
  assert.deepEqual(pieces('见https://a.example/路，好'), [{ words: '见' }, { address: 'https://a.example/路' }, { words: '，好' }]);
  assert.deepEqual(pieces('javascript:alert(1)'), [{ words: 'javascript:alert(1)' }]);
});

test('keys are long, short enough and their own', () => {
  const keys = new Set(Array.from({ length: 1000 }, newKey));
  assert.equal(keys.size, 1000);
  for (const key of keys) assert.match(key, /^[\w-]{16}$/);
});

test('backoff has a bound that grows, and an end', () => {
  assert.deepEqual([0, 1, 2, 99].map((attempt) => backoff(attempt, () => 1)), [1000, 2000, 4000, 30_000]);
  assert.equal(backoff(3, () => 0), 0);
});

test('a transport that failed is tried again after growing times', () => {
  let now = 0;
  const detours = new Detours(['upgrade', 'sse'], () => now);
  detours.remember([{ name: 'upgrade', reason: 'refused' }]);
  assert.deepEqual(detours.candidates(), ['sse']);
  now = 60_000;
  assert.deepEqual(detours.candidates(), ['upgrade', 'sse']);
  detours.remember([{ name: 'upgrade', reason: 'refused' }]);
  assert.equal(detours.untilNext(detours.betterThan('sse')), 120_000);
  assert.deepEqual(detours.betterThan('upgrade', 'upgrade'), []);
});

const said = (id, from, at) => ({ id, from, at: `2026-11-22T${at}:00`, text: 't' });
const kinds = (rows) => rows.map(({ kind, first }) => (first ? `${kind}!` : kind)).join(' ');

test('days, the divider and names stand where they belong', () => {
  const messages = [said(1, 'a', '10:00'), said(2, 'a', '10:01'), said(3, 'b', '10:02'), said(4, 'b', '10:30')];
  assert.equal(kinds(rowsOf(messages, { divider: 1, missed: null, me: 'z' }, [])), 'day message! divider message! message! message!');
  assert.equal(kinds(rowsOf(messages, { divider: null, missed: { after: 3 }, me: 'z' }, [])), 'day message! message message! missed message!');
});

test('own messages on their way stand last', () => {
  const entries = [{ key: 'k', at: '2026-11-22T10:03:00', command: { text: 'x' } }];
  assert.equal(kinds(rowsOf([said(3, 'b', '10:02')], { divider: null, missed: null, me: 'b' }, entries)), 'day message! own');
});
