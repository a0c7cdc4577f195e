import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import * as model from '../../main/webapp/client/model.js';
import { Http } from '../../main/webapp/client/http.js';
import { actor, deviceOf, until, URL_OF_SERVER } from './actors.js';

const TRANSPORT = process.env.PARLEY_TRANSPORT ?? 'long-polling';
const WITHIN = { timeout: 60_000 };

const ann = await actor(TRANSPORT);
const bob = await actor(TRANSPORT);
const me = ann.parley.state().me.id;
const clients = [ann.parley, bob.parley];
after(() => clients.forEach((client) => client.stop()));

/** What ann and others do, and how ann's client shows that it has heard of it. Each kind of event is among them. */
const KINDS = {
  async room() {
    const name = `room ${process.pid}`;
    const { room } = await bob.parley.send({ type: 'create-room', name });
    await ann.parley.send({ type: 'join', room });
    return [({ rooms }) => rooms[room]?.name === name, room];
  },
  async join([, room]) {
    const carol = await actor('polling');
    clients.push(carol.parley);
    await carol.parley.send({ type: 'join', room });
    return [({ rooms }) => rooms[room].members === 3, room, carol];
  },
  async message([, room]) {
    await ann.parley.open(room);
    await ann.parley.send({ type: 'post', room, text: 'one’s own' });
    await bob.parley.send({ type: 'post', room, text: 'another’s 你好' });
    const { id } = await bob.parley.send({ type: 'post', room, text: `@${ann.parley.state().me.name} look` });
    return [({ rooms }) => rooms[room].head === id, room];
  },
  async leave([, room], [, , carol]) {
    await carol.parley.send({ type: 'leave', room });
    await ann.parley.send({ type: 'leave', room: 'r1' });
    return [({ rooms }) => rooms[room].members === 2 && !rooms.r1, room];
  },
  async user() {
    const { room } = await ann.parley.send({ type: 'create-room', name: `another ${process.pid}` });
    const dave = await actor('polling');
    clients.push(dave.parley);
    const { id } = dave.parley.state().me;
    await dave.parley.send({ type: 'join', room });
    return [({ users }) => users[id]?.name === dave.parley.state().me.name, room];
  },
};

/** The same for each kind of personal state, as another device of ann’s changes it: a part is read, then all. */
const PERSONAL = {
  async counts(room, device) {
    await until(device.parley, ({ rooms }) => rooms[room].unread === 2);
    await device.parley.open(room);
    const { id } = device.parley.state().timelines[room].messages.at(-2);
    device.parley.read(room, id);
    return ({ rooms }) => rooms[room].read === id && rooms[room].unread === 1;
  },
  async read(room, device) {
    const { head } = device.parley.state().rooms[room];
    device.parley.read(room, head);
    return ({ rooms }) => rooms[room].read === head;
  },
};

/** What a reload gives, beside what the client has made of the events. */
async function equalsReload() {
  const live = ann.parley.state();
  const state = await ann.parley.api.state(live.cursor);
  const reloaded = model.fromState(state);
  assert.deepEqual(Object.keys(state).sort(), ['cursor', 'me', 'mine', 'rooms', 'users']); // of these alone the model makes itself
  assert.deepEqual(reloaded.mine, state.mine);
  assert.deepEqual(live.rooms, reloaded.rooms);
  assert.deepEqual(live.me, reloaded.me);
  assert.deepEqual(live.mine, reloaded.mine);
  for (const user of Object.values(reloaded.users)) assert.deepEqual(live.users[user.id] ?? user, user);
  for (const [room, { messages, loaded }] of Object.entries(live.timelines)) {
    assert.equal(loaded, true);
    const history = await ann.parley.api.messages(room, { limit: 50 });
    assert.deepEqual(messages.map(shown), history.messages.map(shown));
  }
}

const shown = ({ id, from, at, text, mentions = [] }) => ({ id, from, at, text, mentions });

test('each kind of event applied equals a reload', WITHIN, async (t) => {
  const done = {};
  for (const [kind, act] of Object.entries(KINDS)) {
    await t.test(kind, async () => {
      done[kind] = await act(done.room, done.join);
      await until(ann.parley, done[kind][0]);
      await equalsReload();
    });
  }
  assert.equal(ann.parley.state().me.id, me);
  const [, room] = done.room;
  const device = await deviceOf(ann, 'polling');
  clients.push(device.parley);
  for (const [kind, act] of Object.entries(PERSONAL)) {
    await t.test(`${kind} of one’s own`, async () => {
      await until(ann.parley, await act(room, device));
      await equalsReload();
    });
  }
});

test('no kind is without its proof', async () => {
  assert.deepEqual(Object.keys(KINDS).sort(), [...model.KINDS].sort());
  assert.deepEqual(Object.keys(PERSONAL).sort(), [...model.PERSONAL].sort());
  const { mine } = await new Http(URL_OF_SERVER, ann.options).json('GET', 'transport/polling', { query: { mine: 0 } });
  const { type, version, ...personal } = mine;
  assert.deepEqual(Object.keys(personal).sort(), [...model.PERSONAL].sort());
});
