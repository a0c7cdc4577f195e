import { Attempt } from '../../../client/attempt.js';
import { diagnosis } from '../../../client/diagnosis.js';
import { newKey } from '../../../client/key.js';
import { TRANSPORTS } from '../../../client/transports/index.js';
import { between, request, tls } from './arrival.js';
import { compression, watched } from './compression.js';
import { echoed, quiet, within } from './echo.js';
import { bad, good, note } from './finding.js';
import { LINE, whole } from './long-answer.js';

const ANSWERED_WITHIN = 5000;

/** What comes in the first ms of a stream is its beginning, which may pass where later things do not. */
const BEGINNING = 500;
const UP = 48;
const BOTH_WAYS = 256;
const SOCKETS = ['upgrade', 'websocket'];

/** What Parley refuses of a browser only if something between changed it. */
const CHANGED = { 'foreign-origin': 'foreign-origin', handshake: 'handshake-changed' };
const DOWN = 512;

/** The code with which Parley closes a line that asked for what it does not know. */
const MALFORMED = 4400;

/** Parley leaves no line silent for so many seconds, and no request. */
const NEVER_SILENT_FOR = 30;

/**
 * What the checks stand on: the installation, the time, and what the page knows of its own address.
 *
 * @typedef {{http: import('../../../client/http.js').Http, api: import('../../../client/api.js').Api,
 *     clock: import('../../../client/clock.js').Clock, fetch: typeof fetch, WebSocket: any, location: {host: string, protocol: string},
 *     agent: string, spoken: (url: string) => string | undefined, setCookie?: () => void}} Ground `agent`: what the browser calls itself;
 *     `spoken`: the version of HTTP in which it was answered, as it calls that; `setCookie`: lets the browser send a cookie with it
 *
 * @typedef {{check: string, of?: string, seconds?: number, run: (ground: Ground) => Promise<import('./finding.js').Finding>}} Check
 */

/**
 * All checks in their order.
 *
 * @param {number[]} silences for how many seconds lines are left silent; 300 at most
 * @returns {Check[]}
 */
export function checks(silences) {
  return [
    { check: 'request', run: request },
    { check: 'tls', run: tls },
    { check: 'between', run: between },
    ...Object.keys(TRANSPORTS).map((of) => ({ check: 'transport', of, run: (ground) => transport(of, ground) })),
    { check: 'large', of: 'http', run: largePost },
    { check: 'answer', of: 'http', run: largeAnswer },
    ...SOCKETS.map((of) => ({ check: 'large', of, run: (ground) => largeMessage(of, ground) })),
    ...silences.flatMap((seconds) => [
      ...SOCKETS.map((of) => ({ check: 'silence', of, seconds, run: (ground) => silentSocket(of, seconds, ground) })),
      { check: 'silence', of: 'http', seconds, run: (ground) => silentRequest(seconds, ground) },
    ]),
  ];
}

/** Opens a transport as the client does, and says something over it; if it fails, the server tells what it saw of it. */
async function transport(name, { http, api, clock, WebSocket }) {
  const client = `doctor-${newKey()}`; // so that it is not taken for what anybody uses
  const state = await api.state();
  const socket = SOCKETS.includes(name) && WebSocket ? watched(WebSocket) : undefined;
  const versions = () => ({ heartbeat: name === 'sse' ? 1 : undefined });
  const { ms, later, failure } = await tried(name, TRANSPORTS[name]({ http, clock, client, WebSocket: socket?.WebSocket, versions }), state, clock);
  const attempts = failure || socket ? await api.attempts(client).catch(() => []) : [];
  const seen = attempts.filter((attempt) => attempt.transport === name).at(-1);
  const compressed = compression(seen, socket?.agreed());
  if (compressed === 'compression-lost') return bad(compressed);
  if (failure) {
    const { reason, status = '', code = '' } = { ...failure, ...refusal(failure), ...diagnosis({ name, reason: failure.reason }, attempts) };
    return bad(CHANGED[code] ?? reason, { status, code, detail: seen?.detail ?? '' });
  }
  return compressed ? note(compressed, { ms }) : good({ ms, later }, later ? ['later'] : []);
}

/** What the client calls no more than a fault, and Parley itself gave as its reason: in an answer, or as it closed. */
function refusal({ reason, problem, cause, code }) {
  const said = problem?.code ?? (code === MALFORMED ? (cause ?? code) : undefined);
  return reason === 'fault' && said !== undefined ? { reason: 'server-refused', code: said } : {};
}

/**
 * After how many ms it was open and answered, and for a stream when the next thing came; or why it went down.
 *
 * @returns {Promise<{ms?: number, later?: number, failure?: object}>}
 */
function tried(name, made, state, clock) {
  const attempt = new Attempt(name, made, clock);
  const began = clock.now();
  return new Promise((resolve) => {
    const opened = async () => {
      const next = name === 'sse' ? nextOf(made, clock) : undefined;
      const failure = await answered(made, state, clock);
      const ms = clock.now() - began;
      const later = failure ? undefined : await next;
      resolve({ ms, later, failure: failure ?? (next && !later ? { reason: 'held-back' } : undefined) });
    };
    attempt.start(state.cursor, opened, (failure) => resolve({ failure }));
  }).finally(() => attempt.close());
}

/** When a stream said something after its beginning, in ms; undefined: it did not, though it was asked to. */
function nextOf(made, clock) {
  const began = clock.now();
  return within(clock, ANSWERED_WITHIN, (end) => {
    const heard = () => clock.now() - began >= BEGINNING && end(clock.now() - began);
    for (const type of ['batch', 'mine', 'now']) made.on(type, heard);
  });
}

/** Something said is answered: both directions work. */
async function answered(made, state, clock) {
  const answer = await within(clock, ANSWERED_WITHIN, (end) => made.send(harmless(state)).then(end, end));
  if (answer?.code === 'foreign-origin') return { reason: answer.code, status: answer.status };
  if (isOurs(answer)) return null;
  return answer?.foreign ? { reason: 'posts-refused', status: answer.status } : { reason: 'one-way' };
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
  if (answer?.code === 'foreign-origin') return bad(answer.code, { status: answer.status });
  if (isOurs(answer)) return good(values);
  return bad(answer.status === 413 ? 'too-large' : 'large-lost', { ...values, status: answer.status ?? '' });
}

async function largeMessage(name, ground) {
  const values = { kb: BOTH_WAYS, status: '' };
  const outcome = await echoed(name, 'x'.repeat(BOTH_WAYS * 1024), ground);
  return outcome === 'same' ? good(values) : bad(outcome === 'lost' ? 'large-lost' : outcome, values);
}

/** A long answer down: somebody between may cut it, change it, or keep it. */
async function largeAnswer({ http, fetch }) {
  const response = await fetch(http.url('lab/doctor/answer', { kb: DOWN }), { cache: 'no-store' }).catch(() => null);
  const values = { kb: DOWN, status: response?.ok === false ? response.status : '' };
  if (!response?.ok) return bad('large-lost', values);
  const { bytes, same } = await whole(response);
  if (!same) return bad('answer-changed', values);
  return bytes === DOWN * 64 * LINE ? good(values) : bad('answer-cut', { ...values, came: Math.floor(bytes / 1024) });
}

async function silentSocket(name, seconds, ground) {
  const { outcome, after } = await quiet(name, seconds, ground);
  if (outcome === 'lasted') return good({ seconds });
  return outcome === 'cut' ? cut(seconds, after) : bad(outcome, { seconds });
}

/** A request that is held without a byte; the server answers when its time is over. */
async function silentRequest(seconds, { http, fetch, clock }) {
  const began = clock.now();
  const response = await fetch(http.url('lab/doctor/silence', { seconds }), { cache: 'no-store' }).catch(() => null);
  if (response?.status === 204) return good({ seconds });
  const { code } = (await response?.json().catch(() => undefined)) ?? {};
  return code ? bad('server-refused', { status: response.status, code }) : cut(seconds, Math.round((clock.now() - began) / 1000));
}

const cut = (seconds, after) => (after > NEVER_SILENT_FOR ? note('cut-long', { seconds, after }) : bad('cut-silent', { seconds, after }));
