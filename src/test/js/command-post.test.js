import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CommandPost } from '../../main/webapp/client/transports/command-post.js';
import { settled } from './fake-clock.js';
import { surroundings } from './fake-server.js';

const post = (key) => ({ type: 'post', key, room: 'r1', text: key });
const ack = (key, id) => ({ type: 'ack', key, id });
const keys = ({ body }) => body.map(({ key }) => key);

/** Commands, and what became of each. */
function poster() {
  let commands;
  const it = surroundings((context) => {
    commands = new CommandPost(context);
    return { on() {} };
  });
  it.fates = [];
  it.sends = (...all) => {
    for (const key of all) {
      commands.send(post(key)).then(
        ({ id }) => it.fates.push(`${key} ${id}`),
        ({ code }) => it.fates.push(`${key} ${code}`),
      );
    }
  };
  it.closes = () => commands.close();
  return it;
}

test('what is sent together goes together; what is sent meanwhile waits', async () => {
  const { server, sends, fates } = poster();
  sends('a', 'b');
  const first = await server.next();
  assert.deepEqual(keys(first), ['a', 'b']);
  sends('c', 'd');
  assert.equal(await server.next(), undefined);
  await first.answer([ack('a', 1), ack('b', 2)]);
  const second = await server.next();
  assert.deepEqual(keys(second), ['c', 'd']);
  await second.answer([ack('c', 3), { type: 'error', key: 'd', code: 'not-a-member' }]);
  assert.deepEqual(fates, ['a 1', 'b 2', 'c 3', 'd not-a-member']);
});

test('a body holds as much as it should', async () => {
  const { server, sends } = poster();
  const long = (letter) => letter.repeat(3000);
  sends(long('a'), long('b'), long('c'), 'd');
  assert.deepEqual(keys(await server.next()), [long('a')]);
});

test('an answer that was swallowed is not waited for; nothing overtakes what has to be sent again', async () => {
  const { server, clock, sends, fates } = poster();
  sends('a');
  await server.next();
  sends('b');
  await clock.pass(15_000);
  assert.deepEqual(fates, ['a lost', 'b lost']);
  assert.equal(await server.next(), undefined);
});

test('what stands behind a refusal for now is not sent before it', async () => {
  const { server, sends, fates } = poster();
  sends('a', 'b');
  const first = await server.next();
  sends('c');
  await first.answer([ack('a', 1), { type: 'error', key: 'b', code: 'rate-limited', retry: 100 }]);
  assert.deepEqual(fates, ['a 1', 'b rate-limited', 'c lost']);
  assert.equal(await server.next(), undefined);
});

test('a proxy’s answer in the server’s place decides nothing', async () => {
  const { server, sends, fates } = poster();
  sends('a');
  await (await server.next()).answer('<h1>Not found</h1>', { status: 404, type: 'text/html' });
  sends('b');
  await (await server.next()).answer('<h1>Sign in to the network</h1>', { type: 'text/html' });
  assert.deepEqual(fates, ['a not-found', 'b foreign-answer']);
});

test('closing loses what is open and what waits, once', async () => {
  const { server, sends, closes, fates } = poster();
  sends('a');
  await server.next();
  sends('b');
  closes();
  await settled();
  assert.deepEqual(fates, ['a lost', 'b lost']);
});
