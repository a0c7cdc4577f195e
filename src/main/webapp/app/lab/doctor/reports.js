const LONGEST_VALUE = 90;
const LONGEST_BROWSER = 300;

/**
 * Leaves a report for the administrators: what was found, by names that their pages have words for, and nothing else.
 *
 * @param {import('../../../client/http.js').Http} http
 * @param {{page: string, browser: string, findings: object[]}} report its findings are checks with what they found
 */
export function leave(http, { page, browser, findings }) {
  const body = { page: cut(page, LONGEST_BROWSER), browser: cut(browser, LONGEST_BROWSER), findings: findings.map(packed) };
  return http.json('POST', 'lab/doctor/reports', { body });
}

/** @returns {Promise<{reports: object[], settled: object}>} for administrators only; findings are again as the checks gave them */
export async function left(http) {
  const { reports, settled } = await http.json('GET', 'lab/doctor/reports', { shape: { reports: 'array', settled: 'object' } });
  return { settled, reports: reports.map((report) => ({ ...report, findings: report.findings.map(unpacked) })) };
}

/** Values are a list of names and texts; signs, which name further sentences, are among them. What is empty says nothing. */
function packed({ check, of, seconds, ok, note, fault, values, signs = [] }) {
  const all = Object.entries({ ...values, signs: signs.join(' ') }).filter(([, value]) => value !== '' && value !== undefined);
  return { check, of, seconds: seconds && Math.ceil(seconds), ok, note, fault, values: all.map(([name, value]) => ({ name, value: cut(String(value), LONGEST_VALUE) })) };
}

function unpacked(finding) {
  const { signs, ...values } = Object.fromEntries(finding.values.map(({ name, value }) => [name, value]));
  const all = finding.fault ? { status: '', code: '', detail: '', ...values } : values;
  return { ...finding, values: all, signs: signs ? signs.split(' ') : [] };
}

const cut = (text, length) => [...text].slice(0, length).join('');
