import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as model from '../../main/webapp/client/model.js';
import { Rooms } from '../../main/webapp/client/rooms.js';
import { settled } from './fake-clock.js';

const ROOM = { id: 'r1', name: 'general', kind: 'public', history: 'all', members: 2, since: 2, read: 0, unread: 0, mentions: 0, head: 500 };
const STATE = { cursor: 'e-500', me: { id: 'u1', name: 'ann' }, mine: { version: 1, read: {} }, rooms: [ROOM], users: [] };
const messages = (from, to) => Array.from({ length: to - from + 1 }, (_, i) => ({ id: from + i, from: 'u2', at: '', text: 't' }));
const page = (from, to) => ({ messages: messages(from, to), before: from > 1, users: [] });

/** A room's messages, whose pages come when the test says so. */
function stage() {
  const asked = [];
  const it = { asked, model: model.fromState(STATE) };
  const api = { messages: (room, { before }) => new Promise((resolve, reject) => asked.push({ before, resolve, reject })) };
  it.rooms = new Rooms(api, () => it.model, (next) => (it.model = next));
  it.ids = () => it.model.timelines.r1?.messages.map(({ id }) => id);
  it.whole = () => it.ids().every((id, i, ids) => i === 0 || id === ids[i - 1] + 1);
  it.answers = async (answer) => {
    asked.shift().resolve(answer);
    await settled();
  };
  return it;
}

test('pages are put together without a hole', async () => {
  const it = stage();
  it.rooms.open('r1');
  await it.answers(page(451, 500));
  it.rooms.older('r1');
  assert.equal(it.asked[0].before, 451);
  await it.answers(page(401, 450));
  assert.deepEqual([it.ids()[0], it.ids().at(-1), it.whole()], [401, 500, true]);
});

test('older messages that come when the room was left, and only the newest are kept, leave no hole', async () => {
  const it = stage();
  it.rooms.open('r1');
  await it.answers(page(201, 500));
  it.rooms.older('r1');
  it.model = model.withTrimmed(it.model, 'r1');
  assert.equal(it.ids()[0], 301);
  await it.answers(page(151, 200));
  assert.deepEqual([it.ids()[0], it.whole()], [301, true]);
  it.rooms.older('r1');
  assert.equal(it.asked[0].before, 301, 'they can be asked for again');
});

/** The room is open, what is asked for has not come, and a fresh state has: the room is opened anew. */
async function renewed(before) {
  const it = stage();
  const opening = it.rooms.open('r1');
  if (before) {
    await it.answers(page(451, 500));
    it.rooms.older('r1');
  }
  it.model = model.refreshed(it.model, { ...STATE, cursor: 'e-900', rooms: [{ ...ROOM, head: 900 }] }, 'expired');
  it.rooms.open('r1');
  return { it, opening };
}

test('what was asked for before a fresh state does not stand for the room as it is now', async () => {
  for (const older of [false, true]) {
    const { it } = await renewed(older);
    await it.answers(older ? page(401, 450) : page(451, 500));
    await it.answers(page(851, 900));
    assert.deepEqual([it.ids()[0], it.ids().at(-1), it.whole()], [851, 900, true]);
  }
});

test('what was asked for before a fresh state, and fails, closes nothing', async () => {
  const { it, opening } = await renewed(false);
  it.asked.shift().reject(new Error('offline'));
  await opening;
  await it.answers(page(851, 900));
  assert.equal(it.ids().length, 50);
});
