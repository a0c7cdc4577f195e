const DAY = 86_400_000;

/**
 * Midnights between two moments, where the reader is.
 *
 * @param {string | Date} from
 * @param {string | Date} to
 * @returns {number} 0 on the same day
 */
export function daysBetween(from, to) {
  return Math.round((midnight(to) - midnight(from)) / DAY);
}

function midnight(at) {
  return new Date(at).setHours(0, 0, 0, 0);
}
