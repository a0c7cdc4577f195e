import { html } from 'lit';

const HUES = 8;
const IDEOGRAPH = /\p{Script=Han}|\p{Script=Hiragana}|\p{Script=Katakana}|\p{Script=Hangul}/u;

/**
 * A user's initials on a colour of his own, which is decoration: the name always stands beside it.
 *
 * @param {{id: string, name: string}} user
 */
export function avatar(user) {
  return html`<span class="avatar hue-${hue(user.id)}" aria-hidden="true">${initials(user.name)}</span>`;
}

/** Two letters of a Latin name, one sign of a name in ideographs. */
export function initials(name) {
  const signs = [...name];
  if (IDEOGRAPH.test(signs[0])) return signs[0];
  const parts = name.split(/[._-]+/).filter(Boolean);
  const letters = parts.length > 1 ? [...parts[0]][0] + [...parts[1]][0] : signs.slice(0, 2).join('');
  return letters.toUpperCase();
}

function hue(id) {
  let sum = 0;
  for (const sign of id) sum = (sum * 31 + sign.codePointAt(0)) >>> 0;
  return sum % HUES;
}
