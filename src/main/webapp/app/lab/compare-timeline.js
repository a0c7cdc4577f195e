import { html, nothing, svg } from 'lit';
import { t } from '../language.js';

const WIDTH = 1000;
const LANE = 22;
const PEOPLE = ['first', 'last'];

/**
 * Who talks when, over the first seconds that were measured: a lane for each TCP connection of two of the people, or for what one
 * person does in a browser, which shows no connections: such lanes have a `name`.
 *
 * @param {{transport: string, strands: object[][]}[]} traced for each transport, the lanes of each person
 * @param {number} seconds how long it is
 */
export const timeline = (traced, seconds) => html`<div class="timeline">
  ${traced.filter(({ strands }) => strands.some((of) => of.length > 0)).map((one) => row(one, Math.min(seconds, 10) * 1000))}
</div>`;

function row({ transport, strands }, span) {
  const lanes = strands.flatMap((of, person) => of.map((strand) => ({ strand, person })));
  return html`<section class="of-${transport}">
    <h3><span class="dot" aria-hidden="true"></span>${t(`transport.${transport}`)}</h3>
    <div class="lanes">
      <ol class="lane-names">
        ${lanes.map(({ strand, person }) => html`<li>${t(strand.name ? `here.row.${strand.name}` : `compare.person.${PEOPLE[person]}`)}</li>`)}
      </ol>
      <svg viewBox="0 0 ${WIDTH} ${lanes.length * LANE}" preserveAspectRatio="none" role="img" aria-label=${t('compare.timeline.of', { transport: t(`transport.${transport}`), lanes: lanes.length })} height=${lanes.length * LANE}>
        ${lanes.map(({ strand }, place) => lane(transport, strand, place, span))}
      </svg>
      <p class="span" aria-hidden="true"><span>0</span><span>${t('compare.seconds', { n: span / 1000 })}</span></p>
    </div>
  </section>`;
}

function lane(transport, { opened, closed, passed }, place, span) {
  const x = (millis) => (Math.max(0, Math.min(span, millis)) / span) * WIDTH;
  const middle = place * LANE + LANE / 2;
  const [from, to] = [x(opened), x(closed ?? span)];
  return svg`<g>
    <line class="open" x1=${from} x2=${to} y1=${middle} y2=${middle} vector-effect="non-scaling-stroke"/>
    ${asked(transport, passed, span).map(([begin, end]) => svg`<rect class="asked" x=${x(begin)} y=${middle - 4} width=${Math.max(1, x(end) - x(begin))} height="8"/>`)}
    ${passed.map(([at, bytes]) =>
      at > span
        ? nothing
        : svg`<line class=${bytes > 0 ? 'up' : 'down'} x1=${x(at)} x2=${x(at)} y1=${middle} y2=${bytes > 0 ? middle - 9 : middle + 9} vector-effect="non-scaling-stroke"/>`,
    )}
  </g>`;
}

/** When a request waited for its answer: on a connection that only asks and is answered. */
export function asked(transport, passed, span) {
  if (!transport.endsWith('polling')) return [];
  const spans = [];
  let since = passed[0]?.[1] < 0 ? 0 : undefined;
  for (const [at, bytes] of passed) {
    if (bytes > 0) since ??= at;
    else if (since !== undefined) {
      spans.push([since, at]);
      since = undefined;
    }
  }
  if (since !== undefined) spans.push([since, span]);
  return spans;
}
