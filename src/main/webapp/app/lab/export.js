import { html, nothing } from 'lit';
import { t } from '../language.js';
import { colour, styled } from './colours.js';
import { csv, queryOf } from './comparison.js';

const TYPES = { csv: 'text/csv', json: 'application/json', png: 'image/png' };
const GAP = 16;
const LINE = 26;

/**
 * The ways to keep what was compared and to find its choice again; none while it goes on.
 *
 * @param {object} known
 * @param {Element} page where the charts are
 * @param {string} name of the files
 */
export const exports = (known, page, name) =>
  known.state === 'running'
    ? nothing
    : html`<p class="exports">
        ${['csv', 'json', 'png'].map((kind) => html`<button class="button plain" @click=${() => save(kind, known, page, name)}>${t(`compare.save.${kind}`)}</button>`)}
        <a href=${queryOf(known.choice)}>${t('compare.link')}</a>
      </p>`;

/**
 * Hands a comparison to whoever looks, as a file.
 *
 * @param {'csv' | 'json' | 'png'} kind figures for a spreadsheet; all that is known, for programs; the charts as a picture
 * @param {object} known
 * @param {Element} page where the charts are
 * @param {string} name of the file
 */
async function save(kind, known, page, name) {
  const blob = kind === 'png' ? await picture(known, page) : new Blob([text(kind, known)], { type: TYPES[kind] });
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = `${name}.${kind}`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

function text(kind, known) {
  const { choice, state, samples, results, estimated } = known;
  return kind === 'csv' ? csv(known) : JSON.stringify({ choice, state, estimated, samples, results }, null, 1);
}

/** All charts below each other, each with its title, and above them which colour is whose. */
function picture({ choice }, page) {
  const charts = [...page.querySelectorAll('parley-compare-chart')];
  const scale = devicePixelRatio || 1;
  const width = Math.max(...charts.map(({ canvas }) => canvas.width)) + 2 * GAP * scale;
  const height = charts.reduce((sum, { canvas }) => sum + canvas.height + (LINE + GAP) * scale, (LINE + GAP) * scale);
  const all = Object.assign(document.createElement('canvas'), { width, height });
  const pen = all.getContext('2d');
  pen.fillStyle = styled('--surface');
  pen.fillRect(0, 0, width, height);
  pen.font = `600 ${14 * scale}px system-ui, sans-serif`;
  pen.textBaseline = 'middle';
  names(pen, choice.transports, scale);
  let y = (LINE + GAP) * scale;
  for (const chart of charts) {
    pen.fillStyle = styled('--text');
    pen.fillText(t(`compare.chart.${chart.name}`), GAP * scale, y + (LINE * scale) / 2);
    pen.drawImage(chart.canvas, GAP * scale, y + LINE * scale);
    y += chart.canvas.height + (LINE + GAP) * scale;
  }
  return new Promise((done) => all.toBlob(done, TYPES.png));
}

function names(pen, transports, scale) {
  let x = GAP * scale;
  for (const name of transports) {
    pen.fillStyle = colour(name);
    const label = `● ${t(`transport.${name}`)}`;
    pen.fillText(label, x, (LINE * scale) / 2 + (GAP * scale) / 2);
    x += pen.measureText(label).width + GAP * scale;
  }
}
