import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Api } from '../../main/webapp/client/api.js';
import { Http } from '../../main/webapp/client/http.js';
import { FakeClock, settled } from './fake-clock.js';
import { FakeServer } from './fake-server.js';

const PAGE = { cursor: 'e-5', events: [] };

/** A question, and what comes of it: its answer, or the code of its problem. */
function asked(question) {
  const server = new FakeServer();
  const clock = new FakeClock();
  const api = new Api(new Http('http://chat.example/', { fetch: server.fetch }), clock);
  const it = { server, clock, came: 'nothing' };
  question(api).then(
    (answer) => (it.came = answer),
    ({ code }) => (it.came = code),
  );
  return it;
}

test('what is never answered is given up, and the request with it', async () => {
  const it = asked((api) => api.eventsAfter('e-1'));
  const { init } = await it.server.next();
  await it.clock.pass(14_999);
  assert.equal(it.came, 'nothing');
  await it.clock.pass(1);
  assert.equal(it.came, 'offline');
  assert.equal(init.signal.aborted, true);
});

test('an answer may take its time as long as it comes', async () => {
  const it = asked((api) => api.eventsAfter('e-1'));
  let body;
  await (await it.server.next()).answer(new ReadableStream({ start: (controller) => (body = controller) }));
  for (const piece of JSON.stringify(PAGE).match(/.{1,8}/g)) {
    await it.clock.pass(14_000);
    body.enqueue(new TextEncoder().encode(piece));
  }
  body.close();
  await settled();
  assert.deepEqual(it.came, PAGE);
});

test('an answer that is empty is one', async () => {
  const it = asked((api) => api.signOut());
  const { answer } = await it.server.next();
  await answer(null, { status: 204 });
  assert.equal(it.came, null);
});
