/** No advice is kept for longer, in ms: an hour. What is to be so far off is asked about again meanwhile. */
const LONGEST = 3_600_000;

/**
 * What a server, or something before it, says of when to come back.
 *
 * @param {unknown} ms
 * @returns {number | undefined} ms, an hour at most; undefined where it says nothing that can be followed
 */
export function advised(ms) {
  return typeof ms === 'number' && ms >= 0 ? Math.min(ms, LONGEST) : undefined;
}

/**
 * `Retry-After` in both its forms (RFC 9110, 10.2.3). A date is taken by the clock of whoever sent it, where the answer has a `Date`.
 *
 * @param {Headers} headers
 * @param {number} now ms since 1970
 * @returns {number | undefined} ms, an hour at most; a date that is over says nothing
 */
export function retryAfter(headers, now) {
  const value = headers.get('Retry-After')?.trim() ?? '';
  if (/^\d+$/.test(value)) return advised(1000 * Number(value));
  const sent = httpDate(headers.get('Date'));
  return advised(httpDate(value) - (Number.isNaN(sent) ? now : sent));
}

/** RFC 9110, 5.6.7: the usual form, that of RFC 850, and that of `asctime`, which names no zone. All are UTC. */
function httpDate(text) {
  if (!/^[A-Z][a-z]{2,8},? /.test(text ?? '')) return NaN;
  return Date.parse(text.endsWith(' GMT') ? text : `${text} GMT`);
}
