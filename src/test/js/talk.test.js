import assert from 'node:assert/strict';
import { test } from 'node:test';
import { toBase64 } from '../../main/webapp/app/lab/frames.js';
import { letTalk, whyNotOpen } from '../../main/webapp/app/lab/talk.js';

const REQUEST = ['client', 'GET /lab/echo/upgrade HTTP/1.1\r\nUpgrade: websocket\r\n\r\n'];
const NO_UPGRADE = '{"status":501,"code":"no-upgrade","title":"This container can\'t upgrade a connection"}';
const base64 = (text) => toBase64(new TextEncoder().encode(text));

/** A server whose raw socket heard this; `asked` keeps what was asked for. */
function serverThat(...said) {
  const asked = [];
  const fetch = async (url) => {
    asked.push(`${url.pathname.split('/').slice(-3).join('/')}${url.search}`);
    return Response.json({ name: 'right', said: said.map(([by, text]) => ({ by, bytes: base64(text) })) });
  };
  return { fetch, asked };
}

const problem = (status, code) => async () => Response.json({ status, code }, { status });

test('a container that hands no connection over is named as the cause', async () => {
  const server = serverThat(REQUEST, ['server', 'HTTP/1.1 501 Not Implemented\r\n\r\n'], ['server', NO_UPGRADE]);
  assert.equal(await whyNotOpen(server.fetch), 'no-upgrade');
  assert.deepEqual(server.asked, ['lab/echo/attempt?name=right']);
  const seen = await letTalk('no-mask', server.fetch);
  assert.equal(seen.withoutUpgrade, true);
  assert.deepEqual(seen.talk.map(({ byServer, head }) => [byServer, head.at(-1)]), [
    [false, 'Upgrade: websocket'], [true, 'HTTP/1.1 501 Not Implemented'], [true, NO_UPGRADE],
  ]);
});

for (const [what, fetch] of [
  ['opens it for itself', serverThat(REQUEST, ['server', 'HTTP/1.1 101 Switching Protocols\r\n\r\n']).fetch],
  ['refuses it for another reason', serverThat(REQUEST, ['server', 'HTTP/1.1 503 \r\n\r\n'], ['server', '{"code":"unavailable"}']).fetch],
  ['answers 501 with something else', serverThat(REQUEST, ['server', 'HTTP/1.1 501 \r\n\r\n'], ['server', '<h1>Not here</h1>']).fetch],
  ['answers 501 with nothing', serverThat(REQUEST, ['server', 'HTTP/1.1 501 \r\n\r\n']).fetch],
  ['says no-upgrade with another status', serverThat(REQUEST, ['server', 'HTTP/1.1 426 \r\n\r\n'], ['server', NO_UPGRADE]).fetch],
  ['has switched it off', problem(404, 'not-found')],
  ['cannot be reached', async () => Promise.reject(new TypeError('Failed to fetch'))],
  ['has something before it that answers a page', async () => new Response('<h1>Sign in</h1>')],
]) {
  test(`the container is not blamed where the server ${what}`, async () => {
    assert.equal(await whyNotOpen(fetch), 'off');
  });
}

test('what is not carried out has its code, and no talk', async () => {
  assert.deepEqual(await letTalk('right', problem(503, 'unavailable')), { trouble: 'unavailable' });
});

test('once it is open, what follows are frames', async () => {
  const server = serverThat(REQUEST, ['server', 'HTTP/1.1 101 Switching Protocols\r\n\r\n'], ['client', '\u0001\u0001a'], ['server', '\u0001\u0001b']);
  const { talk, withoutUpgrade } = await letTalk('right', server.fetch);
  assert.equal(withoutUpgrade, false);
  assert.deepEqual(talk.slice(2).map(({ byServer, frame }) => [byServer, frame.kind, frame.length]), [[false, 'text', 1], [true, 'text', 1]]);
});
