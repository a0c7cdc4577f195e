import { language, t } from '../language.js';

/** A figure with the digits that mean something: three, or all before the point. A dash where there is none. */
export function figure(value) {
  if (!Number.isFinite(value)) return '–';
  const fraction = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2;
  return value.toLocaleString(language().tag, { maximumFractionDigits: fraction });
}

/** A finding in words: its numbers as figures, its transports by their names. */
export function sentence({ key, values }) {
  const said = Object.entries(values).map(([name, value]) => [name, words(value)]);
  return t(key, Object.fromEntries(said));
}

function words(value) {
  if (Array.isArray(value)) {
    return new Intl.ListFormat(language().tag).format(value.map((name) => t(`transport.${name}`)));
  }
  return typeof value === 'number' ? figure(value) : t(`transport.${value}`);
}
