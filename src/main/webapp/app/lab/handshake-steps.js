import { html, nothing } from 'lit';
import { t } from '../language.js';
import { fromBase64, hex } from './frames.js';

const STEPS = [1, 2, 3, 4, 5, 6, 7];

/**
 * The seven steps of the opening handshake; with the bytes of one, if it was recorded.
 *
 * @param {object | undefined} opening what `Recording` tells of it
 */
export const steps = (opening) => html`<ol class="steps">
  ${STEPS.map((step) => html`<li>${t(`lab.step.${step}`)} ${opening ? SHOWN[step]?.(opening) : nothing}</li>`)}
</ol>`;

const SHOWN = {
  1: ({ request }) => lines(request),
  2: ({ key }) => html`${bytes(key)} <p class="note">${t('lab.shown.key')} <code>${hex(fromBase64(key))}</code></p>`,
  3: ({ key, magic }) => html`<p class="bytes"><code>${key}<mark>${magic}</mark></code></p>`,
  4: ({ sha1, ownHash }) => html`${bytes(sha1.replace(/..(?=.)/g, '$& '))} ${agrees(sha1 === hex(ownHash).replaceAll(' ', ''))}`,
  5: ({ accept, ownAccept }) => html`${bytes(accept)} ${agrees(accept === ownAccept)}`,
  6: ({ response }) => lines(response),
  7: () => html`<p class="note">${t('lab.shown.frames')}</p>`,
};

const bytes = (text) => html`<p class="bytes"><code>${text}</code></p>`;

const agrees = (same) =>
  html`<p class="note ${same ? 'good' : 'bad'}">${t(same ? 'lab.shown.agrees' : 'lab.shown.differs')}</p>`;

/** The head of a request or an answer. */
export const lines = (all) =>
  html`<pre class="bytes" tabindex="0"><code>${all.join('\n')}</code></pre>`;
