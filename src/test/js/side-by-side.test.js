import assert from 'node:assert/strict';
import { test } from 'node:test';
import { countedFetch, frame, newMeter } from '../../main/webapp/app/lab/here/counted.js';
import { SideBySide } from '../../main/webapp/app/lab/here/side-by-side.js';
import { Trace } from '../../main/webapp/app/lab/here/trace.js';
import { FakeClock } from './fake-clock.js';

test('a frame has the header that its length asks for', () => {
  assert.deepEqual([0, 125, 126, 65535, 65536].map(frame), [2, 127, 130, 65539, 65546]);
});

test('bodies and headers of an answer are counted as they are, those of a request about', async () => {
  const meter = newMeter();
  const fetch = countedFetch(meter, new Trace(new FakeClock()), async () => new Response('12345', { status: 201, headers: { A: 'bc' } }));
  const answer = await fetch('http://chat/api?x=1', { method: 'POST', body: '好', headers: { B: 'd' } });
  assert.deepEqual([answer.status, await answer.text(), answer.headers.get('a')], [201, '12345', 'bc']);
  const headers = 'a: bc\r\n'.length + 'content-type: text/plain;charset=UTF-8\r\n'.length;
  assert.deepEqual([meter.down, meter.requests], [60 + headers + 5, 1]);
  assert.equal(meter.up, 630 + 'POST /api?x=1'.length + 'b: d\r\n'.length + 3);
});

test('what passes is kept with its time from when it is measured, for 10 s and 300 passages, in a lane for each thing that is done', async () => {
  const clock = new FakeClock();
  const trace = new Trace(clock);
  trace.passed('line', 5);
  assert.deepEqual(trace.strands, []);
  trace.begin();
  await clock.pass(100);
  trace.passed('asks', 7);
  await clock.pass(50);
  trace.passed('asks', -9);
  trace.passed('line', 1);
  trace.closed('line');
  assert.deepEqual(trace.strands, [
    { name: 'line', opened: 0, passed: [[150, 1]], closed: 150 },
    { name: 'asks', opened: 0, passed: [[100, 7], [150, -9]] },
  ]);
  for (let i = 0; i < 400; i++) trace.passed('says', 1);
  assert.equal(trace.strands[2].passed.length, 297);
  const late = new Trace(clock);
  late.begin();
  await clock.pass(10_001);
  late.passed('says', 1);
  assert.deepEqual(late.strands, []);
});

test('a request is asked or said, by its method, and its answer comes down the same lane', async () => {
  const trace = new Trace(new FakeClock());
  trace.begin();
  const fetch = countedFetch(newMeter(), trace, async () => new Response('123'));
  await (await fetch('http://chat/transport/polling')).text();
  await (await fetch('http://chat/api/commands', { method: 'POST', body: '{}' })).text();
  const signs = trace.strands.map(({ name, passed }) => [name, ...passed.map(([, bytes]) => Math.sign(bytes))]);
  assert.deepEqual(signs, [['asks', 1, -1, -1], ['says', 1, -1, -1]]);
});

/** A server of sockets: numbers what is said, acks it, and hands it to all after a while; loses, repeats or delays as told. */
function server(clock, { after = () => 20, times = () => 1 } = {}) {
  const open = [];
  let id = 0;
  return class extends EventTarget {
    constructor() {
      super();
      this.readyState = 1;
      open.push(this);
      queueMicrotask(() => {
        this.dispatchEvent(new Event('open'));
        this.hand({ type: 'hello', cursor: 'c', heartbeat: 20 });
      });
    }
    hand(message) {
      this.dispatchEvent(Object.assign(new Event('message'), { data: JSON.stringify(message) }));
    }
    send(text) {
      const { key, text: said } = JSON.parse(text);
      const number = ++id;
      queueMicrotask(() => this.hand({ type: 'ack', key }));
      for (const [place, socket] of open.entries()) {
        const batch = { type: 'batch', cursor: 'c', events: [{ type: 'message', id: number, text: said }] };
        for (let i = 0; i < times(place, number); i++) clock.after(after(place, number), () => socket.hand(batch));
      }
    }
    close() {}
  };
}

const CHOICE = { transports: ['upgrade', 'websocket'], rate: 60, size: 40, seconds: 5 };

async function ran(behaviour, choice = CHOICE) {
  const clock = new FakeClock();
  const fetch = async () => Response.json({ ticket: 't' });
  const run = new SideBySide(choice, ['t1', 't2'], { base: 'http://chat/', clock, fetch, WebSocket: server(clock, behaviour) });
  let over = false;
  const end = run.run(() => {}).then(() => (over = true));
  for (let i = 0; i < 200 && !over; i++) await clock.pass(100);
  await end;
  return run;
}

test('each hears all, and times its own from being said to coming back', async () => {
  const run = await ran({ after: (place) => (place === 0 ? 20 : 300) });
  const [upgrade, websocket] = run.results;
  assert.deepEqual([upgrade.delivered, websocket.delivered], [10, 10]);
  for (const result of run.results) assert.deepEqual([result.lost, result.repeated, result.reordered], [0, 0, 0]);
  assert.ok(upgrade.latency.p50 < 200 && websocket.latency.p50 >= 300, `${upgrade.latency.p50} ${websocket.latency.p50}`);
  const [times, ...lines] = run.curve;
  assert.deepEqual([times.length, lines.length], [10, 2]);
  assert.deepEqual([times[0], lines[1].find((ms) => ms !== null)], [0, 300], 'when it was said, and how long it took');
  assert.deepEqual(lines.map((line) => line.filter((ms) => ms !== null).length), [5, 5]);
  assert.deepEqual([upgrade.requests, upgrade.connections], [0, 1]);
  assert.deepEqual(upgrade.strands.map((lanes) => lanes.map(({ name }) => name)), [['line']]);
});

test('bytes are those of the frames', async () => {
  const [upgrade] = (await ran({})).results;
  const text = 'upgrade 1 '.padEnd(40, 'x');
  const post = frame(JSON.stringify({ type: 'post', key: 'k'.repeat(24), room: 'r1', text }).length) + 4;
  assert.ok(Math.abs(upgrade.up - 5 * post) <= 5 * 16, `${upgrade.up} ${post}`);
});

test('what does not come, comes twice or late is told', async () => {
  assert.equal((await ran({ times: (place, id) => (place === 1 && id === 3 ? 0 : 1) })).results[1].lost, 1);
  const [, twice] = (await ran({ times: (place, id) => (place === 1 && id === 3 ? 2 : 1) })).results;
  assert.deepEqual([twice.repeated, twice.lost], [1, 0]);
  const [, late] = (await ran({ after: (place, id) => (place === 1 && id === 3 ? 2500 : 20) })).results;
  assert.deepEqual([late.reordered, late.lost], [1, 0]);
});

test('a transport that does not open says why, and the others go on', async () => {
  const clock = new FakeClock();
  const fetch = async (url) => (String(url).includes('/tickets') ? Response.json({ ticket: 't' }) : new Response('{}', { status: 502 }));
  const run = new SideBySide({ ...CHOICE, transports: ['upgrade', 'sse'] }, ['a', 'b'], { base: 'http://chat/', clock, fetch, WebSocket: server(clock) });
  const end = run.run(() => {});
  for (let i = 0; i < 120; i++) await clock.pass(100);
  await end;
  assert.deepEqual(run.results.map(({ transport, delivered, lost }) => [transport, delivered, lost]), [['upgrade', 5, 0]]);
  assert.ok(run.people[1].trouble);
});

test('one that never greets is given up after 5 s', async () => {
  const clock = new FakeClock();
  class Mute extends EventTarget {
    close() {}
  }
  const run = new SideBySide({ ...CHOICE, transports: ['websocket'] }, ['a'], { base: 'http://chat/', clock, fetch: async () => Response.json({ ticket: 't' }), WebSocket: Mute });
  const end = run.run(() => {});
  await clock.pass(4999);
  assert.equal(run.people[0].trouble, undefined);
  await clock.pass(20_000);
  await end;
  assert.deepEqual([run.people[0].trouble, run.results], ['no-answer', []]);
});

test('what is stopped has lost nothing', async () => {
  const clock = new FakeClock();
  const run = new SideBySide(CHOICE, ['a', 'b'], { base: 'http://chat/', clock, fetch: async () => Response.json({ ticket: 't' }), WebSocket: server(clock) });
  const end = run.run(() => {});
  await clock.pass(300);
  run.stop();
  await clock.pass(1000);
  await end;
  assert.ok(run.results.every(({ lost }) => Number.isNaN(lost)));
});

test('polls are as far apart as was chosen', async () => {
  const polled = async (interval) => {
    const clock = new FakeClock();
    const asked = [];
    const fetch = async (url) => {
      asked.push(clock.now());
      return Response.json({ type: 'batch', cursor: 'c', events: [] });
    };
    const run = new SideBySide({ transports: ['polling'], rate: 6, size: 30, seconds: 5, interval }, ['t1'], { base: 'http://chat/', clock, fetch });
    const end = run.run(() => {});
    await clock.pass(4500);
    run.stop();
    await clock.pass(1000);
    await end;
    return asked.slice(1).map((at, i) => at - asked[i]);
  };
  assert.ok((await polled(500)).filter((pause) => pause === 500).length >= 7);
  assert.ok((await polled(undefined)).every((pause) => pause === 2000 || pause === 0));
});
