import assert from 'node:assert/strict';
import { test } from 'node:test';
import { leave, left } from '../../main/webapp/app/lab/doctor/reports.js';

const FINDINGS = [
  { check: 'request', ok: true, values: { host: 'chat', difference: 0, empty: '' }, signs: [], run: () => {} },
  { check: 'between', ok: true, note: true, fault: 'headers-changed', values: { changed: 'x'.repeat(500) }, signs: ['changed', 'added'] },
  { check: 'silence', of: 'http', seconds: 0.5, ok: false, fault: 'cut-silent', values: { after: 0 } },
];

/** A server that keeps what it is sent as JSON. */
function server() {
  const kept = [];
  const json = async (method, path, { body } = {}) => {
    assert.equal(path, 'lab/doctor/reports');
    if (method === 'POST') return void kept.push(JSON.parse(JSON.stringify(body)));
    return { reports: kept, settled: { lines: {} } };
  };
  return { json };
}

test('a report comes back as it was found, shortened', async () => {
  const http = server();
  await leave(http, { page: 'http://chat/', browser: 'b'.repeat(1000), findings: FINDINGS });
  const { reports, settled } = await left(http);
  assert.deepEqual(settled, { lines: {} });
  assert.equal(reports[0].browser.length, 300);
  const [request, between, silence] = reports[0].findings;
  assert.deepEqual(request, { check: 'request', ok: true, values: { host: 'chat', difference: '0' }, signs: [] });
  assert.deepEqual([between.fault, between.note, between.signs, between.values.changed.length], ['headers-changed', true, ['changed', 'added'], 90]);
  assert.deepEqual([silence.seconds, silence.of, silence.values.after], [1, 'http', '0']);
});
