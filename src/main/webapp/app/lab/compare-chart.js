import { html } from 'lit';
import UPlot from 'uplot';
import { language, onLanguage, t } from '../language.js';
import { View } from '../view.js';
import { colour, styled } from './colours.js';
import { decades, LEAST, marks } from './decades.js';

const HEIGHT = 210;
const FONT = '12px system-ui, sans-serif';

/**
 * A chart with a line for each transport. The table has the same figures in words, so that whoever can't see it misses
 * nothing.
 */
class CompareChart extends View {
  static properties = {
    name: { attribute: false },
    transports: { attribute: false },
    data: { attribute: false },
  };

  #plot;
  #size = new ResizeObserver(() => this.#plot?.setSize(this.#area()));
  #light = matchMedia('(prefers-color-scheme: dark)');
  #anew = () => this.#begin();
  #off;

  render() {
    return html`<figure>
      <figcaption>${t(`compare.chart.${this.name}`)}</figcaption>
      <div class="plot" role="img" aria-label=${t(`compare.chart.${this.name}`)}></div>
    </figure>`;
  }

  connectedCallback() {
    super.connectedCallback();
    this.#size.observe(this);
    this.#light.addEventListener('change', this.#anew);
    this.#off = onLanguage(this.#anew);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#size.disconnect();
    this.#light.removeEventListener('change', this.#anew);
    this.#off();
    this.#plot?.destroy();
    this.#plot = undefined;
  }

  updated(changed) {
    if (!this.#plot || changed.has('transports')) this.#begin();
    else this.#plot.setData(this.#drawn());
  }

  /** The picture, for exports. */
  get canvas() {
    return this.querySelector('canvas');
  }

  #area() {
    return { width: Math.max(200, this.querySelector('.plot').clientWidth), height: HEIGHT };
  }

  #begin() {
    const place = this.querySelector('.plot');
    if (!place) return;
    this.#plot?.destroy();
    this.#plot = new UPlot(this.#options(), this.#drawn(), place);
  }

  #drawn() {
    const [xs, ...lines] = this.data;
    if (!KINDS[this.name]?.steep) return this.data;
    return [xs, ...lines.map((line) => line.map((value) => (value === null ? null : Math.max(LEAST, value))))];
  }

  #options() {
    const kind = KINDS[this.name] ?? PLAIN;
    const axis = { stroke: styled('--quiet'), font: FONT, grid: { stroke: styled('--line'), width: 1 }, ticks: { show: false } };
    const x = (_, least, most) => [0, Math.max(most ?? 0, kind.wide)];
    const y = kind.steep ? { distr: 3, range: (_, least, most) => decades(least, most) } : { range: (_, __, most) => [0, (most || 1) * 1.05] };
    const splits = kind.steep ? { splits: (_, __, least, most) => marks(least, most), filter: (_, ticks) => ticks } : {};
    return {
      ...this.#area(),
      padding: [8, 22, 0, 0],
      legend: { show: false },
      cursor: { show: false },
      scales: { x: { time: false, range: x }, y },
      axes: [{ ...axis, values: labels(kind.x), size: 28 }, { ...axis, ...splits, values: labels(kind.y), size: 64 }],
      series: [{}, ...this.transports.map((name) => ({ stroke: colour(name), width: 2, spanGaps: true, points: { show: this.name === 'live', size: 7, fill: colour(name) } }))],
    };
  }
}

/**
 * What the figures of a chart are of (units as `Intl` calls them), how far its x goes at least, and whether its y is `steep`: times over
 * different transports lie so far apart that they are drawn in steps of ten.
 */
const PLAIN = { x: 'second', wide: 2 };
const KINDS = {
  latency: { x: 'percent', wide: 100, y: 'millisecond', steep: true },
  live: { x: 'second', wide: 2, y: 'millisecond', steep: true },
};

function labels(unit) {
  const style = unit ? { style: 'unit', unit, unitDisplay: 'narrow' } : { notation: 'compact' };
  const format = new Intl.NumberFormat(language().tag, { maximumSignificantDigits: 3, ...style });
  return (_, ticks) => ticks.map((tick) => (tick === null ? '' : format.format(tick)));
}

customElements.define('parley-compare-chart', CompareChart);
