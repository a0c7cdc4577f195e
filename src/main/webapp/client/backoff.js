const BASE = 1000;
const CAP = 30_000;

/**
 * Full jitter: anywhere between now and a bound that doubles with each attempt.
 *
 * @param {number} attempt 0 for the first
 * @param {() => number} [random]
 * @returns {number} milliseconds
 */
export function backoff(attempt, random = Math.random) {
  return Math.round(random() * Math.min(CAP, BASE * 2 ** Math.min(attempt, 10)));
}
