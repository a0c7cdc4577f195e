import { Attempt } from '../../../client/attempt.js';
import { diagnosis } from '../../../client/diagnosis.js';
import { newKey } from '../../../client/key.js';
import { TRANSPORTS } from '../../../client/transports/index.js';
import { echoed, quiet, within } from './echo.js';

const CLOCK_MAY_DIFFER = 30_000;
const ANSWERED_WITHIN = 5000;
const UP = 48;
const BOTH_WAYS = 256;
const SOCKETS = ['upgrade', 'websocket'];
const SENT = 'as sent';

/**
 * What the checks stand on: the installation, the time, and what the page knows of its own address.
 *
 * @typedef {{http: import('../../../client/http.js').Http, api: import('../../../client/api.js').Api,
 *     clock: import('../../../client/clock.js').Clock, fetch: typeof fetch, WebSocket: any, location: {host: string, protocol: string}}} Ground
 *
 * What a check found. `fault` names what is wrong, in words that the catalogue and `remedies.js` know; `values` goes with it.
 *
 * @typedef {{ok: boolean, fault?: string, values: Record<string, any>}} Finding
 *
 * @typedef {{check: string, of?: string, seconds?: number, run: (ground: Ground) => Promise<Finding>}} Check
 */

/**
 * All checks in their order.
 *
 * @param {number[]} silences for how many seconds lines are left silent; more than 55 is longer than the server holds a request
 * @returns {Check[]}
 */
export function checks(silences) {
  return [
    { check: 'request', run: request },
    ...Object.keys(TRANSPORTS).map((of) => ({ check: 'transport', of, run: (ground) => transport(of, ground) })),
    { check: 'large', of: 'http', run: largePost },
    ...SOCKETS.map((of) => ({ check: 'large', of, run: (ground) => largeMessage(of, ground) })),
    ...silences.flatMap((seconds) => [
      ...SOCKETS.map((of) => ({ check: 'silence', of, seconds, run: (ground) => silentSocket(of, seconds, ground) })),
      { check: 'silence', of: 'long-polling', seconds, run: (ground) => silentRequest(seconds, ground) },
    ]),
  ];
}

/**
 * Carries checks out: one after the other, and at last those that only wait, all at once.
 *
 * @param {Check[]} list
 * @param {Ground} ground
 * @param {(check: Check, finding: Finding) => void} tell
 */
export async function examine(list, ground, tell) {
  const one = async (check) => tell(check, await check.run(ground).catch(({ code }) => bad(code ?? 'fault')));
  for (const check of list.filter(({ seconds }) => !seconds)) await one(check);
  await Promise.all(list.filter(({ seconds }) => seconds).map(one));
}

const ok = (values) => ({ ok: true, values });
const bad = (fault, values = {}) => ({ ok: false, fault, values });

/** An ordinary request: does it arrive, as it was sent, and what time is it there? */
async function request({ http, fetch, clock, location }) {
  const sent = clock.now();
  const response = await fetch(http.url('lab/doctor/seen'), { cache: 'no-store', headers: { 'X-Parley-Check': SENT } }).catch(() => null);
  if (!response) return bad('offline');
  const seen = await response.json().catch(() => ({}));
  if (seen.code === 'not-signed-in') return bad(seen.code);
  if (typeof seen.at !== 'number') return bad('foreign', { status: response.status });

  const difference = Math.round((seen.at - (sent + clock.now()) / 2) / 1000) + 0; // never -0
  const between = Object.entries(seen.signs).map(([name, value]) => `${name}: ${value}`).join('; ');
  const values = { protocol: seen.protocol, host: seen.host, expected: location.host, difference, between };
  if (seen.host !== location.host) return bad('host-changed', values);
  if (seen.kept !== SENT) return bad('headers-taken', values);
  if (location.protocol === 'https:' && !seen.secure) return bad('scheme-hidden', values);
  return Math.abs(difference) * 1000 > CLOCK_MAY_DIFFER ? bad('clock', values) : ok(values);
}

/** Opens a transport as the client does, and says something over it; if it fails, the server tells what it saw of it. */
async function transport(name, { http, api, clock, WebSocket }) {
  const client = newKey();
  const state = await api.state();
  const began = clock.now();
  const failure = await tried(name, TRANSPORTS[name]({ http, clock, client, WebSocket, versions: () => ({}) }), state, clock);
  if (!failure) return ok({ ms: clock.now() - began });
  const attempts = await api.attempts(client).catch(() => []);
  const { reason, status = '', code = '' } = { ...failure, ...diagnosis({ name, reason: failure.reason }, attempts) };
  return bad(reason, { status, code });
}

/** Null, or why the transport went down. */
function tried(name, made, state, clock) {
  const attempt = new Attempt(name, made, clock);
  return new Promise((resolve) => {
    attempt.start(state.cursor, () => resolve(answered(made, state, clock)), resolve);
  }).finally(() => attempt.close());
}

/** Something said is answered: both directions work. */
async function answered(made, state, clock) {
  const answer = await within(clock, ANSWERED_WITHIN, (end) => made.send(harmless(state)).then(end, end));
  return isOurs(answer) ? null : { reason: 'one-way' };
}

/** A command that changes nothing: a mark of what is read goes forward only. Who is in no room says what Parley does not know. */
const harmless = ({ rooms }) => ({ type: rooms.length > 0 ? 'read' : 'check', key: newKey(), ...(rooms.length > 0 && { room: rooms[0].id, id: 0 }) });

/** An ack, or what Parley itself refused. */
const isOurs = (answer) => answer !== undefined && !answer.foreign && !['lost', 'offline'].includes(answer.code);

/** A long body up: somebody between may refuse it. */
async function largePost({ http, api }) {
  const values = { kb: UP, status: '' };
  const body = { ...harmless(await api.state()), padding: 'x'.repeat(UP * 1024) };
  const answer = await http.json('POST', 'api/commands', { body }).catch((problem) => problem);
  if (isOurs(answer)) return ok(values);
  return answer.status === 413 ? bad('too-large', values) : bad('large-lost', { ...values, status: answer.status ?? '' });
}

async function largeMessage(name, ground) {
  const values = { kb: BOTH_WAYS, status: '' };
  const outcome = await echoed(name, 'x'.repeat(BOTH_WAYS * 1024), ground);
  return outcome === 'same' ? ok(values) : bad(outcome === 'lost' ? 'large-lost' : outcome, values);
}

async function silentSocket(name, seconds, ground) {
  const { outcome, after } = await quiet(name, seconds, ground);
  return outcome === 'lasted' ? ok({ seconds }) : bad(outcome === 'cut' ? 'cut-silent' : outcome, { seconds, after });
}

/** A request that is held without a byte; the server answers when its time is over. */
async function silentRequest(seconds, { http, api, clock }) {
  const { cursor } = await api.state();
  const began = clock.now();
  try {
    await http.json('GET', 'transport/long-polling', { query: { after: cursor, wait: seconds, client: newKey() } });
    return ok({ seconds });
  } catch {
    return bad('cut-silent', { seconds, after: Math.round((clock.now() - began) / 1000) });
  }
}
