/** What is quicker than this is drawn as if it took so long: a logarithmic scale has no 0. In ms. */
export const LEAST = 0.1;

/**
 * A logarithmic scale: from a power of ten to another, with all that is drawn between them.
 *
 * @param {number | null} least of what is drawn; null: nothing is drawn yet
 * @param {number | null} most
 * @returns {[number, number]}
 */
export function decades(least, most) {
  if (!(most > 0)) return [1, 1000];
  const from = Math.floor(Math.log10(Math.max(LEAST, least)));
  return [10 ** from, 10 ** Math.max(from + 1, Math.ceil(Math.log10(most)))];
}

/** Where such a scale has lines: at each power of ten, and where there are few of these, at 2 and 5 times each. */
export function marks(from, to) {
  const powers = Array.from({ length: Math.round(Math.log10(to / from)) + 1 }, (_, i) => 10 ** (Math.round(Math.log10(from)) + i));
  return powers.length > 3 ? powers : powers.flatMap((power) => [power, 2 * power, 5 * power]).filter((mark) => mark <= to);
}
