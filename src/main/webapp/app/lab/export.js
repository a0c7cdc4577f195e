import { html, nothing } from 'lit';
import { t } from '../language.js';
import { colour, styled } from './colours.js';
import { csv, queryOf } from './comparison.js';

const TYPES = { csv: 'text/csv', json: 'application/json', png: 'image/png' };
const GAP = 16;
const LINE = 26;

/**
 * The ways to keep what was compared and to find it again: the results, where the server knows them by an id, or else the choice; none
 * while it goes on.
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
        <a href=${queryOf(known.id ? { ...known.choice, id: known.id } : known.choice)}>${t(known.id ? 'compare.link.results' : 'compare.link.choice')}</a>
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
  const { choice, state, failures, samples, results, estimated } = known;
  return kind === 'csv' ? csv(known) : JSON.stringify({ choice, state, estimated, failures, samples, results }, null, 1);
}

/** All charts below each other, each with its title, and above them which colour is whose. */
function picture({ choice }, page) {
  const charts = [...page.querySelectorAll('parley-compare-chart')];
  const scale = devicePixelRatio || 1;
  const [gap, line] = [GAP * scale, LINE * scale];
  const font = `600 ${14 * scale}px system-ui, sans-serif`;
  const names = choice.transports.map((name) => ({ text: `● ${t(`transport.${name}`)}`, colour: colour(name) }));
  const titles = charts.map(({ name }) => t(`compare.chart.${name}`));

  const all = document.createElement('canvas');
  const pen = all.getContext('2d');
  pen.font = font;
  const wide = (text) => pen.measureText(text).width;
  const legend = names.reduce((sum, { text }) => sum + wide(text) + gap, -gap);
  all.width = Math.ceil(Math.max(legend, ...titles.map(wide), ...charts.map(({ canvas }) => canvas.width))) + 2 * gap;
  all.height = charts.reduce((sum, { canvas }) => sum + canvas.height + line + gap, line + gap);

  pen.font = font; // a canvas that changes its size forgets its pen
  pen.textBaseline = 'middle';
  const write = (text, x, y, how) => {
    pen.fillStyle = how;
    pen.fillText(text, x, y);
  };
  pen.fillStyle = styled('--surface');
  pen.fillRect(0, 0, all.width, all.height);
  let x = gap;
  for (const { text, colour: own } of names) {
    write(text, x, (line + gap) / 2, own);
    x += wide(text) + gap;
  }
  let y = line + gap;
  for (const [place, { canvas }] of charts.entries()) {
    write(titles[place], gap, y + line / 2, styled('--text'));
    pen.drawImage(canvas, gap, y + line);
    y += canvas.height + line + gap;
  }
  return new Promise((done) => all.toBlob(done, TYPES.png));
}
