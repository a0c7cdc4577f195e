/**
 * Why a transport went down: `reason` for the reader, `delay` in ms where the server told when to come back,
 * `problem` or `code` as they came.
 *
 * @typedef {{reason: string, delay?: number, code?: number, problem?: object, cause?: string}} Down
 */

const CLOSE = {
  1001: 'leaving',
  1002: 'fault',
  1007: 'fault',
  1009: 'fault',
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
  unavailable: 'unavailable',
  offline: 'offline',
};

/**
 * @param {number} code of a Close frame or a `bye`
 * @param {string | number} [detail] its reason
 * @param {boolean} [greeted] whether `hello` had come
 * @returns {Down}
 */
export function downByClose(code, detail, greeted) {
  const reason = CLOSE[code] ?? (greeted ? 'cut' : 'refused');
  const delay = reason === 'leaving' ? Number(detail) || 0 : undefined;
  return { reason, code, delay };
}

/**
 * @param {import('../problem.js').Problem} problem
 * @returns {Down}
 */
export function downByProblem(problem) {
  return { reason: PROBLEM[problem.code] ?? 'fault', delay: problem.retry, cause: problem.cause, problem };
}

/** Reasons that speak of the session, the cursor or the server, and not against the transport. */
export const NOT_THE_TRANSPORT = new Set(['signed-out', 'gone', 'leaving', 'busy', 'slow', 'replaced']);
