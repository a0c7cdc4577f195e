import assert from 'node:assert/strict';
import { test } from 'node:test';
import { alike } from '../../main/webapp/app/lab/doctor/alike.js';
import { bad, follows, good, note } from '../../main/webapp/app/lab/doctor/finding.js';

const check = (name, of, seconds) => ({ check: name, of, seconds });

/** What is shown of these checks with their findings. */
function shown(...pairs) {
  const found = new Map(pairs);
  return alike([...found.keys()], (one) => found.get(one));
}

test('a fault that both sockets have alike is told once, and names both; so is what follows', () => {
  const upgrade = check('transport', 'upgrade');
  const websocket = check('transport', 'websocket');
  const lines = shown(
    [upgrade, bad('one-way')],
    [websocket, bad('one-way')],
    [check('large', 'upgrade'), follows('not-looked-at', upgrade)],
    [check('large', 'websocket'), follows('not-looked-at', websocket)],
  );
  assert.deepEqual(
    lines.map(({ check, checks, finding }) => [check.check, check.of, checks.length, finding.values.of]),
    [
      ['transport', ['upgrade', 'websocket'], 2, undefined],
      ['large', ['upgrade', 'websocket'], 2, ['upgrade', 'websocket']],
    ],
  );
});

test('more than two are named as well', () => {
  const all = ['upgrade', 'websocket', 'sse'].map((of) => check('transport', of));
  const [line, ...others] = shown(...all.map((one) => [one, follows('follows', check('request'))]));
  assert.deepEqual([line.check.of, line.checks, others], [['upgrade', 'websocket', 'sse'], all, []]);
  const [own] = shown(...all.map((one) => [{ ...one, check: 'large' }, follows('not-looked-at', one)]));
  assert.deepEqual(own.finding.values.of, ['upgrade', 'websocket', 'sse']);
});

test('what differs stays apart: other faults, other values, other checks, other causes, and what is good', () => {
  const two = (one, other) => shown([check('transport', 'upgrade'), one], [check('transport', 'websocket'), other]).length;
  assert.equal(two(bad('one-way'), bad('answer-lost')), 2);
  assert.equal(two(bad('without-upgrade', { detail: 'HTTP/1.0' }), bad('without-upgrade', { detail: 'HTTP/1.1' })), 2);
  assert.equal(two(good({ ms: 1 }), good({ ms: 1 })), 2);
  assert.equal(two(bad('one-way'), undefined), 2);
  assert.equal(two(follows('follows', check('request')), follows('follows', check('request'))), 1);
  assert.equal(two(follows('follows', check('transport', 'upgrade')), follows('follows', check('request'))), 2);
  assert.equal(two(note('compression-unasked', { ms: 4 }), note('compression-unasked', { ms: 4 })), 2);
  assert.equal(shown([check('silence', 'upgrade', 20), bad('cut-silent', { after: 9 })], [check('silence', 'websocket', 60), bad('cut-silent', { after: 9 })]).length, 2);
});

test('a second more or less is the same silence', () => {
  const cut = (after) => bad('cut-silent', { seconds: 20, after });
  const lines = (...times) => shown([check('silence', 'upgrade', 20), cut(times[0])], [check('silence', 'websocket', 20), cut(times[1])]).length;
  assert.deepEqual([lines(9, 10), lines(9, 11)], [1, 2]);
});
