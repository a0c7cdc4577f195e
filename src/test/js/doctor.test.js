import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checks } from '../../main/webapp/app/lab/doctor/checks.js';
import { echoed, quiet } from '../../main/webapp/app/lab/doctor/echo.js';
import { examine } from '../../main/webapp/app/lab/doctor/order.js';
import { remedies } from '../../main/webapp/app/lab/doctor/remedies.js';
import { doctorTexts } from '../../main/webapp/app/lab/doctor/texts.js';
import { Problem } from '../../main/webapp/client/problem.js';
import { FakeClock, settled } from './fake-clock.js';

const SEEN = { protocol: 'HTTP/1.1', secure: false, host: 'chat:8080', signs: {}, added: [] };

/**
 * The ground that a check stands on; `seen`: what the server saw of the request, `changed`: headers that arrived otherwise, `came`: those
 * of the answer, `answer`: what comes of posts and polls.
 */
function ground({ seen = {}, changed = {}, came = {}, answer = async () => ({}), page = 'http:', spoken, WebSocket } = {}) {
  const clock = new FakeClock();
  const http = { url: (path) => new URL(path, 'http://chat:8080/'), json: answer };
  const fetch = async (url, { headers }) => ({
    status: 200,
    headers: new Headers(came),
    json: async () => ({ ...SEEN, at: clock.now(), headers: { ...headers, 'User-Agent': 'a browser', ...changed }, ...seen }),
  });
  const api = { state: async () => ({ cursor: 'c1', rooms: [{ id: 'r7' }] }) };
  return { http, api, clock, fetch, WebSocket, location: { host: 'chat:8080', protocol: page }, agent: 'a browser', spoken: () => spoken };
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

test('a request that arrives as it was sent is good', async () => {
  const good = await check('request').run(ground());
  assert.deepEqual([good.ok, good.values.difference], [true, 0]);
});

test('who stands between: nobody, as far as one can see', async () => {
  const { ok, note, signs } = await check('between').run(ground({ spoken: 'http/1.1' }));
  assert.deepEqual([ok, note, signs], [true, undefined, ['none']]);
});

for (const [sign, given, value] of [
  ['between', { seen: { signs: { Via: '1.1 edge', Forwarded: 'for=a' } } }, 'Via: 1.1 edge; Forwarded: for=a'],
  ['added', { seen: { added: ['x-request-id'] } }, 'x-request-id'],
  ['answer', { came: { Via: '1.1 edge', Age: '0' } }, 'via: 1.1 edge; age: 0'],
  ['browser', { spoken: 'h2' }, 'h2'],
]) {
  test(`who stands between: ${sign}`, async () => {
    const found = await check('between').run(ground(given));
    assert.deepEqual([found.ok, found.note, found.signs, found.values[sign]], [true, undefined, [sign], value]);
  });
}

test('what was changed, and an older HTTP, are worth a note', async () => {
  const changed = await check('between').run(ground({ changed: { Accept: '*/*', 'User-Agent': undefined } }));
  assert.deepEqual([changed.ok, changed.note, changed.fault], [true, true, 'headers-changed']);
  assert.equal(changed.values.changed, 'User-Agent: –; Accept: */*');
  const old = await check('between').run(ground({ seen: { protocol: 'HTTP/1.0' } }));
  assert.deepEqual([old.ok, old.fault], [true, 'old-http']);
});

for (const [fault, given] of Object.entries({
  plain: {},
  'scheme-claimed': { seen: { secure: true } },
  'scheme-hidden': { page: 'https:' },
  'scheme-unbelieved': { page: 'https:', seen: { signs: { 'X-Forwarded-Proto': 'HTTPS, http' } } },
  'scheme-contradicted': { page: 'https:', seen: { signs: { Forwarded: 'for=10.0.0.7;proto=http' } } },
})) {
  test(`of TLS: ${fault}`, async () => {
    const found = await check('tls').run(ground(given));
    assert.deepEqual([found.fault, found.ok], [fault, fault === 'plain']);
  });
}

test('of TLS: both know, or the cookie is lost since only the server believes in it', async () => {
  const both = await check('tls').run(ground({ page: 'https:', seen: { secure: true } }));
  assert.deepEqual([both.ok, both.note], [true, undefined]);
  const lost = await check('tls').run(ground({ seen: { at: undefined, code: 'not-signed-in', secure: true } }));
  assert.equal(lost.fault, 'scheme-claimed');
});

for (const [fault, seen] of Object.entries({
  'host-changed': { host: 'parley:8080' },
  'headers-taken': { headers: {} },
  clock: { at: Date.parse('2026-11-22T10:01:00Z') },
  foreign: { at: undefined },
  'not-signed-in': { at: undefined, code: 'not-signed-in' },
  'foreign-origin': { at: undefined, code: 'foreign-origin' },
})) {
  test(`of a request: ${fault}`, async () => assert.equal((await check('request').run(ground({ seen }))).fault, fault));
}

test('whether nobody signed in, or cookies do not come through', async () => {
  let set = 0;
  const of = async (cookies) => (await check('request').run({ ...ground({ seen: { at: undefined, code: 'not-signed-in', cookies } }), setCookie: () => set++ })).fault;
  assert.deepEqual([await of(true), await of(false), set], ['not-signed-in', 'cookies-taken', 2]);
});

test('whom the server does not know is examined no further', async () => {
  const list = [check('request'), { check: 'transport', run: async () => ({ ok: true, values: {} }) }];
  for (const [code, examined] of [['not-signed-in', 1], ['foreign-origin', 1], ['foreign', 2]]) {
    const told = [];
    await examine(list, ground({ seen: { at: undefined, code } }), ({ check: name }) => told.push(name));
    assert.equal(told.length, examined, code);
  }
});

/** What is found of a transport: `post` comes of what is said over it, `attempts` are what the server saw. */
async function over(name, { post = async () => [], attempts = [], WebSocket }) {
  const json = (method, path, options) => (method === 'POST' ? post() : Promise.resolve({ type: 'hello', cursor: 'c1', batch: {}, events: [] }));
  const it = ground({ WebSocket });
  return check('transport', name).run({ ...it, http: { ...it.http, json, ticket: async () => undefined }, api: { ...it.api, attempts: async () => attempts } });
}

test('what Parley refuses only if something between changed it has names of its own', async () => {
  const refuses = (code) => [{ transport: 'upgrade', outcome: 'refused', status: 403, code }];
  const closed = sockets(() => {}, false);
  for (const [code, fault] of [['foreign-origin', 'foreign-origin'], ['handshake', 'handshake-changed'], ['rate-limited', 'server-refused']]) {
    const found = await over('upgrade', { WebSocket: closed, attempts: refuses(code) });
    assert.deepEqual([found.fault, found.signs, found.values.code], [fault, ['status'], code]);
  }
});

test('what Parley itself refuses is no mere fault, whether it answers so or closes so', async () => {
  const it = ground();
  const api = { ...it.api, attempts: async () => [] };
  const json = () => Promise.reject(new Problem({ code: 'malformed', status: 400 }));
  const answered = await check('transport', 'polling').run({ ...it, api, http: { ...it.http, json } });
  assert.deepEqual([answered.fault, answered.values.code, answered.values.status], ['server-refused', 'malformed', 400]);
  const closing = (code) =>
    class extends EventTarget {
      constructor() {
        super();
        queueMicrotask(() => {
          this.dispatchEvent(Object.assign(new Event('message'), { data: '{"type":"error","code":"malformed"}' }));
          this.dispatchEvent(Object.assign(new Event('close'), { code }));
        });
      }
      close() {}
    };
  const closed = async (code) => check('transport', 'websocket').run({ ...it, api, WebSocket: closing(code) });
  const { fault, values } = await closed(4400);
  assert.deepEqual([fault, values.code], ['server-refused', 'malformed']);
  assert.equal((await closed(1002)).fault, 'fault', 'what came was broken');
});

test('a post that something between answers is not one that nobody answers', async () => {
  const found = await over('polling', { post: () => Promise.reject(new Problem({ code: 'unavailable', status: 502, foreign: true })) });
  assert.deepEqual([found.fault, found.values.status], ['posts-refused', 502]);
  const foreign = await over('polling', { post: () => Promise.reject(new Problem({ code: 'foreign-origin', status: 403 })) });
  assert.deepEqual([foreign.fault, foreign.values.status], ['foreign-origin', 403]);
});

const HELLO = 'data: {"type":"hello","cursor":"c1","heartbeat":20}\n\n';
const BATCH = 'data: {"type":"batch","cursor":"c2","events":[]}\n\n';

/** What is found of a stream that says this, each after so many ms. */
async function streamed(...said) {
  const it = ground({ answer: async (method, path, { body: [{ key }] }) => [{ type: 'ack', key }] });
  const body = new ReadableStream({ start: (to) => said.forEach(([ms, text]) => it.clock.after(ms, () => to.enqueue(new TextEncoder().encode(text)))) });
  let asked;
  const open = async (method, path, { query }) => ((asked = query), { headers: new Headers({ 'Content-Type': 'text/event-stream' }), body });
  const finding = check('transport', 'sse').run({ ...it, http: { ...it.http, open }, api: { ...it.api, attempts: async () => [] } });
  await it.clock.pass(6000);
  return { ...(await finding), asked };
}

test('a stream whose beginning comes, and nothing later, is held back', async () => {
  const flows = await streamed([10, HELLO], [1010, BATCH]);
  assert.deepEqual([flows.ok, flows.values.later, flows.signs, flows.asked.heartbeat], [true, 1000, ['later'], 1]);
  const held = await streamed([10, HELLO], [40, BATCH]);
  assert.deepEqual([held.ok, held.fault], [false, 'held-back'], 'what comes along with the beginning says nothing');
});

test('a socket that opened and broke since compression was lost has that name', async () => {
  const opens = sockets(() => {});
  const lost = await over('upgrade', { WebSocket: class extends opens { constructor() { super(); this.addEventListener('open', () => this.dispatchEvent(Object.assign(new Event('close'), { code: 1006 }))); } }, attempts: [{ transport: 'upgrade', outcome: 'closed', granted: true }] });
  assert.deepEqual([lost.ok, lost.fault], [false, 'compression-lost']);
});

const KB = Array.from({ length: 512 * 64 }, (none, line) => `${line.toString(16).padStart(15, '0')}\n`).join('');

test('a long answer comes whole, cut, changed, or not at all', async () => {
  const of = async (response) => {
    const found = await check('answer').run({ ...ground(), fetch: async () => response() });
    return found.fault ?? found.ok;
  };
  assert.equal(await of(() => new Response(KB)), true);
  assert.equal(await of(() => new Response(KB.slice(0, -1))), 'answer-cut');
  assert.equal(await of(() => new Response(KB.replace('00f\n', '00F\n'))), 'answer-changed');
  assert.equal(await of(() => new Response('', { status: 502 })), 'large-lost');
  assert.equal(await of(() => Promise.reject(new TypeError())), 'large-lost');
  const breaks = new ReadableStream({
    pull: (to) => (breaks.begun ? to.error(new TypeError()) : (to.enqueue(new TextEncoder().encode(KB.slice(0, 2048))), (breaks.begun = true))),
  });
  const { fault, values } = await check('answer').run({ ...ground(), fetch: async () => new Response(breaks) });
  assert.deepEqual([fault, values.came], ['answer-cut', 2]);
});

test('a long body is taken or refused by Parley, or by somebody else', async () => {
  const of = async (problem) => (await check('large', 'http').run(ground({ answer: () => Promise.reject(new Problem(problem)) }))).fault;
  assert.equal((await check('large', 'http').run(ground())).ok, true);
  assert.equal(await of({ status: 400, code: 'malformed' }), undefined);
  assert.equal(await of({ status: 403, code: 'foreign-origin' }), 'foreign-origin');
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
  const cuts = ground({ WebSocket: class extends sockets((text, say) => say(text)) { constructor() { super(); line = this; } } });
  const cutting = quiet('upgrade', 20, cuts);
  await cuts.clock.pass(7000);
  line.dispatchEvent(new Event('close'));
  assert.deepEqual(await cutting, { outcome: 'cut', after: 7 });

  let heard = 0;
  const swallows = ground({ WebSocket: sockets((text, say) => heard++ === 0 && say(text)) });
  const swallowing = quiet('upgrade', 20, swallows);
  await swallows.clock.pass(40_000);
  assert.deepEqual(await swallowing, { outcome: 'cut', after: 20 });

  const mute = ground({ WebSocket: sockets(() => {}) });
  const never = quiet('upgrade', 20, mute);
  await mute.clock.pass(15_000);
  assert.deepEqual(await never, { outcome: 'one-way' }, 'no silence did that');
});

test('a held request that is cut tells after how long, and whether that matters', async () => {
  const cutAfter = async (seconds, end) => {
    const it = ground();
    let cut;
    it.fetch = () => new Promise((resolve, reject) => (cut = () => end(resolve, reject)));
    const silent = check('silence', 'http').run(it);
    await it.clock.pass(seconds * 1000);
    cut();
    return silent;
  };
  const offline = (resolve, reject) => reject(new TypeError());
  assert.deepEqual(await cutAfter(9, offline), { ok: false, fault: 'cut-silent', values: { seconds: 20, after: 9 } });
  const late = await cutAfter(31, (resolve) => resolve(new Response('<html>', { status: 504 })));
  assert.deepEqual([late.ok, late.note, late.fault, late.values.after], [true, true, 'cut-long', 31]);
  const full = await cutAfter(0, (resolve) => resolve(Response.json({ code: 'unavailable' }, { status: 503 })));
  assert.deepEqual([full.fault, full.values.code], ['server-refused', 'unavailable']);
  assert.equal((await cutAfter(20, (resolve) => resolve(new Response(null, { status: 204 })))).ok, true);
});

test('what fails unforeseen is a finding too, and what waits waits together', async () => {
  const order = [];
  const waits = (name) => ({ check: name, seconds: 1, run: async () => settled().then(() => ({ ok: true, values: {} })) });
  const fails = { check: 'fails', run: () => Promise.reject(new Problem({ code: 'offline' })) };
  await examine([waits('one'), waits('two'), fails], ground(), ({ check: name }, finding) => order.push([name, finding.fault]));
  assert.deepEqual(order, [['fails', 'offline'], ['one', undefined], ['two', undefined]]);
});

test('each fault that has a remedy has a text, and remedies are for all four', () => {
  const faults = ['without-upgrade', 'answer-lost', 'refused', 'buffered', 'open-silent', 'one-way', 'cut-silent', 'cut', 'too-large', 'large-lost', 'host-changed', 'foreign-origin', 'handshake-changed', 'headers-taken', 'cookies-taken', 'never-arrived', 'posts-refused', 'foreign', 'answer-changed', 'scheme-hidden', 'scheme-claimed', 'scheme-contradicted', 'old-http', 'answer-cut', 'held-back', 'compression-lost', 'compression-unasked'];
  for (const fault of faults) {
    assert.ok(doctorTexts[`doctor.fault.${fault}`], fault);
    assert.deepEqual(remedies(fault).map(([product]) => product), ['nginx', 'HAProxy', 'Apache', 'IIS']);
  }
  assert.deepEqual(remedies('clock'), []);
});
