import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Gap } from '../../main/webapp/client/gap.js';
import { Problem } from '../../main/webapp/client/problem.js';
import { FakeClock, settled } from './fake-clock.js';

/** A gap before a log whose answers are given by the test, and what was taken of it. */
function gapIn() {
  const clock = new FakeClock();
  const asked = [];
  const taken = [];
  const api = { eventsAfter: (cursor) => new Promise((answer, fail) => asked.push({ cursor, answer, fail })) };
  const gap = new Gap(api, clock);
  return { gap, clock, asked, taken, read: () => gap.read('e-1', ({ cursor }) => taken.push(cursor)) };
}
const page = (cursor, more) => ({ cursor, events: [], more });

test('a gap is read page after page, and once more when the network fails', async () => {
  const { gap, clock, asked, taken, read } = gapIn();
  const done = read();
  assert.equal(gap.open, true);
  asked[0].answer(page('e-2', true));
  await settled();
  asked[1].fail(new Problem({ code: 'offline' }));
  await clock.pass(1000);
  assert.equal(asked[2].cursor, 'e-2');
  asked[2].answer(page('e-3', false));
  assert.equal(await done, true);
  assert.equal(gap.open, false);
  assert.deepEqual(taken, ['e-2', 'e-3']);
});

test('a gap that nobody wants any more is left, whatever is answered then', async () => {
  for (const late of [({ answer }) => answer(page('e-2', true)), ({ fail }) => fail(new Problem({ code: 'cursor-gone' }))]) {
    const { gap, asked, taken, read } = gapIn();
    const done = read();
    gap.stop();
    late(asked[0]);
    assert.equal(await done, false);
    assert.deepEqual([taken, asked.length], [[], 1]);
  }
});

test('where the log does not reach back it is said', async () => {
  const { asked, read } = gapIn();
  const done = read();
  asked[0].fail(new Problem({ code: 'cursor-gone', cause: 'expired' }));
  await assert.rejects(done, { code: 'cursor-gone', cause: 'expired' });
});

test('a gap is read once, then as long as more has come, and not for ever', async () => {
  const { gap, asked, read } = gapIn();
  const model = { last: 5 };
  assert.equal(gap.needed(null, { last: 9 }, null), false);
  assert.equal(gap.needed(model, { last: 9 }, []), false);
  assert.equal(gap.rest(null), null);
  for (let times = 0; times < 3; times++) {
    assert.equal(gap.needed(model, { last: 9 }, null), true);
    const done = read();
    asked.at(-1).answer(page('e-2', false));
    await done;
    assert.equal(gap.needed(model, { last: 5 }, null), false);
  }
  assert.equal(gap.needed(model, { last: 9 }, null), false);
  assert.deepEqual(gap.rest(null), []);
  assert.equal(gap.needed(model, { last: 5 }, null), true);
});
