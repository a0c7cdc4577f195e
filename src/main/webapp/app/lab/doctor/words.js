import { has, language, t } from '../../language.js';

/**
 * What a check is called.
 *
 * @param {{check: string, of?: string | string[], seconds?: number}} check
 */
export function nameOf({ check, of, seconds }) {
  if (!has(`doctor.check.${check}`)) return check;
  const all = [of ?? []].flat().map((one) => (has(`transport.${one}`) ? t(`transport.${one}`) : has(`doctor.of.${one}`) ? t(`doctor.of.${one}`) : one));
  return t(`doctor.check.${check}`, { seconds, of: new Intl.ListFormat(language().tag).format(all) });
}

const FOLLOWING = ['follows', 'not-looked-at'];

/** @returns {'good' | 'note' | 'bad' | 'follows'} */
export const verdictOf = ({ ok, note, fault }) => (FOLLOWING.includes(fault) ? 'follows' : note ? 'note' : ok ? 'good' : 'bad');

/**
 * What a check found, in sentences.
 *
 * @param {{check: string}} check
 * @param {import('./finding.js').Finding} finding
 */
export function textOf({ check }, { fault, values, signs = [] }) {
  const shown = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, typeof value === 'number' ? value.toLocaleString(language().tag) : value]));
  if (FOLLOWING.includes(fault)) shown.since = nameOf({ check: values.since, of: values.of });
  const key = fault ? `doctor.fault.${fault}` : `doctor.found.${check}`;
  const first = has(key) ? t(key, shown) : t('doctor.fault.other', { fault: fault ?? check });
  const sentences = [first.replace(/\s+([.。])$/, '$1'), ...signs.filter((sign) => has(`doctor.sign.${sign}`)).map((sign) => t(`doctor.sign.${sign}`, shown))];
  return sentences.join(language().id === 'zh' ? '' : ' ');
}
