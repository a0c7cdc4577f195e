import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MemoryStore } from '../../main/webapp/client/outbox/memory-store.js';
import { Problem } from '../../main/webapp/client/problem.js';
import { settled } from './fake-clock.js';
import { ANN, line, post, tabs } from './outbox-stage.js';

test('one of two tabs sends for both, and each hears its own answers', async () => {
  const [first, second] = await tabs();
  const [answer] = await second.adds('a');
  assert.deepEqual(first.sent, ['a']);
  assert.deepEqual(second.sent, []);
  assert.deepEqual(second.states(), ['a sent']);
  first.waiting.get('a').resolve({ id: 7 });
  assert.deepEqual(await answer, { id: 7 });
  assert.deepEqual([first.states(), second.states()], [[], []]);
});

test('a refusal reaches the tab that asked; it may retry or discard there', async () => {
  const [first, second] = await tabs();
  const [answer] = await second.adds('a');
  first.waiting.get('a').reject(new Problem({ code: 'not-a-member', message: 'no' }));
  await assert.rejects(answer, { code: 'not-a-member', message: 'no' });
  second.outbox.retry('a');
  assert.deepEqual(first.sent, ['a', 'a']);
  second.outbox.discard('a');
  assert.deepEqual([first.states(), second.states()], [[], []]);
  const join = second.outbox.add({ type: 'join', key: 'j', room: 'r9' });
  await settled();
  first.waiting.get('j').reject(new Problem({ code: 'unknown-room' }));
  await assert.rejects(join, { code: 'unknown-room' });
  assert.deepEqual(second.states(), []);
});

test('a leader that dies mid-post leaves it to the next, under the same key and in the same order', async () => {
  const [first, second] = await tabs();
  await first.adds('a');
  const [answer] = await second.adds('b');
  first.ready = false;
  await second.outbox.lead();
  assert.deepEqual(second.sent, ['a', 'b']);
  second.waiting.get('b').resolve({ id: 8 });
  assert.deepEqual(await answer, { id: 8 });
});

test('what a tab kept and told nobody, since it ended, is sent by the one that leads', async () => {
  const first = await line();
  const second = await line({ ...first, leads: false });
  second.outbox.on('note', (note) => note.kind === 'adding' && first.outbox.hear(structuredClone(note)));
  await second.adds('a');
  assert.deepEqual(first.sent, []);
  await first.clock.pass(5000);
  await settled();
  assert.deepEqual(first.sent, ['a']);
});

test('what is heard while the store is read is not forgotten, and what is on its way stays so', async () => {
  const store = new MemoryStore();
  const it = await line({ store });
  await it.adds('a');
  const all = store.all.bind(store);
  store.all = async (owner) => {
    const rows = await all(owner);
    it.outbox.hear({ kind: 'added', entry: { key: 'b', command: post('b'), state: 'pending', at: '', asked: 0, order: 7 } });
    return rows;
  };
  await it.outbox.reload();
  assert.deepEqual(it.states(), ['a sent', 'b sent']);
  assert.deepEqual(it.sent, ['a', 'b']);
});

test('a store that does not answer is asked again, and nothing known is forgotten', async () => {
  const store = new MemoryStore();
  const it = await line({ store });
  it.ready = false;
  await it.adds('a');
  const all = store.all;
  await store.add(ANN, { key: 'b', command: post('b'), state: 'pending', at: '', asked: 0 });
  store.all = () => Promise.reject(new Error('busy'));
  await it.outbox.reload();
  assert.deepEqual(it.states(), ['a pending']);
  store.all = all;
  await it.clock.pass(10_000);
  await settled();
  assert.deepEqual(it.states(), ['a pending', 'b pending']);
});

test('who is replaced while it takes the lead does not send', async () => {
  const it = await line({ leads: false });
  await it.adds('a');
  const leading = it.outbox.lead();
  it.outbox.follow();
  await leading;
  await settled();
  assert.deepEqual(it.sent, []);
});

test('what a leader that crashed was acked and could not take out is taken out by the next, and shown by nobody', async () => {
  const [first, second] = await tabs();
  await first.adds('a');
  const { remove } = first.store;
  first.store.remove = () => new Promise(() => {});
  first.waiting.get('a').resolve({ id: 7 });
  await settled();
  const third = await line({ ...first, leads: false });
  assert.deepEqual(third.states(), ['a pending']);
  second.outbox.on('note', (note) => third.outbox.hear(structuredClone(note)));
  first.store.remove = remove;
  await second.outbox.lead();
  await settled();
  assert.deepEqual(await first.store.all(ANN), []);
  assert.deepEqual([second.states(), third.states(), second.sent], [[], [], []]);
});

test('a row that is left by another tab takes no answer from who waits for it', async () => {
  const it = await line({ leads: false });
  const [answer] = await it.adds('a');
  it.outbox.hear({ kind: 'left', key: 'a' });
  it.outbox.hear({ kind: 'acked', key: 'a', command: post('a'), ack: { id: 7 } });
  assert.deepEqual(await answer, { id: 7 });
});

test('what could not be kept in time keeps its place before what is kept later', async () => {
  const [first, second] = await tabs();
  first.ready = false;
  await second.adds('a');
  const keep = [];
  first.store.add = () => new Promise((resolve) => keep.push(resolve));
  await second.adds('b');
  await second.clock.pass(2000);
  await second.adds('c');
  await second.clock.pass(1000);
  keep[1](3);
  await settled();
  first.outbox.hear({ kind: 'added', entry: { key: 'd', command: post('d'), state: 'pending', at: '', asked: 0, order: 4 } });
  second.outbox.hear({ kind: 'added', entry: { key: 'd', command: post('d'), state: 'pending', at: '', asked: 0, order: 4 } });
  first.ready = true;
  first.outbox.flush();
  assert.deepEqual(first.sent, ['a', 'b', 'c', 'd']);
  assert.deepEqual(second.outbox.entries.map(({ key }) => key), ['a', 'b', 'c', 'd']);
});

test('a follower asks a store that did not answer again, too', async () => {
  const it = await line({ leads: false });
  const { all } = it.store;
  await it.store.add(ANN, { key: 'b', command: post('b'), state: 'pending', at: '', asked: 0 });
  it.store.all = () => Promise.reject(new Error('busy'));
  await it.outbox.reload();
  it.store.all = all;
  await it.clock.pass(10_000);
  await settled();
  assert.deepEqual(it.states(), ['b pending']);
});

test('the next leader hears of what could not be kept', async () => {
  const store = new MemoryStore();
  const first = await line({ store, leads: false });
  store.add = () => Promise.reject(new Error('full'));
  await first.adds('a');
  const next = await line({ store, clock: first.clock });
  first.outbox.on('note', (note) => next.outbox.hear(structuredClone(note)));
  await first.outbox.reload();
  assert.deepEqual(next.sent, ['a']);
});

test('a store that was closed while it was read is not asked again', async () => {
  const store = new MemoryStore();
  const it = await line({ store });
  let reads = 0;
  store.all = () => Promise.reject(new Error(`closed ${++reads}`));
  const reading = it.outbox.reload();
  it.outbox.follow();
  await reading;
  await it.clock.pass(60_000);
  assert.equal(reads, 1);
});

test('what one user left unsent is not taken up for another who came meanwhile', async () => {
  const store = new MemoryStore();
  await store.add(ANN, { key: 'a', command: post('a'), state: 'pending', at: '', asked: 0 });
  const it = await line({ owner: 'here u2', leads: false });
  const { all } = store;
  let answer;
  store.all = (owner) => new Promise((resolve) => (answer = () => resolve(all.call(store, owner))));
  const first = it.outbox.open(ANN, store);
  await settled();
  await it.outbox.open('here u2', new MemoryStore());
  await it.outbox.lead();
  answer();
  await first;
  it.outbox.flush();
  assert.deepEqual([it.states(), it.sent], [[], []]);
});

test('what another leader says that it sent, since two lead for a moment, is sent in its turn all the same', async () => {
  const it = await line();
  await it.adds('a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i');
  it.outbox.hear({ kind: 'changed', key: 'i', changed: { state: 'sent' } });
  await it.adds('j');
  for (const key of ['a', 'b', 'c']) it.waiting.get(key).resolve({ id: 7 });
  await settled();
  assert.deepEqual(it.sent.slice(8), ['i', 'j']);
});

test('a read mark that was refused for now is not given up for a newer one, as others wait behind it', async () => {
  const [first, second] = await tabs();
  const read = (key, id) => ({ type: 'read', key, room: 'r1', id });
  first.outbox.add(read('a', 1)).catch(() => {});
  await settled();
  first.waiting.get('a').reject(new Problem({ code: 'rate-limited', retry: 1000 }));
  await settled();
  for (const [tab, key, id] of [[first, 'b', 2], [second, 'c', 3], [first, 'd', 4]]) {
    tab.outbox.add(read(key, id)).catch(() => {});
    await settled();
  }
  await first.clock.pass(1000);
  assert.deepEqual(first.sent, ['a', 'a', 'd']);
});

/** A tab whose command another one sent: it is out of the store, and what was said of it is still to be heard. */
async function unheard() {
  const first = await line();
  const second = await line({ ...first, leads: false });
  const said = [];
  second.outbox.on('note', (note) => first.outbox.hear(structuredClone(note)));
  first.outbox.on('note', (note) => said.push(structuredClone(note)));
  const [answer] = await second.adds('a');
  first.waiting.get('a').resolve({ id: 7 });
  await settled();
  await second.outbox.reload();
  return { first, second, answer, said };
}

test('an answer that is heard after the store was read again reaches who waits for it', async () => {
  const { second, answer, said } = await unheard();
  said.forEach((note) => second.outbox.hear(note));
  assert.deepEqual(await answer, { id: 7 });
  assert.deepEqual(second.states(), []);
});

test('who missed an answer and leads asks for it again, under the same key', async () => {
  const { second, answer } = await unheard();
  await second.outbox.lead();
  assert.deepEqual(second.sent, ['a']);
  second.waiting.get('a').resolve({ id: 7 });
  assert.deepEqual(await answer, { id: 7 });
});

test('who missed an answer and follows has it asked for again by who leads', async () => {
  const { first, second, answer, said } = await unheard();
  first.outbox.on('note', (note) => second.outbox.hear(structuredClone(note)));
  await second.clock.pass(5000);
  assert.deepEqual([first.sent, second.sent], [['a', 'a'], []]);
  first.waiting.get('a').resolve({ id: 7 });
  assert.deepEqual(await answer, { id: 7 });
  said.forEach((note) => second.outbox.hear(note));
  assert.deepEqual([first.states(), second.states()], [[], []]);
});

test('what a tab has not heard to be discarded is not sent for it', async () => {
  const first = await line();
  first.ready = false;
  const second = await line({ ...first, leads: false });
  const third = await line({ ...first, leads: false });
  second.outbox.on('note', (note) => first.outbox.hear(structuredClone(note)));
  const [answer] = await second.adds('a');
  await third.outbox.reload();
  third.outbox.on('note', (note) => first.outbox.hear(structuredClone(note)));
  third.outbox.discard('a');
  await settled();
  first.outbox.on('note', (note) => second.outbox.hear(structuredClone(note)));
  first.ready = true;
  await second.outbox.reload();
  await second.clock.pass(5000);
  await assert.rejects(answer, { code: 'discarded' });
  assert.deepEqual([first.sent, first.states(), second.states()], [[], [], []]);
});
