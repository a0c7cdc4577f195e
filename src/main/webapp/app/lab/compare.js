import { html, nothing } from 'lit';
import { has, t } from '../language.js';
import { View } from '../view.js';
import './compare-chart.js';
import './compare-choice.js';
import { advance, choiceOf, curves, NOTHING, perSecond, queryOf } from './comparison.js';
import { table } from './compare-table.js';
import { timeline } from './compare-timeline.js';
import { save } from './export.js';
import { figure, sentence } from './figures.js';
import { findings } from './findings.js';
import { labHeader } from './lab-header.js';

const RUN = new URL('../../lab/compare/run', import.meta.url);
const PAUSE = 500;
const CHARTS = {
  heard: (sample) => sample[2],
  bytes: (sample) => sample[3] + sample[4],
  requests: (sample) => sample[5],
};

/** Lets the server compare transports, and shows what each costs while it does. The address holds the choice. */
class Compare extends View {
  static properties = {
    choice: { state: true },
    known: { state: true },
    trouble: { state: true },
  };

  #timer;

  constructor() {
    super();
    this.choice = choiceOf(location.search);
    this.known = NOTHING;
  }

  connectedCallback() {
    super.connectedCallback();
    this.#look();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
  }

  render() {
    document.title = `${t('compare.title')} · Parley`;
    const running = this.known.state === 'running';
    return html`<div class="lab">
      ${labHeader('compare')}
      <main
        @chosen=${({ detail }) => this.#choose(detail)}
        @compare=${() => this.#ask('POST')}
        @stop=${() => this.#ask('DELETE')}
      >
        <h1>${t('compare.title')}</h1>
        <p class="lead">${t('compare.text')}</p>
        <section class="card" aria-label=${t('compare.load')}>
          <parley-compare-choice .choice=${this.choice} .running=${running} .yours=${this.known.yours} .trouble=${this.trouble}></parley-compare-choice>
        </section>
        <div role="status">${this.#state()}</div>
        ${this.known.id && !this.known.choice.browser ? this.#shown() : nothing}
      </main>
    </div>`;
  }

  #state() {
    const { state, now, trouble } = this.known;
    if (state === 'running' && now) {
      const transport = t(`transport.${now.transport}`);
      return html`<p class="state"><progress max="1" .value=${now.share} aria-label=${transport}></progress>${t(`compare.phase.${now.phase}`, { transport })}</p>`;
    }
    if (state === 'running' && this.known.choice.browser) return html`<p class="state">${t('compare.elsewhere')}</p>`;
    if (this.known.choice?.browser) return nothing;
    if (state === 'failed') return html`<p class="error">${t('compare.failed', { why: trouble })}</p>`;
    return state === 'stopped' ? html`<p class="state">${t('compare.stopped')}</p>` : nothing;
  }

  #shown() {
    const { known } = this;
    return html`${this.#of()}
      ${known.results.length > 0 ? html`<section class="card results-card"><h2>${t('compare.table')}</h2>${table(known)} ${this.#exports()}</section>` : nothing}
      ${known.results.length > 0 ? html`<section class="card"><h2>${t('compare.says')}</h2><ul class="findings">${findings(known).map((finding) => html`<li>${sentence(finding)}</li>`)}</ul></section>` : nothing}
      <section class="charts" aria-label=${t('compare.charts')}>
        <ul class="legend">
          ${known.choice.transports.map((name) => html`<li class="of-${name}"><span class="dot" aria-hidden="true"></span>${t(`transport.${name}`)}</li>`)}
        </ul>
        ${Object.entries(CHARTS).map(([name, of]) => this.#chart(name, perSecond(known, of)))} ${this.#chart('latency', curves(known))}
      </section>
      <section class="card"><h2>${t('compare.timeline')}</h2><p>${t('compare.timeline.text')}</p>${timeline(this.#traced(), known.choice.seconds)}</section>`;
  }

  /** What these figures are figures of: the form may hold another choice by now, or somebody else may have begun. */
  #of() {
    const { choice } = this.known;
    const values = Object.fromEntries(Object.entries(choice).map(([name, value]) => [name, figure(value)]));
    return html`<p class="of">${t('compare.of', values)}</p>`;
  }

  #chart(name, data) {
    return html`<parley-compare-chart .name=${name} .transports=${this.known.choice.transports} .data=${data}></parley-compare-chart>`;
  }

  #traced() {
    const { results, now } = this.known;
    return now ? [...results, now] : results;
  }

  #exports() {
    if (this.known.state === 'running') return nothing;
    return html`<p class="exports">
      ${['csv', 'json', 'png'].map((kind) => html`<button class="button plain" @click=${() => save(kind, this.known, this)}>${t(`compare.save.${kind}`)}</button>`)}
      <a href=${queryOf(this.known.choice)}>${t('compare.link')}</a>
    </p>`;
  }

  #choose(choice) {
    this.choice = choice;
    history.replaceState(null, '', queryOf(choice));
  }

  async #ask(method) {
    this.trouble = undefined;
    const url = new URL(RUN);
    if (method === 'POST') url.search = queryOf(this.choice);
    await this.#exchange(url, method);
  }

  /** Asks how far it is, as long as it goes on. */
  async #look() {
    const url = new URL(RUN);
    const { id, samples, results } = this.known;
    url.search = new URLSearchParams({ id, samples: samples.length, results: results.length });
    await this.#exchange(url, 'GET');
  }

  async #exchange(url, method) {
    clearTimeout(this.#timer);
    try {
      const answer = await fetch(url, { method });
      if (answer.status === 200) this.known = advance(this.known, await answer.json());
      else if (!answer.ok) this.trouble = problem((await answer.json()).code);
    } catch {
      this.trouble = t('compare.problem.offline');
    }
    if (this.known.state === 'running' && this.isConnected) {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => this.#look(), PAUSE);
    }
  }
}

const problem = (code) => t(has(`compare.problem.${code}`) ? `compare.problem.${code}` : 'compare.problem.other');

customElements.define('parley-compare', Compare);
