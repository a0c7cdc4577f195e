import { html } from 'lit';
import { t } from '../language.js';
import { COLUMNS } from './comparison.js';
import { figure } from './figures.js';

/** Which colour is whose. @param {string[]} transports */
export const legend = (transports) => html`<ul class="legend">
  ${transports.map((name) => html`<li class="of-${name}"><span class="dot" aria-hidden="true"></span>${t(`transport.${name}`)}</li>`)}
</ul>`;

/** @param {object} known a comparison with results */
export const table = ({ results }) => html`<div class="scroll" tabindex="0" role="region" aria-label=${t('compare.table')}>
  <table class="results">
    <thead>
      <tr>
        <th scope="col">${t('compare.transport')}</th>
        ${Object.keys(COLUMNS).map((name) => html`<th scope="col" title=${t(`compare.about.${name}`)}>${t(`compare.column.${name}`)}</th>`)}
      </tr>
    </thead>
    <tbody>
      ${results.map(
        (result) => html`<tr class="of-${result.transport}">
          <th scope="row"><span class="dot" aria-hidden="true"></span>${t(`transport.${result.transport}`)}</th>
          ${Object.entries(COLUMNS).map(([name, of]) => html`<td class=${name}>${figure(of(result))}</td>`)}
        </tr>`,
      )}
    </tbody>
  </table>
</div>
<details class="explained">
  <summary>${t('compare.explained')}</summary>
  <dl>${Object.keys(COLUMNS).map((name) => html`<div><dt>${t(`compare.column.${name}`)}</dt><dd>${t(`compare.about.${name}`)}</dd></div>`)}</dl>
</details>`;
