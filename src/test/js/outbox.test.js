import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MemoryStore } from '../../main/webapp/client/outbox/memory-store.js';
import { lost, Problem } from '../../main/webapp/client/problem.js';
import { settled } from './fake-clock.js';
import { ANN, line, post, tabs } from './outbox-stage.js';

const DAY = 24 * 3_600_000;

test('a command is kept until its ack', async () => {
  const { outbox, waiting, store, adds, states } = await line();
  const [answer] = await adds('a');
  assert.deepEqual(states(), ['a sent']);
  assert.equal((await store.all(ANN)).length, 1);
  waiting.get('a').resolve({ id: 7 });
  assert.deepEqual(await answer, { id: 7 });
  await settled();
  assert.equal(outbox.entries.length, 0);
  assert.deepEqual(await store.all(ANN), []);
});

test('what was not acked goes out again in order when the line is back', async () => {
  const it = await line();
  await it.adds('a', 'b');
  it.ready = false;
  for (const { reject } of it.waiting.values()) reject(lost());
  await it.adds('c');
  assert.deepEqual(it.states(), ['a pending', 'b pending', 'c pending']);
  it.ready = true;
  it.outbox.flush();
  assert.deepEqual(it.sent, ['a', 'b', 'a', 'b', 'c']);
});

test('a new line sends what the old one had not answered, whatever that says later', async () => {
  const it = await line();
  const [answer] = await it.adds('a');
  const old = it.waiting.get('a');
  it.outbox.flush();
  old.reject(lost());
  await settled();
  assert.deepEqual(it.states(), ['a sent']);
  it.waiting.get('a').resolve({ id: 7 });
  assert.deepEqual(await answer, { id: 7 });
});

test('while a refusal for now lasts, newer commands wait behind it', async () => {
  const it = await line();
  await it.adds('a');
  it.waiting.get('a').reject(new Problem({ code: 'rate-limited', retry: 60_000 }));
  await it.adds('b');
  await it.clock.pass(59_999);
  assert.deepEqual(it.sent, ['a']);
  await it.clock.pass(1);
  assert.deepEqual(it.sent, ['a', 'a', 'b']);
});

test('what something between refused in the server’s place is sent again', async () => {
  const it = await line();
  await it.adds('a');
  it.waiting.get('a').reject(new Problem({ code: 'not-found', status: 404, foreign: true }));
  await it.clock.pass(1000);
  assert.deepEqual(it.sent, ['a', 'a']);
});

test('a post that is refused for good stays until it is retried or discarded', async () => {
  const it = await line();
  const [answer] = await it.adds('a');
  it.waiting.get('a').reject(new Problem({ code: 'not-a-member' }));
  await assert.rejects(answer, { code: 'not-a-member' });
  assert.deepEqual(it.states(), ['a failed']);
  const reloaded = await line({ store: it.store });
  assert.equal(reloaded.outbox.entries[0].problem.code, 'not-a-member');
  assert.deepEqual(reloaded.sent, []);
  it.outbox.retry('a');
  assert.deepEqual(it.sent, ['a', 'a']);
  it.outbox.discard('a');
  await settled();
  assert.deepEqual(await it.store.all(ANN), []);
});

test('who waits for what is given up is told so, in whatever tab', async () => {
  const [first, second] = await tabs();
  first.ready = false;
  const [mine, other] = await first.adds('a', 'b');
  const [theirs] = await second.adds('c');
  second.outbox.discard('a');
  await assert.rejects(mine, { code: 'discarded' });
  await first.outbox.clear();
  await assert.rejects(other, { code: 'discarded' });
  await assert.rejects(theirs, { code: 'discarded' });
});

test('what is done with does not come back by what was said of it before', async () => {
  const [first, second] = await tabs();
  const notes = [];
  first.outbox.on('note', (note) => notes.push(structuredClone(note)));
  await first.adds('a');
  const { entry } = notes.find(({ kind }) => kind === 'added');
  first.waiting.get('a').resolve({ id: 7 });
  await settled();
  second.outbox.hear({ kind: 'added', entry });
  assert.deepEqual(second.states(), []);
  await second.store.add(ANN, entry);
  await second.outbox.reload();
  assert.deepEqual(second.states(), []);
});

test('a store that another tab holds does not hold back what is to be sent', async () => {
  const store = new MemoryStore();
  store.add = () => new Promise(() => {});
  const it = await line({ store });
  const told = [];
  it.outbox.on('unsaved', (cause) => told.push(cause.message));
  await it.adds('a', 'b');
  assert.deepEqual(it.sent, []);
  await it.clock.pass(6000);
  assert.deepEqual(it.sent, ['a', 'b']);
  assert.deepEqual(told, ['the store does not answer', 'the store does not answer']);
});

test('a session that ended leaves what was sent pending', async () => {
  const it = await line();
  await it.adds('a');
  it.waiting.get('a').reject(new Problem({ code: 'not-signed-in' }));
  it.ready = false;
  await settled();
  assert.deepEqual(it.states(), ['a pending']);
});

test('a newer read mark takes the place of one that waits', async () => {
  const it = await line();
  it.ready = false;
  const add = ([key, room]) => it.outbox.add({ type: 'read', key, room, id: 1 });
  const [first, ...others] = [['a', 'r1'], ['b', 'r1'], ['c', 'r2']].map(add);
  others.forEach((answer) => answer.catch(() => {}));
  await assert.rejects(first, { code: 'superseded' });
  await settled();
  assert.deepEqual(it.states(), ['b pending', 'c pending']);
  assert.equal((await it.store.all(ANN)).length, 2);
});

test('no more go out at a time than a patient server would refuse', async () => {
  const it = await line();
  await it.adds(...Array.from({ length: 20 }, (_, index) => `k${index}`));
  assert.equal(it.sent.length, 8);
  it.waiting.get('k0').resolve({ id: 1 });
  await settled();
  assert.deepEqual(it.sent.slice(8), ['k8']);
});

test('a reload finds everything in its place, and sends it with the same keys', async () => {
  const before = await line();
  before.ready = false;
  await before.adds('a', 'b', 'c');
  const after = await line({ store: before.store });
  assert.deepEqual(after.sent, ['a', 'b', 'c']);
});

test('nobody sees or sends what another user of this browser left', async () => {
  const ann = await line();
  ann.ready = false;
  await ann.adds('a');
  const bob = await line({ store: ann.store, owner: 'here u2' });
  assert.deepEqual(bob.outbox.entries, []);
  assert.deepEqual(bob.sent, []);
  await bob.outbox.open('elsewhere u1', ann.store);
  assert.deepEqual(bob.outbox.entries, [], 'nor of a user of the same id on another server');
  await ann.outbox.open('here u2', ann.store);
  assert.deepEqual(ann.outbox.entries, [], 'and the same program forgets whom it served before');
  await bob.outbox.open(ANN, ann.store);
  assert.deepEqual(bob.states(), ['a pending']);
});

test('what could not be kept is nobody else’s either', async () => {
  const store = new MemoryStore();
  store.add = () => Promise.reject(new Error('full'));
  const ann = await line({ store });
  ann.ready = false;
  await ann.adds('a');
  await ann.outbox.open('here u2', store);
  assert.deepEqual(ann.outbox.entries, []);
});

test('after 30 days of own retries the user is asked', async () => {
  const it = await line();
  it.ready = false;
  const [answer] = await it.adds('a');
  it.outbox.add({ type: 'read', key: 'r', room: 'r1', id: 1 }).catch(() => {});
  await it.clock.pass(30 * DAY + 3_600_000);
  await assert.rejects(answer, { code: 'unsent-for-long' }, 'though there is no line');
  it.ready = true;
  it.outbox.flush();
  await settled();
  assert.deepEqual(it.sent, []);
  assert.deepEqual(it.states(), ['a failed'], 'a read mark is not worth a question');
  assert.equal(it.outbox.entries[0].problem.code, 'unsent-for-long');
  it.outbox.retry('a');
  assert.deepEqual(it.sent, ['a']);
  const reloaded = await line({ store: it.store, clock: it.clock });
  assert.deepEqual(reloaded.sent, ['a'], 'the answer is kept');
});

test('what can’t be kept goes out all the same', async () => {
  const store = new MemoryStore();
  store.add = () => Promise.reject(new Error('full'));
  const it = await line({ store });
  const told = [];
  it.outbox.on('unsaved', (cause) => told.push(cause.message));
  await it.adds('a', 'b');
  assert.deepEqual(it.sent, ['a', 'b']);
  assert.deepEqual(told, ['full', 'full']);
});

test('nothing is sent before it is kept, and nothing overtakes', async () => {
  const store = new MemoryStore();
  const add = store.add.bind(store);
  const keep = [];
  store.add = (...args) => new Promise((resolve) => keep.push(() => resolve(add(...args))));
  const it = await line({ store });
  await it.adds('a', 'b');
  assert.deepEqual(it.sent, []);
  keep[1]();
  await settled();
  assert.deepEqual(it.sent, [], 'b waits for a');
  keep[0]();
  await settled();
  assert.deepEqual(it.sent, ['a', 'b']);
});
