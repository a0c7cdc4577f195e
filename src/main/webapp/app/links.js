import { html } from 'lit';
import { pieces } from './addresses.js';

/**
 * A text with its http addresses as links; everything else stays text.
 *
 * @param {string} text
 */
export function linked(text) {
  return pieces(text).map(({ address, words }) => (address ? link(address) : words));
}

function link(address) {
  return html`<a href=${address} target="_blank" rel="noopener noreferrer nofollow">${address}</a>`;
}
