import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Emitter } from '../../main/webapp/client/emitter.js';
import { Line } from '../../main/webapp/client/line.js';

/** Transports that do as told, and note with which cursor they were asked to connect. */
function stage(...names) {
  const asked = [];
  const made = {};
  const make = (name) => () => {
    const transport = new Emitter();
    transport.connect = (cursor) => asked.push(`${name} ${cursor}`);
    transport.close = () => (transport.closed = true);
    transport.send = (command) => Promise.resolve({ by: name, key: command.key });
    return (made[name] = transport);
  };
  const transports = Object.fromEntries(names.map((name) => [name, make(name)]));
  return { asked, made, line: new Line({}, transports) };
}

const hello = { type: 'hello', cursor: 'c1' };

test('the next transport is tried with the same cursor, and why is remembered', () => {
  const { asked, made, line } = stage('upgrade', 'sse');
  line.start('c1');
  made.upgrade.emit('down', { reason: 'refused' });
  made.sse.emit('hello', hello);
  assert.deepEqual(asked, ['upgrade c1', 'sse c1']);
  assert.equal(line.status.transport, 'sse');
  assert.deepEqual(line.status.passed.map(({ name, reason }) => [name, reason]), [['upgrade', 'refused']]);
  line.stop();
});

test('batches move the cursor on, and a change of transport takes it along', () => {
  const { asked, made, line } = stage('upgrade', 'sse');
  line.start('c1');
  made.upgrade.emit('hello', hello);
  made.upgrade.emit('batch', { cursor: 'c5', events: [] });
  line.prefer('sse');
  assert.equal(made.upgrade.closed, undefined, 'the one in use goes on until the other has greeted');
  made.sse.emit('hello', { ...hello, cursor: 'c5' });
  assert.equal(made.upgrade.closed, true);
  assert.deepEqual(asked, ['upgrade c1', 'sse c5']);
  line.stop();
});

test('batches before hello do not count', () => {
  const { made, line } = stage('upgrade');
  line.start('c1');
  made.upgrade.emit('batch', { cursor: 'c9', events: [] });
  assert.equal(line.cursor, 'c1');
  line.stop();
});

test('when nothing works the line waits, and no transport is blamed', () => {
  const { asked, made, line } = stage('upgrade', 'sse');
  line.start('c1');
  made.upgrade.emit('down', { reason: 'refused' });
  made.sse.emit('down', { reason: 'offline' });
  assert.equal(line.status.phase, 'waiting');
  line.wake();
  assert.deepEqual(asked, ['upgrade c1', 'sse c1', 'upgrade c1']);
  line.stop();
});

for (const reason of ['signed-out', 'gone']) {
  test(`${reason} ends the line at once`, () => {
    const { asked, made, line } = stage('upgrade', 'sse');
    const heard = [];
    line.on(reason, (down) => heard.push(down.cause));
    line.start('c1');
    made.upgrade.emit('down', { reason, cause: 'expired' });
    assert.deepEqual(heard, ['expired']);
    assert.deepEqual(asked, ['upgrade c1']);
    assert.equal(line.status.phase, 'idle');
  });
}

test('commands without a line are lost, never silent', async () => {
  const { made, line } = stage('upgrade');
  line.start('c1');
  await assert.rejects(line.send({ key: 'a' }), { code: 'lost' });
  made.upgrade.emit('hello', hello);
  assert.deepEqual(await line.send({ key: 'a' }), { by: 'upgrade', key: 'a' });
  line.stop();
});
