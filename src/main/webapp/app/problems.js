import { has, t } from './language.js';

/**
 * What went wrong and what to do about it, in the reader's language.
 *
 * @param {import('../client/problem.js').Problem} problem
 * @returns {string}
 */
export function problemText(problem) {
  const seconds = Math.ceil((problem.retry ?? 5000) / 1000);
  const values = { limit: problem.limit, seconds, detail: problem.message };
  const keys = [`problem.${problem.code}.${problem.field}`, `problem.${problem.code}`, 'problem.other'];
  return t(keys.find(has), values);
}
