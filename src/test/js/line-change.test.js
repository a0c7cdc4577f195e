import assert from 'node:assert/strict';
import { test } from 'node:test';
import { settled } from './fake-clock.js';
import { stage } from './stage.js';

const MINUTE = 60_000;

/** A line on the second of two transports. */
function secondBest() {
  const it = stage('upgrade', 'sse');
  it.line.start('c1');
  it.down('upgrade', 'refused');
  it.opens('sse');
  it.asked.length = 0;
  return it;
}

test('a better transport is tried again after growing times, beside the one in use', async () => {
  const { asked, made, clock, line, down } = secondBest();
  for (const minutes of [1, 2, 4]) {
    await clock.pass(minutes * MINUTE - 1);
    assert.deepEqual(asked, [], `not before ${minutes} minutes`);
    await clock.pass(1);
    assert.deepEqual(asked.splice(0), ['upgrade c1']);
    down('upgrade', 'refused');
    assert.equal(line.status.transport, 'sse');
    assert.equal(made.sse.closed, undefined);
  }
});

test('the pauses end at an hour', async () => {
  const { asked, clock, down } = secondBest();
  for (let i = 0; i < 8; i++) {
    await clock.pass(60 * MINUTE);
    down('upgrade', 'refused');
  }
  asked.length = 0;
  await clock.pass(60 * MINUTE);
  assert.deepEqual(asked, ['upgrade c1']);
});

test('another network is worth a try at once', async () => {
  const { asked, clock, line, opens } = secondBest();
  line.check({ network: true, together: true });
  await clock.pass(500);
  assert.deepEqual(asked, ['upgrade c1']);
  opens('upgrade');
  assert.equal(line.status.transport, 'upgrade');
  assert.deepEqual(line.status.passed, []);
});

test('a better one that fails soon after it was changed to is left alone for longer: no flapping', async () => {
  const { asked, clock, line, opens, down } = secondBest();
  let changes = 0;
  line.on('open', () => changes++);
  for (let minute = 0; minute < 60; minute++) {
    await clock.pass(MINUTE);
    if (asked.at(-1) === 'upgrade c1' && line.status.transport === 'sse') opens('upgrade');
    asked.length = 0;
    if (line.status.transport !== 'upgrade') continue;
    for (let cuts = 0; cuts < 3 && line.status.transport === 'upgrade'; cuts++) {
      down('upgrade', 'cut', { seconds: 5 });
      await clock.pass(1000);
      if (asked.at(-1) === 'upgrade c1') opens('upgrade');
      else opens('sse');
    }
  }
  assert.equal(line.status.transport, 'sse');
  assert.ok(changes < 20, `${changes} changes in an hour`);
});

test('a transport that is cut twice while the server is there is passed over, and says why', async () => {
  const { line, opens, down, tried, passed } = stage('upgrade', 'sse');
  line.start('c1');
  for (let i = 0; i < 3; i++) {
    opens('upgrade');
    down('upgrade', 'cut', { seconds: 5 });
    await tried();
  }
  opens('sse');
  assert.deepEqual(passed(), ['upgrade cut']);
  assert.equal(line.status.passed[0].seconds, 5);
});

test('a server that is gone for a while speaks against no transport', async () => {
  const { line, opens, down, tried } = stage('upgrade', 'sse');
  line.start('c1');
  for (let i = 0; i < 5; i++) {
    opens('upgrade');
    down('upgrade', 'cut', { seconds: 5 });
    await tried();
    down('upgrade', 'refused');
    down('sse', 'offline');
    await tried();
  }
  opens('upgrade');
  assert.equal(line.status.transport, 'upgrade');
});

test('one that lasts is forgiven', async () => {
  const { asked, clock, opens, down } = secondBest();
  await clock.pass(MINUTE);
  opens('upgrade');
  await clock.pass(3 * MINUTE);
  down('upgrade', 'cut');
  await clock.pass(1000);
  down('upgrade', 'refused');
  opens('sse');
  asked.length = 0;
  await clock.pass(MINUTE);
  assert.deepEqual(asked, ['upgrade c1'], 'the first pause again');
});

test('a doubtful line is proved by a new one, and given up if there is none', async () => {
  const { asked, made, clock, line, opens, down, reads } = stage('upgrade', 'sse');
  line.start('c1');
  opens('upgrade');
  const first = made.upgrade;
  reads('upgrade', 'c3');
  await clock.pass(30_000);
  line.check({ ifSilentFor: 25_000 });
  await clock.pass(0);
  assert.notEqual(made.upgrade.client, first.client, 'two polls of one client would end each other');
  opens('upgrade', 'c3');
  assert.equal(first.closed, true);
  assert.deepEqual(asked, ['upgrade c1', 'upgrade c3']);
  line.check({});
  await clock.pass(0);
  down('upgrade', 'refused');
  down('sse', 'offline');
  assert.equal(line.status.phase, 'waiting');
});

test('a line that was heard from is not doubted because its proof fails', async () => {
  const { made, clock, line, opens, down } = stage('upgrade');
  line.start('c1');
  opens('upgrade');
  const first = made.upgrade;
  line.check({});
  await clock.pass(1);
  first.emit('batch', { cursor: 'c2', events: [] });
  down('upgrade', 'offline');
  assert.equal(line.status.phase, 'open');
  assert.equal(line.cursor, 'c2');
  assert.deepEqual(line.status.passed, []);
});

test('a line that was just heard from is not proved when the page is shown', async () => {
  const { asked, clock, line, opens, reads } = stage('upgrade');
  line.start('c1');
  opens('upgrade');
  await clock.pass(20_000);
  reads('upgrade', 'c2');
  line.check({ ifSilentFor: 25_000 });
  await clock.pass(1000);
  assert.deepEqual(asked, ['upgrade c1']);
});

test('a choice of the user’s is tried first, and the best one stands in for it', async () => {
  const { asked, line, opens, down } = stage('upgrade', 'sse', 'polling');
  line.start('c1');
  opens('upgrade');
  line.prefer('polling');
  opens('polling');
  assert.equal(line.status.transport, 'polling');
  asked.length = 0;
  line.prefer('sse');
  down('sse', 'refused');
  await settled();
  assert.deepEqual(asked, ['sse c1', 'upgrade c1']);
});
