import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Outbox } from '../../main/webapp/client/outbox.js';
import { lost, Problem } from '../../main/webapp/client/problem.js';

const post = (key) => ({ type: 'post', key, room: 'r1', text: key });
const settled = () => new Promise((resolve) => setImmediate(resolve));

/** A line that notes what is sent and answers when told. */
function line() {
  const sent = [];
  const waiting = new Map();
  const it = { ready: true, sent, waiting };
  it.outbox = new Outbox(
    (command) => {
      sent.push(command.key);
      return new Promise((resolve, reject) => waiting.set(command.key, { resolve, reject }));
    },
    () => it.ready,
  );
  return it;
}

test('a command is kept until its ack', async () => {
  const { outbox, waiting } = line();
  const answer = outbox.add(post('a'));
  assert.equal(outbox.entries[0].state, 'sent');
  waiting.get('a').resolve({ id: 7 });
  assert.deepEqual(await answer, { id: 7 });
  assert.equal(outbox.entries.length, 0);
});

test('what was not acked goes out again in order when the line is back', async () => {
  const it = line();
  it.outbox.add(post('a'));
  it.outbox.add(post('b'));
  it.ready = false;
  for (const { reject } of it.waiting.values()) reject(lost());
  await settled();
  it.outbox.add(post('c'));
  assert.deepEqual(it.outbox.entries.map(({ state }) => state), ['pending', 'pending', 'pending']);
  it.ready = true;
  it.outbox.flush();
  assert.deepEqual(it.sent, ['a', 'b', 'a', 'b', 'c']);
});

test('while a refusal for now lasts, newer commands wait behind it', async () => {
  const it = line();
  it.outbox.add(post('a'));
  it.waiting.get('a').reject(new Problem({ code: 'rate-limited', retry: 60_000 }));
  await settled();
  it.outbox.add(post('b'));
  assert.deepEqual(it.sent, ['a']);
  it.outbox.flush();
  assert.deepEqual(it.sent, ['a', 'a', 'b']);
});

test('a post that is refused for good stays until it is retried or discarded', async () => {
  const it = line();
  const answer = it.outbox.add(post('a'));
  it.waiting.get('a').reject(new Problem({ code: 'not-a-member' }));
  await assert.rejects(answer, { code: 'not-a-member' });
  assert.equal(it.outbox.entries[0].state, 'failed');
  it.outbox.retry('a');
  assert.deepEqual(it.sent, ['a', 'a']);
  it.outbox.discard('a');
  assert.equal(it.outbox.entries.length, 0);
});

test('a newer read mark takes the place of one that waits', () => {
  const it = line();
  it.ready = false;
  it.outbox.add({ type: 'read', key: 'a', room: 'r1', id: 1 });
  it.outbox.add({ type: 'read', key: 'b', room: 'r1', id: 2 });
  it.outbox.add({ type: 'read', key: 'c', room: 'r2', id: 2 });
  assert.deepEqual(it.outbox.entries.map(({ key }) => key), ['b', 'c']);
});

test('no more go out at a time than a patient server would refuse', async () => {
  const it = line();
  const keys = Array.from({ length: 20 }, (_, index) => `k${index}`);
  for (const key of keys) it.outbox.add(post(key)).catch(() => {});
  assert.equal(it.sent.length, 8);
  it.waiting.get('k0').resolve({ id: 1 });
  await settled();
  assert.deepEqual(it.sent.slice(8), ['k8']);
});
