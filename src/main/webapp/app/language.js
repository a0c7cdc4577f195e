import { Emitter } from '../client/emitter.js';
import { remember, remembered } from './memory.js';
import { doctorTexts } from './lab/doctor/texts.js';
import { compareTexts } from './lab/texts.js';
import { texts as chatTexts } from './texts.js';

/** The languages of the catalogue, in the order of its columns. */
export const LANGUAGES = [
  { id: 'en', tag: 'en', name: 'English' },
  { id: 'zh', tag: 'zh-CN', name: '简体中文' },
];

const changes = new Emitter();
const texts = { ...chatTexts, ...compareTexts, ...doctorTexts };
let column = pick();
mark();

/** @returns {{id: string, tag: string, name: string}} */
export const language = () => LANGUAGES[column];

/** @param {string} id */
export function speak(id) {
  column = LANGUAGES.findIndex((one) => one.id === id);
  remember('language', id);
  mark();
  changes.emit('change');
}

/** @returns {() => void} takes the listener off again */
export const onLanguage = (listener) => changes.on('change', listener);

/**
 * The text of this name in the language in use.
 *
 * @param {string} key
 * @param {Record<string, any>} [values] for the places `{name}` in it
 * @returns {string}
 */
export function t(key, values = {}) {
  return texts[key][column].replace(/\{(\w+)\}/g, (place, name) => values[name] ?? place);
}

/** As `t`, for a number of things: `KEY.one` for one, else `KEY.many`. */
export function count(key, n, values = {}) {
  return t(n === 1 ? `${key}.one` : `${key}.many`, { n: n.toLocaleString(language().tag), ...values });
}

/** Whether the catalogue has a text of this name. */
export const has = (key) => key in texts;

function pick() {
  const wanted = [remembered('language'), ...navigator.languages].filter(Boolean);
  const known = wanted.map((tag) => LANGUAGES.findIndex(({ id }) => tag.toLowerCase().split('-')[0] === id));
  return Math.max(0, known.find((index) => index >= 0) ?? 0);
}

function mark() {
  document.documentElement.lang = LANGUAGES[column].tag;
}
