import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Parley } from '../../main/webapp/client/parley.js';
import { FakeClock, settled } from './fake-clock.js';
import { FakeServer, fakeSockets } from './fake-server.js';

const ROOM = { id: 'r1', name: 'general', kind: 'public', history: 'all', members: 2, since: 2, read: 5, unread: 0, mentions: 0, head: 5 };
const STATE = { cursor: 'e-5', me: { id: 'u1', name: 'ann' }, mine: { version: 1, read: {} }, rooms: [ROOM], users: [] };
const SESSION = { user: 'u1', name: 'ann', admin: false, installation: 'i' };
const INSTALLATION = { setup: false, allowed: false, version: '1', limits: {}, session: SESSION };
const HELLO = { type: 'hello', cursor: 'e-5', user: 'u1', heartbeat: 20 };
const message = (id, text = 't') => ({ id, type: 'message', at: '2026-11-22T10:00:00.000Z', room: 'r1', from: 'u2', text });
const batch = (cursor, ...events) => ({ type: 'batch', cursor, events, more: false });

/** ann's client with an open socket. */
async function ann(options = {}) {
  const server = new FakeServer();
  const sockets = fakeSockets();
  const clock = new FakeClock();
  const surroundings = { fetch: server.fetch, WebSocket: sockets.FakeWebSocket, clock, transports: ['upgrade'] };
  const parley = new Parley('http://chat.example/', { ...surroundings, ...options });
  const heard = [];
  for (const type of ['message', 'signed-out']) parley.on(type, (detail) => heard.push(`${type} ${detail?.id ?? ''}`.trim()));
  const started = parley.start(SESSION);
  const asked = await server.next();
  await asked.answer(STATE);
  await started;
  const it = { parley, server, clock, heard, asked, socket: () => sockets.made.at(-1) };
  it.opens = async (hello = HELLO) => {
    it.socket().open();
    await it.socket().says(hello);
  };
  await it.opens(options.hello);
  return it;
}

test('it reads from where its state is, as the one it takes itself for', async () => {
  const { parley, asked, socket } = await ann();
  assert.equal(asked.url.search, '?as=u1');
  assert.deepEqual([socket().url.searchParams.get('after'), socket().url.searchParams.get('as')], ['e-5', 'u1']);
  assert.equal(parley.status().transport, 'upgrade');
  parley.stop();
});

test('an event that comes twice is told once', async () => {
  const { parley, heard, socket } = await ann();
  await socket().says(batch('e-6', message(6)));
  await socket().says(batch('e-7', message(6), message(7)));
  assert.deepEqual(heard, ['message 6', 'message 7']);
  assert.equal(parley.state().rooms.r1.unread, 2);
  parley.stop();
});

test('a line that turns out to be another user’s is left at once, and nothing of it is taken', async () => {
  const { parley, heard, socket } = await ann({ hello: { ...HELLO, user: 'u2' } });
  await socket().says(batch('e-6', message(6)));
  assert.deepEqual(heard, ['signed-out']);
  assert.equal(parley.state().last, 5);
});

test('a session that ends keeps what was not acked, and says so once', async () => {
  const { parley, heard, socket } = await ann();
  parley.send({ type: 'post', room: 'r1', text: 'hello' }).catch(() => {});
  await settled();
  socket().ends(4401);
  await settled();
  assert.deepEqual(heard, ['signed-out']);
  assert.deepEqual(parley.outbox.entries.map(({ state }) => state), ['pending']);
});

test('a cursor that is gone leads to a fresh state that says what is missing', async () => {
  const { parley, server, clock, socket, opens } = await ann();
  await socket().says({ type: 'error', code: 'cursor-gone', cause: 'expired' });
  socket().ends(4410);
  await clock.pass(0);
  await (await server.next()).answer({ ...STATE, cursor: 'e-900', rooms: [{ ...ROOM, head: 880 }] });
  assert.deepEqual(parley.state().missed, { cause: 'expired', after: 5 });
  assert.equal(socket().url.searchParams.get('after'), 'e-900');
  await opens();
  await socket().says(batch('e-901', message(901)));
  assert.equal(parley.state().rooms.r1.head, 901);
  parley.stop();
});

test('one that is gone again at once is not asked for without a pause', async () => {
  const { parley, server, clock, socket } = await ann();
  for (let i = 0; i < 2; i++) {
    socket().ends(4410);
    await clock.pass(0);
    const asked = await server.next();
    if (i > 0) return assert.equal(asked, undefined);
    await asked.answer(STATE);
    socket().open();
  }
  parley.stop();
});

test('what was under way when the line was cut goes out again under its key', async () => {
  const { parley, clock, socket, opens } = await ann();
  const answer = parley.send({ type: 'post', room: 'r1', text: 'hello' });
  await settled();
  const [{ key }] = socket().sent;
  socket().ends(1006);
  await clock.pass(1000);
  await opens();
  await settled();
  assert.deepEqual(socket().sent.map((command) => command.key), [key]);
  await socket().says({ type: 'ack', key, id: 6 });
  assert.equal((await answer).id, 6);
  parley.stop();
});

test('a computer that slept for long has a new line within a second', async () => {
  const { parley, clock, socket, opens } = await ann();
  const before = socket();
  await clock.sleep(8 * 3_600_000);
  await clock.pass(1000);
  assert.ok(socket() !== before);
  await opens();
  assert.equal(parley.status().phase, 'open');
  parley.stop();
});

test('a computer that slept for a little proves its line, and keeps it until then', async () => {
  const { parley, clock, socket, opens } = await ann();
  const before = socket();
  await clock.sleep(30_000);
  assert.ok(socket() !== before);
  assert.equal(before.readyState, 1);
  await opens();
  assert.equal(before.readyState, 3);
  assert.equal(parley.status().phase, 'open');
  parley.stop();
});

test('who stops is forgotten: another user of the same client sees nothing of his', async () => {
  const { parley, server } = await ann();
  parley.send({ type: 'post', room: 'r1', text: 'mine' }).catch(() => {});
  await settled();
  const started = parley.start({ user: 'u2', name: 'bob', admin: false, installation: 'i' });
  await (await server.next()).answer({ ...STATE, me: { id: 'u2', name: 'bob' } });
  await started;
  assert.deepEqual(parley.outbox.entries, []);
  parley.stop();
});

test('a name that no transport has is refused', () => {
  assert.throws(() => new Parley('http://chat.example/', { transports: ['pigeon'] }), RangeError);
});

test('what a listener throws keeps nothing from the others, nor from the next', async () => {
  const { parley, heard, socket } = await ann();
  const faults = [];
  globalThis.reportError = (fault) => faults.push(fault.message);
  parley.on('message', ({ id }) => {
    throw new Error(`at ${id}`);
  });
  const late = [];
  parley.on('message', ({ id }) => late.push(id));
  await socket().says(batch('e-7', message(6), message(7)));
  delete globalThis.reportError;
  assert.deepEqual([heard, late, faults], [['message 6', 'message 7'], [6, 7], ['at 6', 'at 7']]);
  assert.equal(parley.status().phase, 'open');
  parley.stop();
});

test('nobody is signed in without a refusal', async () => {
  const server = new FakeServer();
  const parley = new Parley('http://chat.example/', { fetch: server.fetch, clock: new FakeClock() });
  const refused = assert.rejects(parley.start(), { code: 'not-signed-in' });
  const asked = await server.next();
  assert.equal(asked.url.pathname, '/api/installation');
  await asked.answer({ ...INSTALLATION, session: undefined });
  await refused;
});

test('what gets no ack is not for the outbox', async () => {
  const { parley } = await ann();
  await assert.rejects(parley.send({ type: 'typing', room: 'r1' }), { code: 'malformed', field: 'type' });
  assert.deepEqual(parley.outbox.entries, []);
  parley.stop();
});

for (const [what, more] of [['stopped', (parley) => parley.stop()], ['started once more', (parley) => parley.start(SESSION)]]) {
  test(`who is ${what} while it starts has one line at most`, async () => {
    for (let requests = 0; requests < 3; requests++) {
      const server = new FakeServer();
      const sockets = fakeSockets();
      const parley = new Parley('http://chat.example/', { fetch: server.fetch, WebSocket: sockets.FakeWebSocket, clock: new FakeClock(), transports: ['upgrade'] });
      const began = parley.start(requests > 0 ? undefined : SESSION);
      if (requests > 1) await (await server.next()).answer(INSTALLATION);
      const again = more(parley);
      for (let asked = await server.next(); asked; asked = await server.next()) await asked.answer(asked.url.pathname === '/api/installation' ? INSTALLATION : STATE);
      await Promise.all([began, again]);
      const open = sockets.made.filter(({ readyState }) => readyState < 3).length;
      assert.equal(open, again ? 1 : 0);
      parley.stop();
    }
  });
}

test('a refusal by something between ends no session', async () => {
  const { parley, heard, server } = await ann();
  const opened = assert.rejects(parley.open('r1'), { code: 'refused', foreign: true });
  const asked = await server.next();
  await asked.answer('<html>sign in to the network</html>', { status: 401, type: 'text/html' });
  await opened;
  assert.deepEqual(heard, []);
  parley.stop();
});
