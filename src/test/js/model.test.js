import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as model from '../../main/webapp/client/model.js';

const AT = '2026-11-22T10:00:00.000Z';
const ROOM = { id: 'r7', name: '研发', kind: 'public', history: 'all', members: 2, since: 17, read: 40, unread: 0, mentions: 0, head: 40 };
const STATE = {
  cursor: 'e-42',
  me: { id: 'u1', name: 'ann', admin: true },
  mine: { version: 3, read: { r7: 40 } },
  rooms: [ROOM],
  users: [{ id: 'u1', name: 'ann', admin: true }],
};
const start = () => model.fromState(STATE);
const after = (...events) => model.applyBatch(start(), { cursor: 'e-99', events });
const message = (id, from, extra = {}) => ({ id, type: 'message', at: AT, room: 'r7', from, text: `text ${id}`, ...extra });

/** Each kind of event, and the state that a reload would give after it. */
const KINDS = {
  message: {
    event: message(43, 'u2', { mentions: ['u1'] }),
    rooms: [{ ...ROOM, unread: 1, mentions: 1, head: 43 }],
  },
  join: {
    event: {
      id: 43, type: 'join', at: AT, from: 'u1', room: 'r8', user: 'u1', name: 'ann', members: 4,
      as: { name: 'ops', kind: 'public', history: 'all' },
    },
    rooms: [
      ROOM,
      { id: 'r8', name: 'ops', kind: 'public', history: 'all', members: 4, since: 43, read: 0, unread: 0, mentions: 0, head: 43 },
    ],
  },
  leave: {
    event: { id: 43, type: 'leave', at: AT, from: 'u1', room: 'r7', user: 'u1', members: 1 },
    rooms: [],
  },
  room: {
    event: { id: 43, type: 'room', at: AT, from: 'u2', room: 'r7', name: 'R&D', kind: 'public', history: 'all' },
    rooms: [{ ...ROOM, name: 'R&D' }],
  },
  user: {
    event: { id: 43, type: 'user', at: AT, from: 'u1', user: 'u1', name: 'anna', admin: true },
    rooms: [ROOM],
    me: { id: 'u1', name: 'anna', admin: true },
  },
};

test('every kind of event has its proof', () => {
  assert.deepEqual(Object.keys(KINDS).sort(), [...model.KINDS].sort());
});

for (const [kind, { event, rooms, me }] of Object.entries(KINDS)) {
  test(`applying ${kind} equals reloading`, () => {
    const applied = after(event);
    const reloaded = model.fromState({ ...STATE, rooms, me: me ?? STATE.me });
    assert.deepEqual(applied.rooms, reloaded.rooms);
    assert.deepEqual(applied.me, reloaded.me);
    assert.equal(applied.cursor, 'e-99');
  });
}

/** Each kind of personal state, told after three messages of others that name one, and the state that a reload would give. */
const SAID = [43, 44, 45].map((id) => message(id, 'u2', { mentions: ['u1'] }));
const PERSONAL = {
  read: {
    mine: { version: 4, read: { r7: 45 } },
    rooms: [{ ...ROOM, read: 45, unread: 0, mentions: 0, head: 45 }],
    reloaded: { version: 4, read: { r7: 45 } },
  },
  counts: {
    mine: { version: 4, read: { r7: 43 }, counts: { r7: { unread: 1, mentions: 1, at: 44 } } },
    rooms: [{ ...ROOM, read: 43, unread: 2, mentions: 2, head: 45 }],
    reloaded: { version: 4, read: { r7: 43 } },
  },
};

test('every kind of personal state has its proof', () => {
  assert.deepEqual(Object.keys(PERSONAL).sort(), [...model.PERSONAL].sort());
  for (const [kind, { mine }] of Object.entries(PERSONAL)) assert.ok(kind in mine, kind);
});

for (const [kind, { mine, rooms, reloaded }] of Object.entries(PERSONAL)) {
  test(`applying ${kind} of one’s own equals reloading`, () => {
    const applied = model.applyMine(after(...SAID), mine);
    const fresh = model.fromState({ ...STATE, rooms, mine: reloaded });
    assert.deepEqual(applied.rooms, fresh.rooms);
    assert.deepEqual(applied.mine, fresh.mine);
    assert.deepEqual(model.applyMine(applied, mine), applied);
  });
}

test('what others do in a room changes its number of members alone', () => {
  const join = { id: 43, type: 'join', at: AT, from: 'u3', room: 'r7', user: 'u3', name: 'bob', members: 3, as: {} };
  const leave = { id: 44, type: 'leave', at: AT, from: 'u3', room: 'r7', user: 'u3', members: 2 };
  assert.deepEqual(after(join).rooms.r7, { ...ROOM, members: 3 });
  assert.deepEqual(after(join, leave).rooms.r7, ROOM);
  assert.equal(after(join).users.u3.name, 'bob');
});

test('who joins stays what he is', () => {
  const join = { id: 43, type: 'join', at: AT, from: 'u1', room: 'r8', user: 'u1', name: 'ann', members: 1, as: {} };
  assert.equal(after(join).users.u1.admin, true);
});

test('one’s own message is not unread', () => {
  assert.equal(after(message(43, 'u1')).rooms.r7.unread, 0);
});

test('a repeated event changes nothing', () => {
  assert.deepEqual(after(message(43, 'u2'), message(43, 'u2')), after(message(43, 'u2')));
});

test('unknown types and rooms are passed over', () => {
  const applied = after({ id: 43, type: 'sparkle', room: 'r7' }, { ...message(44, 'u2'), room: 'r99' });
  assert.deepEqual(applied.rooms, start().rooms);
  assert.equal(applied.last, 44);
});

test('a read mark takes away what it covers', () => {
  const opened = model.withHistory(model.withOpened(start(), 'r7'), 'r7', { messages: [], before: false });
  const three = [43, 44, 45].reduce((m, id) => model.applyEvent(m, message(id, 'u2')), opened);
  assert.equal(three.rooms.r7.unread, 3);
  const partly = model.applyMine(three, { version: 4, read: { r7: 44 } });
  assert.equal(partly.rooms.r7.unread, 1);
  assert.equal(model.applyMine(partly, { version: 5, read: { r7: 45 } }).rooms.r7.unread, 0);
});

test('the server counts what is not loaded, and what comes later adds up', () => {
  const five = [43, 44, 45, 46, 47].reduce((m, id) => model.applyEvent(m, message(id, 'u2', { mentions: ['u1'] })), start());
  const mine = (at) => ({ version: 4, read: { r7: 44 }, counts: { r7: { unread: 45 - 44, mentions: 1, at } } });
  const counts = ({ rooms }) => [rooms.r7.read, rooms.r7.unread, rooms.r7.mentions];
  assert.deepEqual(counts(model.applyMine(five, mine(45))), [44, 3, 3]);
  const early = [43, 44].reduce((m, id) => model.applyEvent(m, message(id, 'u2')), start());
  const told = model.applyMine(early, { version: 4, read: { r7: 43 }, counts: { r7: { unread: 2, mentions: 0, at: 45 } } });
  assert.deepEqual(counts(told), [43, 2, 0]);
  assert.deepEqual(counts(model.applyEvent(told, message(45, 'u2'))), [43, 2, 0]);
  assert.deepEqual(counts(model.applyEvent(told, message(46, 'u2', { mentions: ['u1'] }))), [43, 3, 1]);
});

test('counts from before one joined again are passed over, and there is a largest', () => {
  const joined = model.applyEvent(start(), { ...KINDS.join.event, id: 50, room: 'r7' });
  const late = { version: 4, read: { r7: 44 }, counts: { r7: { unread: 9, mentions: 9, at: 49 } } };
  assert.equal(model.applyMine(joined, late).rooms.r7.unread, 0);
  const many = { version: 4, read: { r7: 1 }, counts: { r7: { unread: 1000, mentions: 0, at: 42 } } };
  assert.equal(model.applyEvent(model.applyMine(start(), many), message(43, 'u2')).rooms.r7.unread, 1000);
});

test('older personal state does not come back', () => {
  assert.equal(model.applyMine(start(), { version: 3, read: { r7: 1 } }).rooms.r7.read, 40);
});

test('an ack and its event make one message, whichever comes first', () => {
  const opened = model.withHistory(model.withOpened(start(), 'r7'), 'r7', { messages: [], before: false });
  const post = { type: 'post', room: 'r7', key: 'k', text: 'text 43' };
  const event = message(43, 'u1', { key: 'k' });
  const ackFirst = model.applyEvent(model.confirmed(opened, post, 43, AT), event);
  const eventFirst = model.confirmed(model.applyEvent(opened, event), post, 43, '2031-01-01T00:00:00.000Z');
  for (const one of [ackFirst, eventFirst]) {
    assert.deepEqual(one.timelines.r7.messages.map(({ id, at, text }) => [id, at, text]), [[43, AT, 'text 43']]);
  }
});

test('messages that come while a room is opened stand once, in order', () => {
  const opened = model.applyEvent(model.withOpened(start(), 'r7'), message(43, 'u2'));
  const page = { messages: [message(41, 'u2'), message(43, 'u2')], before: true, users: [{ id: 'u2', name: 'bob' }] };
  const loaded = model.withHistory(opened, 'r7', page);
  assert.deepEqual(loaded.timelines.r7.messages.map(({ id }) => id), [41, 43]);
  assert.equal(loaded.users.u2.name, 'bob');
});

test('who posts no longer types', () => {
  const typing = model.applyNow(start(), { v: 1, typing: { r7: ['u2', 'u3'] } });
  assert.deepEqual(model.applyEvent(typing, message(43, 'u2')).now.typing.r7, ['u3']);
});

test('presence replaces the lists that changed and keeps the others', () => {
  const first = model.applyNow(start(), { v: 1, online: { r7: ['u1'], r8: 300 } });
  const second = model.applyNow(first, { v: 2, online: { r7: ['u1', 'u2'] } });
  assert.deepEqual(second.now.online, { r7: ['u1', 'u2'], r8: 300 });
});

test('a fresh state marks what was missed', () => {
  const fresh = model.refreshed(after(message(43, 'u2')), { ...STATE, cursor: 'e-900' }, 'expired');
  assert.deepEqual(fresh.missed, { cause: 'expired', after: 43 });
  assert.deepEqual(fresh.timelines, {});
});

test('the model of a tab that is behind changes only who is there and what is read', () => {
  const ahead = after(message(43, 'u2'), message(44, 'u2'));
  const theirs = model.shareable(model.applyNow({ ...after(message(43, 'u2')), mine: { version: 4, read: { r7: 43 } } }, { v: 7, online: { r7: ['u2'] } }));
  const caughtUp = model.caughtUp(ahead, theirs, []);
  assert.deepEqual([caughtUp.last, caughtUp.cursor, caughtUp.rooms.r7.head], [44, 'e-99', 44]);
  assert.deepEqual([caughtUp.now, caughtUp.mine], [theirs.now, theirs.mine]);
  assert.equal(model.applyBatch(caughtUp, { cursor: 'e-44', events: [message(44, 'u2')] }).rooms.r7, caughtUp.rooms.r7);
});
