import assert from 'node:assert/strict';
import { test } from 'node:test';
import { stage } from './stage.js';
import { settled } from './fake-clock.js';

test('the next transport is tried with the same cursor, and why is remembered', () => {
  const { asked, line, opens, down, passed } = stage('upgrade', 'sse');
  line.start('c1');
  down('upgrade', 'refused');
  opens('sse');
  assert.deepEqual(asked, ['upgrade c1', 'sse c1']);
  assert.equal(line.status.transport, 'sse');
  assert.deepEqual(passed(), ['upgrade refused']);
});

test('a transport that does not greet within three seconds does not count', async () => {
  const { asked, made, clock, line, opens, passed } = stage('upgrade', 'websocket', 'sse');
  line.start('c1');
  made.upgrade.emit('opened');
  await clock.pass(2999);
  assert.deepEqual(asked, ['upgrade c1']);
  await clock.pass(1);
  await clock.pass(3000);
  opens('sse');
  assert.deepEqual(asked, ['upgrade c1', 'websocket c1', 'sse c1']);
  assert.deepEqual(passed(), ['upgrade open-silent', 'websocket no-answer']);
  assert.equal(made.upgrade.closed, true);
});

test('batches move the cursor on, and a change of transport takes it along', () => {
  const { asked, made, line, opens, reads } = stage('upgrade', 'sse');
  line.start('c1');
  opens('upgrade');
  reads('upgrade', 'c5');
  line.prefer('sse');
  assert.equal(made.upgrade.closed, undefined, 'the one in use goes on until the other has greeted');
  reads('upgrade', 'c6');
  opens('sse', 'c5');
  assert.equal(made.upgrade.closed, true);
  assert.deepEqual(asked, ['upgrade c1', 'sse c5']);
});

test('batches before hello, and of a transport that was left, do not count', () => {
  const { line, opens, reads } = stage('upgrade', 'sse');
  line.start('c1');
  reads('upgrade', 'c9');
  assert.equal(line.cursor, 'c1');
  opens('upgrade');
  line.prefer('sse');
  opens('sse');
  reads('upgrade', 'c9');
  assert.equal(line.cursor, 'c1');
});

test('when nothing works the line waits a random time, and no transport is blamed', async () => {
  const { asked, clock, line, down } = stage('upgrade', 'sse');
  line.start('c1');
  for (const pause of [500, 1000, 2000]) {
    down('upgrade', 'refused');
    down('sse', 'offline');
    assert.equal(line.status.phase, 'waiting');
    assert.equal(line.status.retryAt - clock.now(), pause);
    await clock.pass(pause);
  }
  assert.equal(asked.filter((one) => one === 'upgrade c1').length, 4);
});

for (const reason of ['signed-out', 'gone']) {
  test(`${reason} ends the line at once`, () => {
    const { asked, line, down } = stage('upgrade', 'sse');
    const heard = [];
    line.on(reason, ({ cause }) => heard.push(cause));
    line.start('c1');
    down('upgrade', reason, { cause: 'expired' });
    assert.deepEqual(heard, ['expired']);
    assert.deepEqual(asked, ['upgrade c1']);
    assert.equal(line.status.phase, 'idle');
  });
}

test('commands without a line are lost, never silent', async () => {
  const { line, opens } = stage('upgrade');
  line.start('c1');
  await assert.rejects(line.send({ key: 'a' }), { code: 'lost' });
  opens('upgrade');
  assert.deepEqual(await line.send({ key: 'a' }), { by: 'upgrade', key: 'a' });
});

test('who is told when to come back comes back within that time, and not sooner because the page is shown', async () => {
  const { asked, clock, line, opens, down } = stage('upgrade');
  line.start('c1');
  opens('upgrade');
  down('upgrade', 'leaving', { delay: 8000 });
  assert.equal(line.status.retryAt - clock.now(), 4000);
  line.check({ network: true });
  await clock.pass(3999);
  assert.deepEqual(asked, ['upgrade c1']);
  await clock.pass(1);
  assert.deepEqual(asked, ['upgrade c1', 'upgrade c1']);
});

test('nodes that stop one after the other keep nobody waiting', async () => {
  const { asked, clock, line, opens, down } = stage('upgrade');
  line.start('c1');
  for (let round = 0; round < 3; round++) {
    opens('upgrade');
    await clock.pass(1500);
    down('upgrade', 'leaving', { delay: 0 });
    assert.equal(line.status.retryAt, clock.now());
    await clock.pass(0);
  }
  assert.equal(asked.length, 4);
});

test('what its user wants is done at once', async () => {
  const { asked, line, opens, down } = stage('upgrade');
  line.start('c1');
  opens('upgrade');
  down('upgrade', 'busy', { delay: 60_000 });
  line.wake();
  assert.deepEqual(asked, ['upgrade c1', 'upgrade c1']);
});

test('who is too slow resumes at once', async () => {
  const { asked, clock, line, opens, reads, down } = stage('upgrade');
  line.start('c1');
  opens('upgrade');
  reads('upgrade', 'c7');
  down('upgrade', 'slow');
  await clock.pass(0);
  assert.deepEqual(asked, ['upgrade c1', 'upgrade c7']);
});

test('what the server knows makes the reason plainer', async () => {
  const { seen, line, opens, down, passed } = stage('upgrade', 'websocket', 'sse', 'polling');
  seen.attempts = [
    { transport: 'upgrade', outcome: 'opened' },
    { transport: 'upgrade', outcome: 'arrived-without-upgrade' },
    { transport: 'sse', outcome: 'opened' },
  ];
  line.start('c1');
  for (const name of ['upgrade', 'websocket', 'sse']) down(name, 'refused');
  opens('polling');
  await settled();
  assert.deepEqual(passed(), ['upgrade without-upgrade', 'websocket never-arrived', 'sse buffered']);
});

test('what did not work is told once, when all is known of it, and again when it changes', async () => {
  const { seen, line, clock, opens, down } = stage('upgrade', 'sse', 'polling');
  const told = [];
  line.on('passed', (passed) => told.push(passed.map(({ name, reason }) => `${name} ${reason}`).join(', ')));
  seen.attempts = [{ transport: 'upgrade', outcome: 'arrived-without-upgrade' }];
  line.start('c1');
  down('upgrade', 'refused');
  opens('sse');
  await settled();
  assert.deepEqual(told, ['upgrade without-upgrade']);
  await clock.pass(60_000);
  down('upgrade', 'refused');
  await settled();
  assert.deepEqual(told, ['upgrade without-upgrade']);
  seen.attempts = [];
  await clock.pass(120_000);
  down('upgrade', 'refused');
  await settled();
  assert.deepEqual(told, ['upgrade without-upgrade', 'upgrade never-arrived']);
});

test('what could not be taken is asked for again', async () => {
  const { line, made, opens, down, tried, asked } = stage('upgrade');
  line.start('c1');
  opens('upgrade');
  line.on('batch', () => {
    throw new Error('a fault in taking it');
  });
  assert.throws(() => made.upgrade.emit('batch', { cursor: 'c2', events: [] }));
  down('upgrade', 'cut');
  await tried();
  assert.equal(asked.at(-1), 'upgrade c1');
});

for (const reason of ['slow', 'leaving']) {
  test(`a server that says ${reason} again and again is not stormed`, async () => {
    const { line, clock, opens, down, asked } = stage('upgrade');
    line.start('c1');
    for (let round = 0; round < 20; round++) {
      opens('upgrade');
      down('upgrade', reason, { delay: 0 });
      await clock.pass(1000);
    }
    assert.ok(asked.length < 12, `${asked.length} tries in 20 s`);
  });
}
