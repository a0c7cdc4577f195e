import { html } from 'lit';
import UPlot from 'uplot';
import { language, onLanguage, t } from '../language.js';
import { View } from '../view.js';
import { colour, styled } from './colours.js';

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
    else this.#plot.setData(this.data);
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
    this.#plot = new UPlot(this.#options(), this.data, place);
  }

  #options() {
    const latency = this.name === 'latency';
    const axis = { stroke: styled('--quiet'), font: FONT, grid: { stroke: styled('--line'), width: 1 }, ticks: { show: false } };
    const compact = new Intl.NumberFormat(language().tag, { notation: 'compact', maximumSignificantDigits: 3 });
    const values = (_, ticks) => ticks.map((tick) => (tick === null ? '' : compact.format(tick)));
    return {
      ...this.#area(),
      padding: [8, 18, 0, 0],
      legend: { show: false },
      cursor: { show: false },
      scales: { x: { time: false, range: (_, least, most) => [0, Math.max(most ?? 0, latency ? 100 : 2)] }, y: { range: (_, __, most) => [0, (most || 1) * 1.05] } },
      axes: [{ ...axis, values, size: 28 }, { ...axis, values, size: 56 }],
      series: [{}, ...this.transports.map((name) => ({ stroke: colour(name), width: 2, spanGaps: true, points: { show: this.name === 'live', size: 7, fill: colour(name) } }))],
    };
  }
}

customElements.define('parley-compare-chart', CompareChart);
