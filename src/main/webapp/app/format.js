import { daysBetween } from './days.js';
import { language, t } from './language.js';

const formats = new Map();

const CLOCK = { hour: 'numeric', minute: '2-digit' };

/** @returns {string} hours and minutes */
export const clock = (at) => format('clock', CLOCK).format(new Date(at));

/** @returns {string} hours and minutes without the half of the day, where room is scarce */
export function shortClock(at) {
  const parts = format('clock', CLOCK).formatToParts(new Date(at));
  return parts.filter(({ type }) => type !== 'dayPeriod').map(({ value }) => value).join('').trim();
}

/** @returns {string} day and time in full */
export const moment = (at) => format('moment', { dateStyle: 'full', timeStyle: 'medium' }).format(new Date(at));

/** @returns {string} date and time in short */
export const dateAndTime = (at) => format('short', { dateStyle: 'medium', timeStyle: 'short' }).format(new Date(at));

/** @returns {string} the name of the day: today, yesterday, or its date */
export function dayName(at, now = new Date()) {
  const days = daysBetween(at, now);
  if (days === 0) return t('day.today');
  if (days === 1) return t('day.yesterday');
  return format('day', { dateStyle: 'full' }).format(new Date(at));
}

/** @returns {number} the bytes of a text in UTF-8 */
export const bytes = (text) => new TextEncoder().encode(text).length;

/** @returns {string} */
export const number = (n) => n.toLocaleString(language().tag);

function format(name, options) {
  const key = `${region()} ${name}`;
  if (!formats.has(key)) formats.set(key, new Intl.DateTimeFormat(region(), options));
  return formats.get(key);
}

/** The language in use as it is spoken where the browser lives: en-GB and en-US write times differently. */
function region() {
  const { id, tag } = language();
  return navigator.languages.find((other) => other.toLowerCase().startsWith(`${id}-`)) ?? tag;
}
