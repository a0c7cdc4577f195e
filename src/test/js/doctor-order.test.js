import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checks } from '../../main/webapp/app/lab/doctor/checks.js';
import { compression } from '../../main/webapp/app/lab/doctor/compression.js';
import { examine } from '../../main/webapp/app/lab/doctor/order.js';

/** What is told of checks that find these faults; what was looked at is among `run`. */
async function ordered(faults) {
  const run = [];
  const told = {};
  const list = checks([20]).map((one) => {
    const name = [one.check, one.of].filter(Boolean).join(' ');
    return { ...one, name, run: async () => (run.push(name), faults[name] ? { ok: false, fault: faults[name], values: {} } : { ok: true, values: {} }) };
  });
  await examine(list, {}, ({ name }, { fault, values }) => fault && (told[name] = values.since ? `${fault}: ${[values.since, values.of].filter(Boolean).join(' ')}` : fault));
  return { run, told };
}

test('a fault is told once: what would only show it again is not looked at', async () => {
  const { run, told } = await ordered({ 'transport upgrade': 'without-upgrade', 'transport polling': 'posts-refused', 'large upgrade': 'unopened', 'large http': 'large-lost' });
  assert.deepEqual(told, {
    'transport upgrade': 'without-upgrade',
    'transport polling': 'posts-refused',
    'large http': 'not-looked-at: transport polling',
    'large upgrade': 'not-looked-at: transport upgrade',
    'silence upgrade': 'not-looked-at: transport upgrade',
  });
  assert.ok(run.includes('large websocket') && !run.includes('large upgrade') && run.includes('answer http'));
});

test('what comes of a fault of the ordinary request says so', async () => {
  const changed = await ordered({ request: 'host-changed', tls: 'scheme-hidden', 'transport websocket': 'foreign-origin', 'transport sse': 'buffered' });
  assert.deepEqual(changed.told, {
    request: 'host-changed',
    tls: 'scheme-hidden',
    'transport websocket': 'follows: request',
    'transport sse': 'buffered',
    'large websocket': 'not-looked-at: request',
    'silence websocket': 'not-looked-at: request',
  });
  assert.deepEqual((await ordered({ request: 'offline', between: 'offline', 'transport sse': 'offline' })).told, { request: 'offline', between: 'follows: request', 'transport sse': 'offline' });
});

test('compression that was granted and did not arrive, and compression that nobody was asked for', () => {
  assert.equal(compression({ asked: true, granted: true }, 'permessage-deflate; server_no_context_takeover'), undefined);
  assert.equal(compression({ asked: true, granted: true }, ''), 'compression-lost');
  assert.equal(compression({ granted: true }, ''), 'compression-lost');
  assert.equal(compression({ asked: false, granted: false }, ''), 'compression-unasked');
  assert.equal(compression({ asked: true, granted: false }, ''), undefined, 'the server does not compress');
  assert.equal(compression({ asked: true, granted: true }, undefined), undefined, 'it did not open');
  assert.equal(compression(undefined, ''), undefined);
});
