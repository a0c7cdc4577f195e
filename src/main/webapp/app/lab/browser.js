import { html, nothing } from 'lit';
import { ownClock } from '../../client/clock.js';
import { Http } from '../../client/http.js';
import { has, t } from '../language.js';
import { View } from '../view.js';
import { cards } from './cards.js';
import './compare-chart.js';
import './compare-choice.js';
import { legend, table } from './compare-table.js';
import { timeline } from './compare-timeline.js';
import { choiceOf, ESTIMATED, IN_BROWSER, queryOf } from './comparison.js';
import { exports } from './export.js';
import { sentence } from './figures.js';
import { findings } from './findings.js';
import { SideBySide } from './here/side-by-side.js';
import { labHeader } from './lab-header.js';

const BASE = new URL('../../', import.meta.url);
const LOG = new URL('lab/compare/log/', BASE);
const PAUSE = 100;

/** A sentence about the connections of many people, where there is one for each way to talk. */
const OF_MANY = 'compare.says.held';
const TRIES = 100;

/** Compares transports from this browser, all at once: the network between is part of it. */
class CompareHere extends View {
  static properties = {
    choice: { state: true },
    state: { state: true },
    trouble: { state: true },
  };

  #run;
  #http = new Http(BASE);

  constructor() {
    super();
    this.choice = choiceOf(location.search, IN_BROWSER);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#run?.stop();
  }

  render() {
    document.title = `${t('here.title')} · Parley`;
    const running = ['opening', 'running'].includes(this.state);
    return html`<div class="lab">
      ${labHeader('browser')}
      <main>
        <h1>${t('here.title')}</h1>
        <p class="lead">${t('here.text')}</p>
        <section class="card" aria-label=${t('compare.load')} @chosen=${({ detail }) => this.#choose(detail)} @compare=${() => this.#begin()} @stop=${() => this.#run?.stop()}>
          <parley-compare-choice .kind=${IN_BROWSER} .choice=${this.choice} .running=${running} .yours=${true} .trouble=${this.trouble}></parley-compare-choice>
        </section>
        <div role="status">${this.state ? html`<p class="state">${t(`here.${this.state}`, { seconds: this.#left() })}</p>` : nothing}</div>
        ${this.#run && this.state !== 'opening' ? this.#shown() : cards(this.choice.transports.map((transport) => ({ transport })))}
      </main>
    </div>`;
  }

  #left() {
    return this.#run ? Math.max(0, Math.ceil(this.shown.seconds - this.#run.seconds)) : 0;
  }

  #shown() {
    const { people, curve, results } = this.#run;
    const choice = this.shown;
    const known = { results, choice, state: this.state, samples: points(curve, choice.transports), estimated: ESTIMATED };
    const told = this.state === 'done' ? findings({ results, choice }).filter(({ key }) => key !== OF_MANY) : [];
    return html`${cards(people.map((person) => card(person, results.find(({ transport }) => transport === person.name))))}
      <section class="charts" aria-label=${t('compare.charts')}>
        ${legend(choice.transports)}
        <parley-compare-chart class="live" .name=${'live'} .transports=${choice.transports} .data=${curve}></parley-compare-chart>
      </section>
      ${told.length > 0 ? html`<section class="card"><h2>${t('compare.says')}</h2><ul class="findings">${told.map((finding) => html`<li>${sentence(finding)}</li>`)}</ul></section>` : nothing}
      <section class="card results-card estimates"><h2>${t('compare.table')}</h2><p>${t('here.estimates')}</p>${table(known)} ${exports(known, this, 'parley-browser')}</section>
      <section class="card"><h2>${t('compare.timeline')}</h2><p>${t('here.timeline')}</p>${timeline(results, choice.seconds)}</section>`;
  }

  #choose(choice) {
    this.choice = choice;
    history.replaceState(null, '', queryOf(choice));
  }

  async #begin() {
    this.trouble = undefined;
    this.#run = undefined;
    this.shown = this.choice;
    this.state = 'opening';
    try {
      const tokens = await this.#seats();
      const ground = { base: LOG, clock: ownClock(), fetch: (...args) => fetch(...args), WebSocket };
      this.#run = new SideBySide(this.shown, tokens, ground);
      await this.#run.run(() => this.#look());
      this.state = 'done';
    } catch ({ code }) {
      this.state = undefined;
      this.trouble = t(has(`compare.problem.${code}`) ? `compare.problem.${code}` : 'compare.problem.other');
    } finally {
      if (this.#run) await this.#http.json('DELETE', 'lab/compare/run').catch(() => {});
    }
  }

  #look() {
    this.state = 'running';
    this.requestUpdate();
  }

  /** A log of its own, and as many people in it as there are transports. */
  async #seats() {
    const people = Math.max(2, this.shown.transports.length);
    const query = { from: 'browser', transports: this.shown.transports.join(','), people, senders: 1, seconds: this.shown.seconds, size: this.shown.size };
    let told = await this.#http.json('POST', 'lab/compare/run', { query });
    for (let tries = 0; !told.seats && told.state === 'running' && tries < TRIES; tries++) {
      await new Promise((resolve) => ownClock().after(PAUSE, resolve));
      told = await this.#http.json('GET', 'lab/compare/run');
    }
    if (!told.seats) throw Object.assign(new Error('no seats'), { code: 'other' });
    return told.seats;
  }
}

const card = ({ name, trouble, times }, result) => ({
  transport: name,
  newest: times.at(-1)?.ms,
  what: 'here.newest',
  counts: result,
  trouble: result?.heard ? undefined : trouble,
});

/** Each message that came back, for whoever keeps the figures. */
const points = ([times, ...lines], transports) =>
  times.map((at, i) => {
    const place = lines.findIndex((line) => line[i] !== null);
    return { transport: transports[place], at, ms: lines[place][i] };
  });

customElements.define('parley-compare-here', CompareHere);
