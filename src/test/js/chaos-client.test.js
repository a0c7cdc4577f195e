import assert from 'node:assert/strict';
import { test } from 'node:test';
import live from '../../it/js/chaos-client.js';
import { Emitter } from '../../main/webapp/client/emitter.js';

test('a client of the chaos test that comes when the time is over posts once all the same', async () => {
  const posted = [];
  const facts = [];
  const parley = Object.assign(new Emitter(), {
    start: async () => {},
    state: () => ({ last: 7 }),
    outbox: { entries: [] },
    send: async ({ text }) => posted.push(text) && { key: 'k', id: 8 },
  });
  const control = { posting: false, told: Promise.resolve() };
  await live({ name: 'late', rooms: ['r1'], seed: 1 }, parley, ({ fact }) => facts.push(fact), control);
  assert.deepEqual(posted, ['late 0']);
  assert.deepEqual(facts, ['started', 'acked', 'drained']);
});
