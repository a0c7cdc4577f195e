import assert from 'node:assert/strict';
import { test } from 'node:test';
import { advance, choiceOf, csv, curves, ESTIMATED, IN_BROWSER, newest, NOTHING, perSecond, queryOf, traced } from '../../main/webapp/app/lab/comparison.js';
import { decades, marks } from '../../main/webapp/app/lab/decades.js';
import { findings } from '../../main/webapp/app/lab/findings.js';
import { compareTexts } from '../../main/webapp/app/lab/texts.js';

const choice = choiceOf('?transports=upgrade,polling&seconds=3');

const result = (transport, more) => ({
  transport, people: 2, seconds: 10, delivered: 100, heard: 100, requests: 0, empty: 0, up: 1000, down: 9000, bytesPerUseful: 2,
  connections: 2, cpu: 50, allocated: 900, latency: { p50: 2, p90: 3, p99: 4, max: 5 }, curve: new Array(101).fill(1),
  lost: 0, repeated: 0, reordered: 0, busy: 0.1, ...more,
});

const POLLING = result('polling', { requests: 200, empty: 150, bytesPerUseful: 20, cpu: 200, latency: { p50: 1000, p90: 1, p99: 1, max: 1 } });
const said = (results) => Object.fromEntries(findings({ results, choice }).map(({ key, values }) => [key.replace('compare.says.', ''), values]));

test('an address holds a choice, and what is wrong in it is as usual', () => {
  assert.deepEqual(choiceOf(queryOf(choice)), choice);
  assert.equal(queryOf(choice), '?transports=upgrade,polling&people=20&senders=5&rate=12&size=60&interval=500&seconds=3&order=together');
  assert.equal(choiceOf('?people=1').people, 20);
  assert.equal(choiceOf('?people=2.5').people, 20);
  assert.equal(choiceOf('?transports=pigeon').transports.length, 5);
  assert.deepEqual(['?order=in-turn', '?order=random', ''].map((query) => choiceOf(query).order), ['in-turn', 'together', 'together']);
  assert.deepEqual(choiceOf('?transports=sse&rate=6&people=9&seconds=61', IN_BROWSER), { transports: ['sse'], rate: 6, size: 60, interval: 2000, seconds: 20 });
});

test('what the server tells is added to what is known, unless it is of another comparison', () => {
  const first = advance(NOTHING, { id: 'a', state: 'running', choice, samples: [[0, 0]], results: [] });
  const more = advance(first, { id: 'a', state: 'done', choice, samples: [[0, 500]], results: [POLLING] });
  assert.deepEqual([more.state, more.samples.length, more.results.length], ['done', 2, 1]);
  assert.deepEqual(advance(more, { id: 'b', state: 'running', choice, samples: [], results: [] }).samples, []);
});

test('those that run together stand in the order that was chosen, whichever ends first', () => {
  const first = advance(NOTHING, { id: 'a', state: 'running', choice, now: [{ transport: 'upgrade' }], samples: [], results: [POLLING] });
  assert.deepEqual(traced(first).map(({ transport }) => transport), ['upgrade', 'polling']);
  const more = advance(first, { id: 'a', state: 'done', choice, now: [], samples: [], results: [result('upgrade')] });
  assert.deepEqual(more.results.map(({ transport }) => transport), ['upgrade', 'polling']);
});

test('the newest of a transport is of its own samples', () => {
  const samples = [[0, 0, 0, 0, 0, 0, 0, 2], [1, 0, 0, 0, 0, 0, 0, 2], [0, 500, 5, 9, 9, 0, 0, 2], [0, 1000, 15, 9, 9, 3, 1, 2]];
  assert.deepEqual(newest({ samples, choice }, 'upgrade'), { heard: 15, requests: 3, empty: 1, rate: 20 });
  assert.equal(newest({ samples, choice }, 'polling'), undefined);
});

test('samples become rates, each transport on a line of its own from its own beginning', () => {
  const samples = [[0, 0, 0], [0, 500, 5], [0, 1010, 15], [1, 0, 0], [1, 500, 1]];
  assert.deepEqual(perSecond({ samples, choice }, (sample) => sample[2]), [[0.5, 1], [10, 10 / 0.51], [2, null]]);
  assert.deepEqual(curves({ results: [POLLING], choice })[1][0], null);
  assert.deepEqual(curves({ results: [POLLING], choice })[2][0], 1);
});

test('sentences say what the figures say', () => {
  const all = said([result('upgrade'), POLLING]);
  assert.deepEqual(all.kept, { n: 200 });
  assert.deepEqual(all.wasted, { share: 75, empty: 150, requests: 200 });
  assert.deepEqual(all.fastest, { best: 'upgrade', worst: 'polling', least: 2, most: 1000, times: 500 });
  assert.deepEqual(all.leanest, { best: 'upgrade', worst: 'polling', least: 2, most: 20, times: 10 });
  assert.deepEqual(all.silent, { none: ['upgrade'], worst: 'polling', rate: 20 });
  assert.equal(all.cheapest.times, 4);
  assert.deepEqual(said([result('long-polling', { requests: 90 })]).ordered, { n: 100 });
  assert.equal(said([result('long-polling', { requests: 90, reordered: 1 })]).ordered, undefined);
});

test('other figures, other sentences', () => {
  const all = said([result('upgrade', { cpu: 900, lost: 1 }), { ...POLLING, empty: 0, latency: { ...POLLING.latency, p50: 1 } }]);
  assert.deepEqual(all.faults, { n: 1 });
  assert.equal(all.kept, undefined);
  assert.ok(all['not-wasted']);
  assert.equal(all.fastest.best, 'polling');
  assert.equal(all.cheapest.worst, 'upgrade');
  assert.deepEqual(Object.keys(said([result('sse', { requests: 5 })])), ['kept'], 'nothing to compare with');
  assert.deepEqual(said([result('sse', { busy: 0.9 })]).busy, { none: ['sse'] });
});

test('each sentence has its text, with a place for each of its values and no other', () => {
  const results = [result('upgrade', { busy: 0.9 }), result('long-polling', { requests: 90, empty: 1 }), POLLING];
  for (const { key, values } of findings({ results, choice })) {
    const places = [...compareTexts[key][0].matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
    assert.deepEqual(places.filter((name) => !(name in values)), [], key);
  }
});

test('a spreadsheet gets a row for each transport, with what was chosen', () => {
  const [head, row, rest] = csv({ results: [POLLING], choice }).split('\r\n');
  assert.equal(head.split(',').length, row.split(',').length);
  assert.ok(row.startsWith('polling,100,0,0,0,1000,') && row.endsWith(',20,5,12,60,500,3,together'), row);
  assert.equal(rest, '');
});

test('a spreadsheet says which figures are estimates, and leaves out what nobody knows', () => {
  const here = choiceOf('?seconds=5', IN_BROWSER);
  const [head, row] = csv({ results: [result('sse', { cpu: undefined, lost: NaN })], choice: here, estimated: ESTIMATED }).split('\r\n');
  const of = Object.fromEntries(head.split(',').map((name, i) => [name, row.split(',')[i]]));
  assert.deepEqual([of['up (estimate)'], of['down (estimate)'], of['useful (estimate)'], of['connections (estimate)']], ['1000', '9000', '2', '2']);
  assert.deepEqual([of.cpu, of.lost, of.delivered, of.seconds, of.up], ['', '', '100', '5', undefined]);
});

test('times that lie far apart are drawn in steps of ten', () => {
  assert.deepEqual([decades(0.7, 512), marks(0.1, 1000)], [[0.1, 1000], [0.1, 1, 10, 100, 1000]]);
  assert.deepEqual([decades(0, 2000), decades(1, 1), decades(null, null)], [[0.1, 10000], [1, 10], [1, 1000]]);
  assert.deepEqual(marks(1, 10), [1, 2, 5, 10]);
});
