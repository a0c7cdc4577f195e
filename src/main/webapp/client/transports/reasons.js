import { advised } from '../advice.js';

/**
 * Why a transport went down: `reason` for the reader, `delay` in ms where the server told when to come back,
 * `problem` or `code` as they came, `seconds` of silence before a cut.
 *
 * @typedef {{reason: string, delay?: number, code?: number, status?: number, seconds?: number, problem?: object, cause?: string}} Down
 */

const CLOSE = {
  1001: 'leaving',
  1002: 'fault',
  1003: 'fault',
  1007: 'fault',
  1009: 'fault',
  1011: 'unavailable',
  1013: 'unavailable',
  4400: 'fault',
  4401: 'signed-out',
  4408: 'slow',
  4410: 'gone',
  4429: 'busy',
};

const PROBLEM = {
  'not-signed-in': 'signed-out',
  'cursor-gone': 'gone',
  'rate-limited': 'busy',
  'no-upgrade': 'unsupported',
  'not-found': 'unsupported',
  'foreign-answer': 'foreign',
  refused: 'foreign',
  unavailable: 'unavailable',
  offline: 'offline',
};

/**
 * @param {number} code of a Close frame or a `bye`; 1006 where the line ended without one
 * @param {string | number} [detail] its reason
 * @param {boolean} [greeted] whether `hello` had come
 * @param {number} [seconds] of silence before it
 * @returns {Down}
 */
export function downByClose(code, detail, greeted, seconds) {
  const advice = CLOSE[code] === 'leaving' && detail !== '' ? advised(Number(detail)) : undefined;
  const known = CLOSE[code] === 'leaving' && advice === undefined ? undefined : CLOSE[code]; // something between may leave too
  const reason = known ?? (greeted ? 'cut' : 'refused');
  const delay = reason === 'leaving' ? advice : undefined;
  return { reason, code, delay, ...(reason === 'cut' && { seconds }) };
}

/**
 * What something between answered in Parley's place speaks against the transport, not of the session.
 *
 * @param {import('../problem.js').Problem} problem
 * @returns {Down}
 */
export function downByProblem(problem) {
  const reason = problem.foreign ? 'foreign' : (PROBLEM[problem.code] ?? 'fault');
  return { reason, delay: problem.retry, status: problem.status, cause: problem.cause, problem };
}

/** Reasons that speak of the session, the cursor or the server, and not against the transport. */
export const NOT_THE_TRANSPORT = new Set(['signed-out', 'gone', 'leaving', 'busy', 'slow', 'replaced']);
