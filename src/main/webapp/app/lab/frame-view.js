import { html, nothing } from 'lit';
import { t } from '../language.js';
import { bits, hex, said } from './frames.js';

/** How many bytes of a payload are drawn. */
const MOST = 48;

/**
 * A frame with the bits of its header labelled, and its mask taken off byte by byte.
 *
 * @param {{byServer: boolean, frame: import('./frames.js').Frame}} seen
 */
export const frameView = ({ byServer, frame }) => html`<details class="frame ${byServer ? 'by-server' : 'by-client'}">
  <summary>
    <span class="way">${t(byServer ? 'lab.by.server' : 'lab.by.client')}</span>
    <b>${frame.kind ?? t('lab.frame.unknown', { opcode: frame.opcode })}</b>
    <code>${said(frame) || nothing}</code>
    <span class="size">${t('lab.bytes', { n: frame.bytes.length })}</span>
  </summary>
  ${header(frame)} ${frame.key ? unmasking(frame) : plain(frame)}
</details>`;

/** The name of each field of the header, its bits, and what they mean. */
const fields = (frame) => [
  ['FIN', bits(Number(frame.fin), 1), t(frame.fin ? 'lab.fin.1' : 'lab.fin.0')],
  ['RSV1–3', bits(frame.rsv, 3), t(frame.rsv ? 'lab.rsv.1' : 'lab.rsv.0')],
  ['opcode', bits(frame.opcode, 4), `${frame.opcode} ${frame.kind ?? ''}`],
  ['MASK', bits(Number(frame.masked), 1), t(frame.masked ? 'lab.masked.1' : 'lab.masked.0')],
  ['length', bits(frame.bytes[1] & 127, 7), length(frame)],
];

const length = ({ length: n, lengthBits }) => t(`lab.length.${lengthBits}`, { n });

const header = (frame) => html`<div class="scroll" tabindex="0" role="region" aria-label=${t('lab.header')}>
  <table class="bits">
    <caption>${t('lab.header')} <code>${hex(frame.bytes.subarray(0, frame.bytes.length - frame.length))}</code></caption>
    <thead><tr>${fields(frame).map(([name]) => html`<th scope="col">${name}</th>`)}</tr></thead>
    <tbody>
      <tr>${fields(frame).map(([, value]) => html`<td><code>${value}</code></td>`)}</tr>
      <tr class="meaning">${fields(frame).map(([, , meaning]) => html`<td>${meaning}</td>`)}</tr>
    </tbody>
  </table>
</div>`;

const unmasking = (frame) => html`<div class="scroll" tabindex="0" role="region" aria-label=${t('lab.unmask')}>
  <table class="mask">
    <caption>${t('lab.unmask')}</caption>
    <tbody>
      ${row(t('lab.unmask.sent'), frame.sent, (byte) => byte)}
      ${row(t('lab.unmask.key'), frame.sent, (_, i) => frame.key[i % 4])}
      ${row(t('lab.unmask.payload'), frame.payload, (byte) => byte)}
    </tbody>
  </table>
</div>
${more(frame)}`;

const row = (name, bytes, value) => html`<tr>
  <th scope="row">${name}</th>
  ${[...bytes.subarray(0, MOST)].map((byte, i) => html`<td><code>${hex([value(byte, i)])}</code></td>`)}
</tr>`;

const plain = (frame) =>
  frame.length === 0
    ? nothing
    : html`<p class="plain-payload">${t('lab.payload')} <code>${hex(frame.payload.subarray(0, MOST))}</code></p> ${more(frame)}`;

const more = (frame) => (frame.length > MOST ? html`<p class="quiet">${t('lab.more', { n: frame.length - MOST })}</p>` : nothing);
