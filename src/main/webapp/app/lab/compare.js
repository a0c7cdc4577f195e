import { html, nothing } from 'lit';
import { has, t } from '../language.js';
import { View } from '../view.js';
import './compare-chart.js';
import './compare-choice.js';
import { cards } from './cards.js';
import { advance, choiceOf, curves, IN_SERVER, newest, NOTHING, perSecond, queryOf, traced } from './comparison.js';
import { legend, table } from './compare-table.js';
import { timeline } from './compare-timeline.js';
import { exports } from './export.js';
import { figure, sentence } from './figures.js';
import { findings } from './findings.js';
import { labHeader } from './lab-header.js';

const RUN = new URL('../../lab/compare/run', import.meta.url);
const PAUSE = 500;
const PHASES = ['opening', 'warming', 'measuring', 'settling'];
const CHARTS = {
  heard: (sample) => sample[2],
  bytes: (sample) => sample[3] + sample[4],
  requests: (sample) => sample[5],
};

/**
 * Lets the server compare transports, and shows what each costs while it does. The address holds the choice; in a link to results also
 * which ones.
 */
class Compare extends View {
  static properties = {
    choice: { state: true },
    known: { state: true },
    trouble: { state: true },
  };

  #timer;
  #linked = new URLSearchParams(location.search).get('id');

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
          <parley-compare-choice .kind=${IN_SERVER} .hint=${this.#lasts()} .choice=${this.choice} .running=${running} .yours=${this.known.yours} .trouble=${this.trouble}></parley-compare-choice>
        </section>
        <div role="status">${this.#state()}</div>
        ${this.known.id && !this.known.choice.browser ? this.#shown() : cards(this.choice.transports.map((transport) => ({ transport })))}
      </main>
    </div>`;
  }

  #state() {
    const { state, now, trouble } = this.known;
    if (state === 'running' && now.length > 0) {
      const { phase, share } = now.reduce((a, b) => (isBehind(b, a) ? b : a)); // all have come as far as this
      const transport = now.length > 1 ? t('compare.all') : t(`transport.${now[0].transport}`);
      return html`<p class="state"><progress max="1" .value=${share} aria-label=${transport}></progress>${t(`compare.phase.${phase}`, { transport })}</p>`;
    }
    if (state === 'running' && this.known.choice.browser) return html`<p class="state">${t('compare.elsewhere')}</p>`;
    if (this.known.choice?.browser) return nothing;
    if (state === 'failed') return html`<p class="error">${t('compare.failed', { why: reason(trouble) })}</p>`;
    return state === 'stopped' ? html`<p class="state">${t('compare.stopped')}</p>` : nothing;
  }

  #shown() {
    const { known } = this;
    return html`${this.#of()} ${this.#cards(known)}
      ${known.results.length > 0 ? html`<section class="card results-card"><h2>${t('compare.table')}</h2>${table(known)} ${known.choice.order === 'together' ? html`<p class="hint">${t('compare.undivided')}</p>` : nothing} ${exports(known, this, 'parley-compare')}</section>` : nothing}
      ${known.results.length > 0 ? html`<section class="card"><h2>${t('compare.says')}</h2><ul class="findings">${findings(known).map((finding) => html`<li>${sentence(finding)}</li>`)}</ul></section>` : nothing}
      <section class="charts" aria-label=${t('compare.charts')}>
        ${legend(known.choice.transports)} ${Object.entries(CHARTS).map(([name, of]) => this.#chart(name, perSecond(known, of)))} ${this.#chart('latency', curves(known))}
      </section>
      <section class="card"><h2>${t('compare.timeline')}</h2><p>${t('compare.timeline.text')}</p>${timeline(traced(known), known.choice.seconds)}</section>`;
  }

  #cards(known) {
    return cards(
      known.choice.transports.map((transport) => {
        const result = known.results.find((one) => one.transport === transport);
        if (result) return { transport, newest: result.latency.p50, what: 'compare.card.p50', counts: result };
        const failure = known.failures.find((one) => one.transport === transport);
        if (failure) return { transport, trouble: failure.why };
        const counts = newest(known, transport);
        return { transport, newest: counts?.rate, what: counts && 'compare.card.rate', counts };
      }),
    );
  }

  /** What these figures are figures of: the form may hold another choice by now, or somebody else may have begun. */
  #of() {
    const { choice } = this.known;
    const values = Object.fromEntries(Object.entries(choice).map(([name, value]) => [name, figure(value)]));
    return html`<p class="of">${t('compare.of', values)} ${t(`compare.order.${choice.order}`)}</p>`;
  }

  #chart(name, data) {
    return html`<parley-compare-chart .name=${name} .transports=${this.known.choice.transports} .data=${data}></parley-compare-chart>`;
  }

  #lasts() {
    const { transports, seconds, senders, rate, people, order } = this.choice;
    const messages = Math.round((senders * rate * seconds) / 60);
    const turns = order === 'together' ? 1 : transports.length;
    return t('compare.lasts', { seconds: turns * (seconds + 3), messages, heard: messages * people });
  }

  #choose(choice) {
    this.choice = choice;
    history.replaceState(null, '', queryOf(choice));
  }

  async #ask(method) {
    this.trouble = undefined;
    this.#linked = null;
    const url = new URL(RUN);
    if (method === 'POST') url.search = queryOf(this.choice);
    await this.#exchange(url, method);
    if (this.trouble) await this.#look(); // somebody else may have begun
  }

  /** Asks how far it is, as long as it goes on. */
  async #look() {
    const url = new URL(RUN);
    const { id, samples, results } = this.known;
    const of = this.#linked && { of: this.#linked };
    url.search = new URLSearchParams({ ...of, id, samples: samples.length, results: results.length });
    await this.#exchange(url, 'GET');
  }

  /** The server keeps no such results any more, though it does compare: what it knows now is shown. */
  async #lose() {
    this.#linked = null;
    await this.#look();
    this.trouble ??= t('compare.problem.not-kept');
  }

  async #exchange(url, method) {
    clearTimeout(this.#timer);
    try {
      const answer = await fetch(url, { method });
      if (answer.status === 200) this.known = advance(this.known, await answer.json());
      else if (answer.status === 404 && this.#linked) await this.#lose();
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

const isBehind = (a, b) => PHASES.indexOf(a.phase) - PHASES.indexOf(b.phase) < 0 || (a.phase === b.phase && a.share < b.share);
const reason = (trouble) => (has(`compare.failed.${trouble}`) ? t(`compare.failed.${trouble}`) : trouble);
const problem = (code) => t(has(`compare.problem.${code}`) ? `compare.problem.${code}` : 'compare.problem.other');

customElements.define('parley-compare', Compare);
