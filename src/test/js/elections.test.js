import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DeskElection } from '../../main/webapp/client/tabs/desk-election.js';
import { Desk } from '../../main/webapp/client/tabs/desk.js';
import { LeaseElection } from '../../main/webapp/client/tabs/lease-election.js';
import { LockElection } from '../../main/webapp/client/tabs/lock-election.js';
import { FakeClock, settled } from './fake-clock.js';

/** Ports of a desk, and what each has been told. */
function desk(...names) {
  const clock = new FakeClock();
  const it = new Desk(clock);
  const ports = names.map((name) => ({ name, told: [], postMessage: (message) => message === 'here' || ports.find((p) => p.name === name).told.push(message) }));
  const alive = async (ms, ...living) => {
    for (let passed = 0; passed < ms; passed += 1000) {
      living.forEach((port) => it.hear(port, 'stand'));
      await clock.pass(1000);
    }
  };
  ports.forEach((port) => it.hear(port, 'stand'));
  return { it, clock, ports, alive };
}

test('at the desk the first leads, and the next when it is gone', () => {
  const { it, ports: [a, b, c] } = desk('a', 'b', 'c');
  assert.deepEqual([a.told, b.told, c.told], [['won'], [], []]);
  it.hear(a, 'withdraw');
  it.gone(b);
  assert.deepEqual([b.told, c.told], [['won'], ['won']]);
});

test('at the desk who is silent is taken for gone, and may come again', async () => {
  const { it, ports: [a, b], alive } = desk('a', 'b');
  await alive(10_000, b);
  assert.deepEqual([a.told, b.told], [['won', 'lost'], ['won']]);
  it.hear(a, 'stand');
  it.gone(b);
  assert.deepEqual(a.told, ['won', 'lost', 'won']);
});

test('at the desk the lead can be taken from one that does not answer', async () => {
  const { it, ports: [a, b], alive } = desk('a', 'b');
  it.hear(b, 'steal');
  assert.deepEqual([a.told, b.told], [['won', 'lost'], ['won']]);
  await alive(10_000, a, b);
  assert.deepEqual([a.told, b.told], [['won', 'lost'], ['won']]);
});

test('at the desk sleep is nobody’s silence', async () => {
  const { clock, ports: [a, b], alive } = desk('a', 'b');
  await clock.sleep(3_600_000);
  await alive(5000, a, b);
  assert.deepEqual([a.told, b.told], [['won'], []]);
});

/** Desks that shared workers run, one after the other: those that a tab finds when it asks. */
function desks() {
  const clock = new FakeClock();
  const made = [];
  const it = { clock, made, hang: false, lost: 0 };
  const begin = () => {
    const desk = new Desk(clock);
    made.push({ works: true, desk });
    return made.at(-1);
  };
  globalThis.SharedWorker = class {
    constructor() {
      if (it.lost-- > 0) queueMicrotask(() => this.onerror());
      const found = it.lost >= 0 ? { works: false } : it.hang ? made.at(-1) : (made.findLast(({ works }) => works) ?? begin());
      const inside = { postMessage: (data) => found.works && queueMicrotask(() => this.port.onmessage?.({ data })) };
      this.port = { postMessage: (data) => found.works && queueMicrotask(() => found.desk.hear(inside, data)) };
    }
  };
  it.stands = async () => {
    const tab = (it.last = { told: [] });
    const note = (word) => () => tab.told.push(word);
    const otherwise = { stand: note('otherwise'), withdraw: note('otherwise withdrawn'), steal: note('otherwise stolen') };
    tab.election = new DeskElection('tabs', clock, otherwise);
    tab.election.stand(note('won'), note('lost'));
    await settled();
    return tab;
  };
  return it;
}

test('a desk that died with its tab is followed by another one, and one of those left leads', async () => {
  const { clock, made, stands } = desks();
  const [a, b, c] = [await stands(), await stands(), await stands()];
  await clock.pass(60_000);
  assert.deepEqual([a.told, b.told, c.told], [['won'], [], []]);
  made[0].works = false;
  await clock.pass(10_000);
  assert.equal(made.length, 2);
  assert.deepEqual([a.told, b.told, c.told].map((told) => told.at(-1)).sort(), ['lost', 'lost', 'won']);
  await clock.pass(60_000);
  assert.equal(made.length, 2);
  delete globalThis.SharedWorker;
});

test('where the desk hangs, and no other is to be had, there is another way', async () => {
  const it = desks();
  const [a, b] = [await it.stands(), await it.stands()];
  it.made[0].works = false;
  it.hang = true;
  await it.clock.pass(20_000);
  assert.deepEqual([a.told, b.told].map((told) => told.at(-1)), ['otherwise', 'otherwise']);
  delete globalThis.SharedWorker;
});

test('a desk whose script is lost on the way is asked for again, and not for ever', async () => {
  const it = desks();
  it.lost = 2;
  const a = await it.stands();
  await it.clock.pass(2000);
  assert.deepEqual(a.told, ['won']);
  it.lost = 3;
  const b = await it.stands();
  await it.clock.pass(2000);
  assert.deepEqual(b.told, ['otherwise']);
  delete globalThis.SharedWorker;
});

/** Two that lead: one was given the lead at the desk, for the other one it was not to be had. */
async function rivals() {
  const it = desks();
  it.lost = 3;
  const b = await it.stands();
  await it.clock.pass(2000);
  const a = await it.stands();
  assert.deepEqual([a.told, b.told], [['won'], ['otherwise']]);
  return { it, a, b };
}

test('who was chosen without the desk comes to it when another one leads too', async () => {
  const { it, a, b } = await rivals();
  a.election.rival();
  b.election.rival();
  await settled();
  assert.deepEqual([a.told, b.told], [['won'], ['otherwise', 'otherwise withdrawn', 'lost']]);
  await it.clock.pass(60_000);
  a.election.withdraw();
  await settled();
  assert.deepEqual(b.told.slice(3), ['won']);
  delete globalThis.SharedWorker;
});

test('who is chosen without the desk leads on as long as it is not to be had', async () => {
  const { it, b } = await rivals();
  it.lost = 2;
  b.election.rival();
  b.election.rival();
  await it.clock.pass(60_000);
  assert.deepEqual(b.told, ['otherwise']);
  delete globalThis.SharedWorker;
});

test('who has left is not at the desk, whatever becomes of the desk it asked for', async () => {
  const { it, a, b } = await rivals();
  b.election.rival();
  b.election.withdraw();
  it.lost = 1;
  const standing = it.stands();
  it.last.election.withdraw();
  const c = await standing;
  a.election.withdraw();
  await it.clock.pass(60_000);
  assert.deepEqual([b.told, c.told], [['otherwise', 'otherwise withdrawn'], []]);
  delete globalThis.SharedWorker;
});

test('a desk is not silent because the computer slept', async () => {
  const { clock, made, stands } = desks();
  const a = await stands();
  await clock.sleep(3_600_000);
  await clock.pass(20_000);
  assert.deepEqual(a.told, ['won']);
  assert.equal(made.length, 1);
  delete globalThis.SharedWorker;
});

test('who has left the desk does not hear what was on its way', async () => {
  const { stands } = desks();
  const [a, b] = [await stands(), await stands()];
  a.election.withdraw();
  b.election.withdraw();
  await settled();
  assert.deepEqual([a.told, b.told], [['won'], []]);
  delete globalThis.SharedWorker;
});

/** Leases of one browser. */
function leases() {
  const clock = new FakeClock();
  let lease;
  const gone = new Set();
  const farewells = { say: (id) => gone.add(id), hears: (id) => gone.has(id) };
  const swap = async (change) => {
    const changed = change(lease);
    if (changed) lease = changed;
    return changed;
  };
  const stand = async () => {
    const it = { told: [], works: true };
    it.election = new LeaseElection((change) => (it.works ? swap(change) : new Promise(() => {})), clock, farewells);
    await it.election.stand(() => it.told.push('won'), () => it.told.push('lost'));
    return it;
  };
  return { clock, stand };
}

test('a lease is renewed as long as its holder lives', async () => {
  const { clock, stand } = leases();
  const [first, second] = [await stand(), await stand()];
  await clock.pass(60_000);
  assert.deepEqual([first.told, second.told], [['won'], []]);
  first.works = false;
  await clock.pass(8000);
  assert.deepEqual(second.told, ['won']);
});

test('a page that ends gives its lease back, even if it can’t wait for that', async () => {
  const { clock, stand } = leases();
  const [first, second] = [await stand(), await stand()];
  first.works = false;
  first.election.withdraw();
  await second.election.hurry(first.election.id);
  assert.deepEqual(second.told, ['won']);
  second.works = false;
  second.election.withdraw();
  const third = await stand();
  assert.deepEqual(third.told, ['won']);
  await clock.pass(10_000);
  assert.deepEqual(third.told, ['won']);
});

test('who has withdrawn may stand again, and is not taken for gone then', async () => {
  const { clock, stand } = leases();
  const first = await stand();
  first.election.withdraw();
  await first.election.stand(() => first.told.push('won again'), () => first.told.push('lost'));
  const second = await stand();
  await clock.pass(10_000);
  assert.deepEqual([first.told, second.told], [['won', 'won again'], []]);
});

test('a stolen lease is noticed at the next renewal', async () => {
  const { clock, stand } = leases();
  const [first, second] = [await stand(), await stand()];
  await second.election.steal();
  await clock.pass(2000);
  await settled();
  assert.deepEqual([first.told, second.told], [['won', 'lost'], ['won']]);
});

test('a lease that is given while its tab leaves and stands again is not taken for the new one', async () => {
  const { stand, clock } = leases();
  const first = await stand();
  first.election.withdraw();
  const late = first.election.stand(() => first.told.push('early'), () => first.told.push('lost'));
  first.election.withdraw();
  await first.election.stand(() => first.told.push('won again'), () => first.told.push('lost'));
  await late;
  await clock.pass(10_000);
  assert.deepEqual(first.told, ['won', 'won again']);
});

/** A tab that stands, and what it asked the browser for its lock. */
function lock() {
  const asked = [];
  Object.defineProperty(globalThis, 'navigator', { configurable: true, value: { locks: { request: async (name, options, held) => void asked.push(held) } } });
  const told = [];
  const election = new LockElection('tabs');
  election.stand(() => told.push('won'), () => told.push('lost'));
  return { asked, told, election };
}

test('a lock that comes while its tab leaves is given back at once, if it was stolen, too', async () => {
  const { asked, told, election } = lock();
  election.steal();
  election.withdraw();
  assert.deepEqual([await asked[0](), await asked[1]()], [undefined, undefined]);
  delete globalThis.navigator;
  assert.deepEqual(told, []);
});

test('a lock that was stolen is held until its tab leaves', async () => {
  const { asked, told, election } = lock();
  election.steal();
  assert.equal(await asked[0](), undefined, 'it no longer waits in the queue');
  const held = asked[1]();
  assert.deepEqual(told, ['won']);
  election.withdraw();
  await held;
  delete globalThis.navigator;
});
