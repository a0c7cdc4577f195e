import assert from 'node:assert/strict';
import { test } from 'node:test';
import { diagnosis } from '../../main/webapp/client/diagnosis.js';

const CASES = [
  ['upgrade', 'refused', [], 'never-arrived'],
  ['upgrade', 'no-answer', [['websocket', 'opened']], 'never-arrived'],
  ['upgrade', 'refused', [['upgrade', 'arrived-without-upgrade']], 'without-upgrade'],
  ['upgrade', 'refused', [['upgrade', 'refused']], 'server-refused'],
  ['upgrade', 'refused', [['upgrade', 'answered-101']], 'answer-lost'],
  ['upgrade', 'no-answer', [['upgrade', 'opened']], 'answer-lost'],
  ['upgrade', 'open-silent', [['upgrade', 'opened']], 'open-silent'],
  ['websocket', 'open-silent', [['websocket', 'closed']], 'open-silent'],
  ['sse', 'no-answer', [['sse', 'opened']], 'buffered'],
  ['sse', 'open-silent', [['sse', 'opened']], 'buffered'],
  ['upgrade', 'refused', [['upgrade', 'opened'], ['upgrade', 'arrived-without-upgrade']], 'without-upgrade'],
  ['upgrade', 'cut', [], undefined],
  ['upgrade', 'unsupported', [], undefined],
];

for (const [name, reason, seen, expected] of CASES) {
  test(`${name} ${reason}, seen ${seen.map((one) => one.join(' ')).join(', ') || 'nowhere'}: ${expected ?? 'as the client said'}`, () => {
    const attempts = seen.map(([transport, outcome]) => ({ transport, outcome, status: 403, code: 'forbidden' }));
    assert.equal(diagnosis({ name, reason }, attempts).reason, expected);
  });
}

test('a refusal of the server’s comes with its code', () => {
  const attempts = [{ transport: 'upgrade', outcome: 'refused', status: 429, code: 'rate-limited' }];
  assert.deepEqual(diagnosis({ name: 'upgrade', reason: 'refused' }, attempts), { reason: 'server-refused', status: 429, code: 'rate-limited' });
});
