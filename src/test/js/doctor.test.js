import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checks, examine } from '../../main/webapp/app/lab/doctor/checks.js';
import { echoed, quiet } from '../../main/webapp/app/lab/doctor/echo.js';
import { remedies } from '../../main/webapp/app/lab/doctor/remedies.js';
import { doctorTexts } from '../../main/webapp/app/lab/doctor/texts.js';
import { Problem } from '../../main/webapp/client/problem.js';
import { FakeClock, settled } from './fake-clock.js';

const SEEN = { protocol: 'HTTP/1.1', secure: false, host: 'chat:8080', kept: 'as sent', signs: {} };

/** The ground that a check stands on; `seen`: what the server saw of the request, `answer`: what comes of posts and polls. */
function ground({ seen = {}, answer = async () => ({}), WebSocket } = {}) {
  const clock = new FakeClock();
  const http = { url: (path) => new URL(path, 'http://chat:8080/'), json: answer };
  const fetch = async () => ({ status: 200, json: async () => ({ ...SEEN, at: clock.now(), ...seen }) });
  const api = { state: async () => ({ cursor: 'c1', rooms: [{ id: 'r7' }] }) };
  return { http, api, clock, fetch, WebSocket, location: { host: 'chat:8080', protocol: 'http:' } };
}

/** Sockets that open, or not, and do what `heard` says with what they are told. */
const sockets = (heard, opens = true) =>
  class extends EventTarget {
    constructor() {
      super();
      queueMicrotask(() => this.dispatchEvent(new Event(opens ? 'open' : 'close')));
    }
    send(text) {
      heard(text, (data) => queueMicrotask(() => this.dispatchEvent(Object.assign(new Event('message'), { data }))));
    }
    close() {}
  };

const check = (name, of) => checks([20]).find((one) => one.check === name && (!of || one.of === of));

test('a request that arrives as it was sent is good, and tells who stands between', async () => {
  const good = await check('request').run(ground());
  assert.deepEqual([good.ok, good.values.difference], [true, 0]);
  const proxied = await check('request').run(ground({ seen: { signs: { Via: '1.1 edge' } } }));
  assert.deepEqual([proxied.ok, proxied.values.between], [true, 'Via: 1.1 edge']);
});

for (const [fault, seen] of Object.entries({
  'host-changed': { host: 'parley:8080' },
  'headers-taken': { kept: null },
  clock: { at: Date.parse('2026-11-22T10:01:00Z') },
  foreign: { at: undefined },
  'not-signed-in': { at: undefined, code: 'not-signed-in' },
})) {
  test(`of a request: ${fault}`, async () => assert.equal((await check('request').run(ground({ seen }))).fault, fault));
}

test('a page over TLS whose server does not know', async () => {
  const it = ground();
  it.location = { host: 'chat:8080', protocol: 'https:' };
  assert.equal((await check('request').run(it)).fault, 'scheme-hidden');
});

test('a long body is taken or refused by Parley, or by somebody else', async () => {
  const of = async (problem) => (await check('large', 'http').run(ground({ answer: () => Promise.reject(new Problem(problem)) }))).fault;
  assert.equal((await check('large', 'http').run(ground())).ok, true);
  assert.equal(await of({ status: 400, code: 'malformed' }), undefined);
  assert.equal(await of({ status: 413, code: 'refused', foreign: true }), 'too-large');
  assert.equal(await of({ status: 502, code: 'unavailable', foreign: true }), 'large-lost');
  assert.equal(await of({ code: 'offline' }), 'large-lost');
});

test('the echo says the same, something else, nothing, or does not open', async () => {
  assert.equal(await echoed('upgrade', 'long', ground({ WebSocket: sockets((text, say) => say(text)) })), 'same');
  assert.equal(await echoed('upgrade', 'long', ground({ WebSocket: sockets((text, say) => say('lo')) })), 'lost');
  assert.equal(await echoed('upgrade', 'long', ground({ WebSocket: sockets(() => {}, false) })), 'unopened');
  const mute = ground({ WebSocket: sockets(() => {}) });
  const outcome = echoed('upgrade', 'long', mute);
  await mute.clock.pass(15_000);
  assert.equal(await outcome, 'lost');
});

test('a silent line lasts, is cut, or was cut and nobody said so', async () => {
  const lasts = ground({ WebSocket: sockets((text, say) => say(text)) });
  const lasting = quiet('upgrade', 20, lasts);
  await lasts.clock.pass(20_000);
  assert.deepEqual(await lasting, { outcome: 'lasted' });

  let line;
  const cuts = ground({ WebSocket: class extends sockets(() => {}) { constructor() { super(); line = this; } } });
  const cutting = quiet('upgrade', 20, cuts);
  await cuts.clock.pass(7000);
  line.dispatchEvent(new Event('close'));
  assert.deepEqual(await cutting, { outcome: 'cut', after: 7 });

  const swallows = ground({ WebSocket: sockets(() => {}) });
  const swallowing = quiet('upgrade', 20, swallows);
  await swallows.clock.pass(40_000);
  assert.deepEqual(await swallowing, { outcome: 'cut', after: 20 });
});

test('a held request that is cut tells after how long', async () => {
  let cut;
  const it = ground({ answer: () => new Promise((resolve, reject) => (cut = reject)) });
  const silent = check('silence', 'long-polling').run(it);
  await it.clock.pass(9000);
  cut(new Problem({ code: 'offline' }));
  assert.deepEqual(await silent, { ok: false, fault: 'cut-silent', values: { seconds: 20, after: 9 } });
});

test('what fails unforeseen is a finding too, and what waits waits together', async () => {
  const order = [];
  const waits = (name) => ({ check: name, seconds: 1, run: async () => settled().then(() => ({ ok: true, values: {} })) });
  const fails = { check: 'fails', run: () => Promise.reject(new Problem({ code: 'offline' })) };
  await examine([waits('one'), waits('two'), fails], ground(), ({ check: name }, finding) => order.push([name, finding.fault]));
  assert.deepEqual(order, [['fails', 'offline'], ['one', undefined], ['two', undefined]]);
});

test('each fault that has a remedy has a text, and remedies are for all four', () => {
  const faults = ['without-upgrade', 'answer-lost', 'refused', 'buffered', 'open-silent', 'one-way', 'cut-silent', 'cut', 'too-large', 'large-lost', 'host-changed', 'scheme-hidden'];
  for (const fault of faults) {
    assert.ok(doctorTexts[`doctor.fault.${fault}`], fault);
    assert.deepEqual(remedies(fault).map(([product]) => product), ['nginx', 'HAProxy', 'Apache', 'IIS']);
  }
  assert.deepEqual(remedies('clock'), []);
});
