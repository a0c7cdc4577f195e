import { t } from './language.js';

/**
 * Why a transport did not work, as far as this page and the server know together.
 *
 * @param {import('../client/detours.js').Failure} failure
 * @returns {string}
 */
export function failureText({ reason, seconds, status, code }) {
  if (reason === 'cut' && seconds > 1) return t('down.cut-idle', { seconds });
  if (reason === 'foreign' && status) return t('down.foreign-status', { status });
  if (reason === 'server-refused') return t('down.server-refused', { why: code ?? status });
  return t(`down.${reason}`);
}
