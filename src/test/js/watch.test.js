import assert from 'node:assert/strict';
import { test } from 'node:test';
import { watch } from '../../main/webapp/client/watch.js';
import { FakeClock } from './fake-clock.js';

/** A page whose browser tells it what the test says, and what it doubts then. */
function page(t, connection) {
  const replaced = Object.fromEntries(['window', 'document', 'navigator'].map((name) => [name, Object.getOwnPropertyDescriptor(globalThis, name)]));
  const browser = {
    window: new EventTarget(),
    document: Object.assign(new EventTarget(), { hidden: false }),
    navigator: { onLine: true, connection: connection && Object.assign(new EventTarget(), connection) },
  };
  for (const [name, value] of Object.entries(browser)) Object.defineProperty(globalThis, name, { value, configurable: true });
  const clock = new FakeClock();
  const doubts = [];
  const stop = watch(clock, (hint) => doubts.push(hint));
  t.after(() => {
    stop();
    for (const [name, before] of Object.entries(replaced)) before ? Object.defineProperty(globalThis, name, before) : delete globalThis[name];
  });
  const tell = (target, type, state = {}) => {
    Object.assign(target, state);
    target.dispatchEvent(new Event(type));
    return doubts.splice(0);
  };
  return { ...browser, ...browser.navigator, clock, doubts, stop, tell };
}

const ANOTHER = [{ network: true, together: true }];

test('a network that comes is another one; one that goes makes the line doubtful', (t) => {
  const { window, tell } = page(t);
  assert.deepEqual(tell(window, 'online'), ANOTHER);
  assert.deepEqual(tell(window, 'offline'), [{}]);
});

for (const kind of ['type', 'effectiveType']) {
  test(`a connection of another ${kind} is another network, and a new estimate of its speed is none`, (t) => {
    const { connection, tell } = page(t, { [kind]: 'wifi', rtt: 50 });
    for (const rtt of [75, 100, 50]) assert.deepEqual(tell(connection, 'change', { rtt }), []);
    assert.deepEqual(tell(connection, 'change', { [kind]: 'cellular' }), ANOTHER);
    assert.deepEqual(tell(connection, 'change', { rtt: 300 }), []);
    assert.deepEqual(tell(connection, 'change', { [kind]: 'wifi' }), ANOTHER);
  });
}

test('a connection that changes to none is not tried', (t) => {
  const { connection, tell } = page(t, { type: 'wifi' });
  globalThis.navigator.onLine = false;
  assert.deepEqual(tell(connection, 'change', { type: 'none' }), []);
});

test('a page that is shown again doubts a line that has been silent', (t) => {
  const { document, tell } = page(t);
  assert.deepEqual(tell(document, 'visibilitychange', { hidden: true }), []);
  assert.deepEqual(tell(document, 'visibilitychange', { hidden: false }), [{ ifSilentFor: 25_000 }]);
});

test('a computer that slept wakes in another network', async (t) => {
  const { clock, doubts } = page(t);
  await clock.pass(60_000);
  assert.deepEqual(doubts, []);
  await clock.sleep(60_000);
  assert.deepEqual(doubts, [{ network: true }]);
});

test('who no longer watches hears nothing', async (t) => {
  const { window, document, connection, clock, doubts, stop, tell } = page(t, { type: 'wifi' });
  stop();
  for (const [target, type, state] of [[window, 'online'], [window, 'offline'], [document, 'visibilitychange'], [connection, 'change', { type: 'cellular' }]]) {
    assert.deepEqual(tell(target, type, state), []);
  }
  await clock.sleep(60_000);
  assert.deepEqual(doubts, []);
});
