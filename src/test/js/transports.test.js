import assert from 'node:assert/strict';
import { test } from 'node:test';
import { TRANSPORTS } from '../../main/webapp/client/parley.js';
import { settled } from './fake-clock.js';
import { surroundings } from './fake-server.js';

const HELLO = { type: 'hello', cursor: 'c1', user: 'u1', heartbeat: 20 };
const batch = (cursor, more = {}) => ({ type: 'batch', cursor, events: [], more: false, ...more });
const post = (key) => ({ type: 'post', key, room: 'r1', text: key });

async function socket(options) {
  const it = surroundings(TRANSPORTS.upgrade, options);
  it.transport.connect('c0');
  await settled();
  [it.ws] = it.sockets.made;
  return it;
}

async function greeted() {
  const it = await socket();
  it.ws.open();
  await it.ws.says(HELLO);
  return it;
}

test('a socket says who it is and from where it reads', async () => {
  const { ws, heard } = await socket();
  assert.equal(ws.url.href, 'ws://chat.example/parley/transport/upgrade?after=c0&client=c&mine=3');
  ws.open();
  await ws.says(HELLO);
  await ws.says(batch('c2', { events: [{ id: 1 }] }));
  assert.deepEqual(heard, ['opened', 'hello', 'batch']);
});

test('a socket is closed: what was sent is lost, and why is told', async () => {
  const { ws, transport, heard } = await greeted();
  const answer = transport.send(post('a'));
  ws.ends(1001, '5000');
  await assert.rejects(answer, { code: 'lost' });
  ws.ends(1006);
  assert.deepEqual(heard.slice(2), ['leaving 5000']);
});

for (const [code, reason] of [[1002, 'fault'], [1011, 'unavailable'], [4401, 'signed-out'], [4408, 'slow'], [4410, 'gone'], [4429, 'busy'], [1006, 'cut 7']]) {
  test(`close code ${code} means ${reason}`, async () => {
    const { ws, clock, heard } = await greeted();
    await clock.pass(7000);
    ws.ends(code);
    assert.equal(heard.at(-1), reason);
  });
}

test('who leaves without saying for how long is something between', async () => {
  const { ws, heard } = await greeted();
  ws.ends(1001, 'Going away');
  assert.equal(heard.at(-1), 'cut 0');
});

test('a command that is too long for a socket is refused, and what went with it is lost', async () => {
  const { ws, transport } = await greeted();
  const answers = [post('a'), { ...post('b'), text: 'x'.repeat(70_000) }, post('c')].map((command) => transport.send(command));
  ws.ends(1009);
  await assert.rejects(answers[1], { code: 'too-long', field: 'command' });
  await assert.rejects(answers[0], { code: 'lost' });
  await assert.rejects(answers[2], { code: 'lost' });
});

test('a socket that was never greeted was refused', async () => {
  const { ws, heard } = await socket();
  ws.ends(1006);
  assert.deepEqual(heard, ['refused']);
});

test('the error before the end says why a cursor is gone', async () => {
  const { ws, heard } = await greeted();
  await ws.says({ type: 'error', code: 'cursor-gone', cause: 'epoch' });
  ws.ends(4410);
  assert.equal(heard.at(-1), 'gone epoch');
});

test('two silent heartbeats mean a dead line; a heartbeat is answered', async () => {
  const { ws, clock, heard } = await greeted();
  await clock.pass(30_000);
  await ws.says(batch('c1'));
  assert.deepEqual(ws.sent, [{ type: 'alive' }]);
  await clock.pass(39_999);
  assert.equal(heard.at(-1), 'batch');
  await clock.pass(1);
  assert.equal(heard.at(-1), 'silent');
});

test('acks and errors find their commands', async () => {
  const { ws, transport } = await greeted();
  const [one, two] = [transport.send(post('a')), transport.send(post('b'))];
  const refused = assert.rejects(two, { code: 'not-a-member', message: 'no' });
  await ws.says({ type: 'error', key: 'b', code: 'not-a-member', message: 'no' });
  await ws.says({ type: 'ack', key: 'a', id: 7 });
  assert.equal((await one).id, 7);
  await refused;
});

test('where a token speaks, a socket takes a ticket first', async () => {
  const it = await socket({ token: 'secret' });
  const { method, url, headers, answer } = await it.server.next();
  assert.deepEqual([method, url.pathname, headers.Authorization], ['POST', '/parley/api/tickets', 'Bearer secret']);
  await answer({ ticket: 'once', expires: 30 }, { status: 201 });
  assert.equal(it.sockets.made[0].url.searchParams.get('ticket'), 'once');
});

test('a ticket that is refused ends the session; one that comes too late opens nothing', async () => {
  const ended = await socket({ token: 'secret' });
  await (await ended.server.next()).answer({ code: 'not-signed-in' }, { status: 401 });
  assert.deepEqual(ended.heard, ['signed-out 401']);
  const late = await socket({ token: 'secret' });
  const asked = await late.server.next();
  late.transport.close();
  await asked.answer({ ticket: 'once' }, { status: 201 });
  assert.deepEqual([late.sockets.made, late.heard], [[], []]);
});

/** A stream whose text the test writes. */
async function stream() {
  const it = surroundings(TRANSPORTS.sse);
  it.transport.connect('c0');
  it.request = await it.server.next();
  const body = new ReadableStream({ start: (controller) => (it.controller = controller) });
  it.opens = () => it.request.answer(body, { type: 'text/event-stream;charset=utf-8' });
  it.writes = (message) => {
    it.controller.enqueue(new TextEncoder().encode(`data: ${JSON.stringify(message)}\n\n`));
    return settled();
  };
  return it;
}

test('a stream is read as it comes', async () => {
  const { opens, writes, heard, clock } = await stream();
  await opens();
  await writes(HELLO);
  await writes(batch('c2'));
  await writes({ type: 'mine', version: 4 });
  assert.deepEqual(heard, ['opened', 'hello', 'batch', 'mine']);
  await clock.pass(40_000);
  assert.equal(heard.at(-1), 'silent');
});

test('a stream that ends was cut; its bye says why it ends', async () => {
  const cut = await stream();
  await cut.opens();
  await cut.writes(HELLO);
  cut.controller.close();
  await settled();
  assert.equal(cut.heard.at(-1), 'cut 0');
  const gone = await stream();
  await gone.opens();
  await gone.writes({ type: 'error', code: 'cursor-gone', cause: 'expired' });
  await gone.writes({ type: 'bye', code: 4410 });
  assert.equal(gone.heard.at(-1), 'gone expired');
});

test('a stream shows its status, and who else answers', async () => {
  const proxy = await stream();
  await proxy.request.answer('<h1>Bad gateway</h1>', { status: 502, type: 'text/html' });
  assert.deepEqual(proxy.heard, ['foreign 502']);
  const portal = await stream();
  await portal.request.answer('<h1>Welcome to the network</h1>', { type: 'text/html' });
  assert.deepEqual(portal.heard, ['foreign 200']);
  const server = await stream();
  await server.request.answer({ code: 'rate-limited', retry: 3000 }, { status: 429 });
  assert.deepEqual(server.heard, ['busy 429 3000']);
});

function poll(name = 'long-polling') {
  const it = surroundings(TRANSPORTS[name]);
  it.transport.connect('c0');
  return it;
}

test('long polls follow each other with the cursor; the first one is short', async () => {
  const { server, heard } = poll();
  const first = await server.next();
  assert.equal(first.url.search, '?after=c0&client=c&wait=1&mine=3');
  await first.answer(batch('c1', { mine: { version: 4 }, now: { v: 1 } }));
  const second = await server.next();
  assert.equal(second.url.search, '?after=c1&client=c&wait=25&mine=3');
  assert.deepEqual(heard, ['hello', 'batch', 'mine', 'now']);
});

test('polls pause, unless there is more', async () => {
  const { server, clock } = poll('polling');
  await (await server.next()).answer(batch('c1', { more: true }));
  await (await server.next()).answer(batch('c2'));
  assert.equal(await server.next(), undefined);
  await clock.pass(2000);
  assert.equal((await server.next()).url.searchParams.get('after'), 'c2');
});

test('a signal belongs to one poll alone: what is told of its end would gather', async () => {
  const { server, clock, transport } = poll('polling');
  const first = await server.next();
  await first.answer({ type: 'batch', cursor: 'e-1', events: [] });
  await clock.pass(3000);
  const second = await server.next();
  assert.notEqual(first.init.signal, second.init.signal);
  await second.answer({ type: 'batch', cursor: 'e-1', events: [] });
  transport.close();
  await clock.pass(60_000);
  assert.equal(await server.next(), undefined);
});

test('a poll that is not answered is given up ten seconds after it should have been', async () => {
  const { server, clock, heard } = poll();
  await (await server.next()).answer(batch('c1'));
  await clock.pass(34_999);
  assert.deepEqual(heard, ['hello', 'batch']);
  await clock.pass(1);
  assert.equal(heard.at(-1), 'silent');
});

for (const portal of [{ ok: true }, [], { cursor: 'c1' }, { cursor: 7, events: [] }, '<html>']) {
  test(`what is no batch is not taken for one: ${JSON.stringify(portal)}`, async () => {
    const { server, heard } = poll();
    await (await server.next()).answer(portal);
    assert.deepEqual(heard, ['foreign 200']);
  });
}

/** An answer that comes in pieces. */
function piecewise() {
  let pieces;
  const stream = new ReadableStream({ start: (controller) => (pieces = controller) });
  const encoder = new TextEncoder();
  const says = async (text) => {
    pieces.enqueue(encoder.encode(text));
    await settled();
  };
  return { stream, says, ends: async () => (pieces.close(), await settled()) };
}

test('a long answer over a thin line greets by its beginning, and is waited for as long as it goes on', async () => {
  const { server, clock, heard } = poll();
  const { stream, says, ends } = piecewise();
  await (await server.next()).answer(stream);
  await says('{"type":"batch","cursor":"c9","ev');
  assert.deepEqual(heard, ['hello']);
  for (const piece of ['ents":', '[{"id":', '9}],', '"more":false']) {
    await clock.pass(9000);
    await says(piece);
  }
  await says('}');
  await ends();
  assert.deepEqual(heard, ['hello', 'batch']);
});

test('an answer that stops in the middle is given up', async () => {
  const { server, clock, heard } = poll();
  const { stream, says } = piecewise();
  await (await server.next()).answer(stream);
  await says('{"type":"batch","cursor":"c9","ev');
  await clock.pass(10_000);
  assert.deepEqual(heard, ['hello', 'silent']);
});

test('a poll that another took the place of says so; so does one without a session', async () => {
  const replaced = poll();
  await (await replaced.server.next()).answer(batch('c0', { replaced: true }));
  assert.equal(replaced.heard.at(-1), 'replaced');
  const ended = poll();
  await (await ended.server.next()).answer({ code: 'not-signed-in' }, { status: 401 });
  assert.deepEqual(ended.heard, ['signed-out 401']);
});
