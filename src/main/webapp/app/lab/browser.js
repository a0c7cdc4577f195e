import { html, nothing } from 'lit';
import { ownClock } from '../../client/clock.js';
import { Http } from '../../client/http.js';
import { has, t } from '../language.js';
import { View } from '../view.js';
import './compare-chart.js';
import { table } from './compare-table.js';
import { TRANSPORTS } from './comparison.js';
import { figure, sentence } from './figures.js';
import { findings } from './findings.js';
import { SideBySide } from './here/side-by-side.js';
import { labHeader } from './lab-header.js';

const BASE = new URL('../../', import.meta.url);
const LOG = new URL('lab/compare/log/', BASE);
const POLL_INTERVAL = 2000;
const PAUSE = 100;

/** A sentence about the connections of many people, where there is one for each way to talk. */
const OF_MANY = 'compare.says.held';
const TRIES = 100;

/** What can be chosen besides: the usual value, the least and the most. */
const NUMBERS = { rate: [30, 6, 120], size: [60, 30, 2000], seconds: [20, 5, 60] };

/** Compares transports from this browser, all at once: the network between is part of it. */
class CompareHere extends View {
  static properties = {
    choice: { state: true },
    state: { state: true },
    trouble: { state: true },
    seen: { state: true },
  };

  #run;
  #http = new Http(BASE);

  constructor() {
    super();
    this.choice = { transports: TRANSPORTS, ...Object.fromEntries(Object.entries(NUMBERS).map(([name, [usual]]) => [name, usual])) };
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#run?.stop();
  }

  render() {
    document.title = `${t('here.title')} · Parley`;
    return html`<div class="lab">
      ${labHeader('browser')}
      <main>
        <h1>${t('here.title')}</h1>
        <p class="lead">${t('here.text')}</p>
        <section class="card" aria-label=${t('compare.load')}>${this.#form()}</section>
        <div role="status">${this.state ? html`<p class="state">${t(`here.${this.state}`, { seconds: this.#left() })}</p>` : nothing}</div>
        ${this.#run && this.state !== 'opening' ? this.#shown() : nothing}
      </main>
    </div>`;
  }

  #form() {
    const running = ['opening', 'running'].includes(this.state);
    return html`<form class="choice" @submit=${this.#begin}>
      <fieldset class="transports" ?disabled=${running}>
        <legend>${t('compare.transports')}</legend>
        ${TRANSPORTS.map(
          (name) => html`<label class="of-${name}">
            <input type="checkbox" .checked=${this.choice.transports.includes(name)} @change=${({ target }) => this.#choose(name, target.checked)} />
            <span class="dot" aria-hidden="true"></span>${t(`transport.${name}`)}
          </label>`,
        )}
      </fieldset>
      <fieldset class="numbers" ?disabled=${running}>
        <legend class="hidden">${t('compare.load')}</legend>
        ${Object.entries(NUMBERS).map(
          ([name, [, least, most]]) => html`<div class="field">
            <label for=${name}>${t(`here.choice.${name}`)}</label>
            <input id=${name} type="number" inputmode="numeric" required min=${least} max=${most} .value=${String(this.choice[name])} @change=${({ target }) => (this.choice = { ...this.choice, [name]: Number(target.value) })} />
          </div>`,
        )}
      </fieldset>
      <div class="go">
        ${running
          ? html`<button type="button" class="button plain" @click=${() => this.#run?.stop()}>${t('compare.stop')}</button>`
          : html`<button class="button" ?disabled=${this.choice.transports.length === 0}>${t('here.go')}</button>`}
      </div>
      <div role="alert">${this.trouble ? html`<p class="error">${this.trouble}</p>` : nothing}</div>
    </form>`;
  }

  #choose(name, chosen) {
    const transports = TRANSPORTS.filter((one) => (one === name ? chosen : this.choice.transports.includes(one)));
    this.choice = { ...this.choice, transports };
  }

  #left() {
    return this.#run ? Math.max(0, Math.ceil(this.shown.seconds - this.#run.seconds)) : 0;
  }

  #shown() {
    const { people, curve, results } = this.#run;
    const known = { results, choice: { ...this.shown, interval: POLL_INTERVAL } };
    const told = this.state === 'done' ? findings(known).filter(({ key }) => key !== OF_MANY) : [];
    return html`<section class="charts" aria-label=${t('compare.charts')}>
        <ul class="legend">
          ${this.shown.transports.map((name) => html`<li class="of-${name}"><span class="dot" aria-hidden="true"></span>${t(`transport.${name}`)}</li>`)}
        </ul>
        <parley-compare-chart class="live" .name=${'live'} .transports=${this.shown.transports} .data=${curve}></parley-compare-chart>
      </section>
      <section class="lanes-now" aria-label=${t('here.now')}>${people.map((person) => lane(person, results.find(({ transport }) => transport === person.name)))}</section>
      ${told.length > 0 ? html`<section class="card"><h2>${t('compare.says')}</h2><ul class="findings">${told.map((finding) => html`<li>${sentence(finding)}</li>`)}</ul></section>` : nothing}
      <section class="card results-card estimates"><h2>${t('compare.table')}</h2><p>${t('here.estimates')}</p>${table(known)}</section>`;
  }

  async #begin(event) {
    event.preventDefault();
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

/** What one of them is doing, for whoever has never heard of it. */
const lane = ({ name, trouble, times }, result) => html`<article class="card of-${name}" data-transport=${name}>
  <h2><span class="dot" aria-hidden="true"></span>${t(`transport.${name}`)}</h2>
  <p class="note">${t(has(`here.about.${name}`) ? `here.about.${name}` : `compare.timeline.${name}`)}</p>
  ${trouble && !result?.heard
    ? html`<p class="error">${t('here.failed', { why: has(`reports.why.${trouble}`) ? t(`reports.why.${trouble}`) : trouble })}</p>`
    : html`<p class="last"><strong>${figure(times.at(-1)?.ms)}</strong> ${t('here.newest')}</p>
        ${result ? html`<p>${passed(result)}</p>` : nothing}`}
</article>`;

function passed({ heard, requests, empty }) {
  const which = empty > 0 ? 'empty' : requests > 0 ? 'requests' : 'none';
  return t(`here.lane.${which}`, { heard: figure(heard), requests: figure(requests), empty: figure(empty) });
}

customElements.define('parley-compare-here', CompareHere);
