import assert from 'node:assert/strict';
import { test } from 'node:test';
import { advised, retryAfter } from '../../main/webapp/client/advice.js';
import { Http } from '../../main/webapp/client/http.js';
import { Problem } from '../../main/webapp/client/problem.js';
import { downByClose } from '../../main/webapp/client/transports/reasons.js';

const HOUR = 3_600_000;
const NOON = Date.parse('2026-11-22T12:00:00Z');
const after = (value, date) => retryAfter(new Headers({ ...(value !== undefined && { 'Retry-After': value }), ...(date && { Date: date }) }), NOON);

test('when to come back is told in seconds, or as a date in any of its three forms', () => {
  assert.equal(after('120'), 120_000);
  assert.equal(after('0'), 0);
  assert.equal(after('Sun, 22 Nov 2026 12:02:00 GMT'), 120_000);
  assert.equal(after('Sunday, 22-Nov-26 12:02:00 GMT'), 120_000);
  assert.equal(after('Sun Nov 22 12:02:00 2026'), 120_000);
  assert.equal(after('Sun Nov  1 12:02:00 2026', 'Sun, 01 Nov 2026 12:00:00 GMT'), 120_000);
});

test('a date is taken by the clock of whoever sent it', () => {
  assert.equal(after('Sun, 22 Nov 2026 14:02:00 GMT', 'Sun, 22 Nov 2026 14:01:30 GMT'), 30_000);
});

test('advice is kept for an hour at most, and none that makes no sense', () => {
  assert.equal(after('999999999999'), HOUR);
  assert.equal(after('Sun, 22 Nov 2099 12:02:00 GMT'), HOUR);
  for (const nonsense of [undefined, '', 'soon', '-5', '1.5', '1e3', 'Sun, 22 Nov 2026 11:59:00 GMT', '2026-11-22T12:02:00Z']) {
    assert.equal(after(nonsense), undefined, nonsense);
  }
  for (const nonsense of [NaN, -1, 'soon', null]) assert.equal(advised(nonsense), undefined);
  assert.equal(new Problem({ code: 'rate-limited', retry: 1e12 }).retry, HOUR);
  assert.equal(downByClose(1001, '1e12', true).delay, HOUR);
});

test('what something between answers with a date is kept', async () => {
  const headers = { 'Retry-After': 'Sun, 22 Nov 2026 12:00:40 GMT', Date: 'Sun, 22 Nov 2026 12:00:00 GMT', 'Content-Type': 'text/html' };
  const http = new Http('http://chat.example/', { fetch: async () => new Response('<html>', { status: 503, headers }) });
  await assert.rejects(http.json('GET', 'api/state'), { code: 'unavailable', foreign: true, retry: 40_000 });
});
