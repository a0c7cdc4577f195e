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

/** From now on all open when asked, and the better one is lost again after so many ms. The moments at which it was changed to are noted. */
function flapping({ seen, made, clock, line }, lives, reason) {
  const changes = [];
  let before = line.status.transport;
  const open = (name, cursor) => {
    const transport = made[name];
    if (name === 'upgrade' && before !== name) changes.push(clock.now());
    if (name === 'upgrade') clock.after(lives, () => transport.emit('down', { reason, seconds: 5 }));
    before = name;
    transport.emit('hello', { type: 'hello', cursor });
  };
  seen.asked = (name, cursor) => queueMicrotask(() => open(name, cursor));
  return changes;
}

for (const [seconds, reason] of [[3, 'cut'], [40, 'silent'], [100, 'cut']]) {
  test(`a better one that is lost again after ${seconds} s is left alone for longer and longer: no flapping`, async () => {
    const it = secondBest();
    const changes = flapping(it, seconds * 1000, reason);
    let opened = 0;
    it.line.on('open', () => opened++);
    await it.clock.pass(24 * 60 * MINUTE);
    const pauses = changes.slice(1).map((at, i) => Math.floor((at - changes[i]) / MINUTE));
    assert.deepEqual(pauses, [...pauses].sort((one, other) => one - other), 'they grow');
    assert.ok(pauses.at(-1) >= 60, `to an hour: ${pauses}`);
    assert.ok(opened <= 4 * changes.length, `${opened} lines for ${changes.length} tries`);
    assert.equal(it.line.status.transport, 'sse');

    const tries = changes.length;
    it.line.check({ network: true, together: true });
    await it.clock.pass(1000);
    assert.equal(changes.length, tries + 1, 'another network is worth a try at once');
    await it.clock.pass(60 * MINUTE);
    assert.equal(changes.length, tries + 1, 'whose failure counts on from before');
    await it.clock.pass(10 * MINUTE);
    assert.equal(changes.length, tries + 2);
  });
}

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
