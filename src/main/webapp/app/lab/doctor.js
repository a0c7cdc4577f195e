import { html, nothing } from 'lit';
import { Api } from '../../client/api.js';
import { ownClock } from '../../client/clock.js';
import { Http } from '../../client/http.js';
import { t } from '../language.js';
import { problemText } from '../problems.js';
import { View } from '../view.js';
import { alike } from './doctor/alike.js';
import { checks } from './doctor/checks.js';
import { examine } from './doctor/order.js';
import { remedies } from './doctor/remedies.js';
import { leave } from './doctor/reports.js';
import { nameOf, textOf, verdictOf } from './doctor/words.js';
import { labHeader } from './lab-header.js';

const BASE = new URL('../../', import.meta.url);
const SILENCES = [20, 60, 120];
const LONGEST_SILENCE = 300;

/**
 * Finds out what the network does to each transport, and names what is wrong. `?silence=5` in the address: silent for so many seconds,
 * in place of those that one may choose.
 */
class Doctor extends View {
  static properties = {
    silences: { state: true },
    found: { state: true },
    running: { state: true },
    copied: { state: true },
    sent: { state: true },
    admin: { state: true },
  };

  #http = new Http(BASE);
  #api = new Api(this.#http);

  constructor() {
    super();
    const asked = new URLSearchParams(location.search).getAll('silence').map(Number);
    const silences = asked.filter((seconds) => seconds >= 1 && seconds <= LONGEST_SILENCE);
    this.offered = silences.length > 0 ? silences : SILENCES;
    this.silences = silences.length > 0 ? silences : SILENCES.slice(0, 1);
    this.found = new Map();
    this.#api.session().then((session) => (this.admin = session?.admin), () => {});
  }

  render() {
    document.title = `${t('doctor.title')} · Parley`;
    return html`<div class="lab">
      ${labHeader('doctor')}
      <main>
        <h1>${t('doctor.title')}</h1>
        <p class="lead">${t('doctor.text')} ${this.admin ? html`<a href="./reports">${t('doctor.reports')}</a>` : nothing}</p>
        <div class="go">
          <button class="button" ?disabled=${this.running} @click=${this.#examine}>${t('doctor.go')}</button>
          <fieldset class="silences" ?disabled=${this.running}>
            <legend>${t('doctor.silences')}</legend>
            ${this.offered.map((seconds) => this.#silence(seconds))}
          </fieldset>
        </div>
        <div role="status">${this.#state()}</div>
        ${this.running || this.found.size > 0 ? html`<ol class="card findings-list">${this.#lines().map((line) => this.#line(line))}</ol>` : nothing}
      </main>
    </div>`;
  }

  #silence(seconds) {
    const choose = ({ target }) => {
      this.silences = this.offered.filter((one) => (one === seconds ? target.checked : this.silences.includes(one)));
    };
    return html`<label><input type="checkbox" .checked=${this.silences.includes(seconds)} @change=${choose} /> ${t('doctor.seconds', { seconds })}</label>`;
  }

  #state() {
    if (this.running) return html`<p class="state">${t('doctor.running', { seconds: Math.max(0, ...this.silences) })}</p>`;
    if (this.found.size === 0) return nothing;
    const nobody = !this.list.some(({ check }) => check === 'transport');
    const all = this.list.length;
    const n = [...this.found.values()].filter(({ ok }) => !ok).length;
    return html`<p class="state">${t(`doctor.summary.${nobody ? 'nobody' : n > 0 ? 'bad' : 'good'}`, { n, all })}</p>
      <p class="exports">
        <button class="button plain" @click=${this.#copy}>${t('doctor.copy')}</button> ${this.copied ? html`<span>${t('doctor.copied')}</span>` : nothing}
        <button class="button plain send" ?disabled=${this.sent === 'sent'} @click=${this.#send}>${t('doctor.send')}</button>
        ${this.sent && !this.#isForeign() ? html`<span class="sent">${this.sent === 'sent' ? t('doctor.sent') : problemText(this.sent)}</span>` : nothing}
      </p>
      ${this.#isForeign() ? this.#unsent() : nothing}`;
  }

  #isForeign() {
    return this.sent?.code === 'foreign-origin';
  }

  /** What changes Host or Origin lets no report through either: it says what is wrong and where to mend it, and the report can be copied. */
  #unsent() {
    const changed = [...this.found.values()].some(({ fault }) => fault === 'host-changed') ? 'host-changed' : 'foreign-origin';
    return html`<div class="unsent">
      <p>${t(`doctor.unsent.${changed}`, { expected: location.host })}</p>
      ${this.#remedies({ fault: changed }, true)}
    </div>`;
  }

  #lines() {
    return alike(this.list, (check) => this.found.get(check));
  }

  #line({ check, checks, finding }) {
    if (!finding) return html`<li class="waiting"><b>${nameOf(check)}</b> <span class="verdict">${t('doctor.waiting')}</span></li>`;
    const verdict = verdictOf(finding);
    return html`<li class=${verdict} data-check=${checks.map((one) => [one.check, one.of].join(' ').trim()).join(', ')} data-fault=${finding.fault ?? nothing}>
      <b>${nameOf(check)}</b> <span class="verdict">${t(`doctor.${verdict}`)}</span>
      <p>${textOf(check, finding)}</p>
      ${this.#remedies(finding)}
    </li>`;
  }

  #remedies({ fault }, open = false) {
    const known = remedies(fault);
    if (known.length === 0) return nothing;
    return html`<details ?open=${open}>
      <summary>${t('doctor.remedies')}</summary>
      <dl>${known.map(([product, lines]) => html`<dt>${product}</dt><dd><pre tabindex="0" role="region" aria-label=${product}><code>${lines}</code></pre></dd>`)}</dl>
    </details>`;
  }

  async #examine() {
    const spoken = (url) => performance.getEntriesByName(url).at(-1)?.nextHopProtocol;
    const { userAgent: agent } = navigator;
    const setCookie = () => (document.cookie = `parley-check=1; Path=${new URL('lab/doctor/', BASE).pathname}; SameSite=Lax`);
    const ground = { http: this.#http, api: this.#api, clock: ownClock(), fetch: (...args) => fetch(...args), WebSocket, location, agent, spoken, setCookie };
    this.list = checks(this.silences);
    this.found = new Map();
    this.copied = false;
    this.sent = undefined;
    this.running = true;
    await examine(this.list, ground, (check, finding) => (this.found = new Map(this.found).set(check, finding)));
    this.list = this.list.filter((check) => this.found.has(check));
    this.running = false;
  }

  async #send() {
    const findings = this.list.map((check) => ({ ...check, ...this.found.get(check) }));
    const report = { page: BASE.href, browser: navigator.userAgent, findings };
    this.sent = await leave(this.#http, report).then(() => 'sent', (problem) => problem);
  }

  async #copy() {
    const lines = this.#lines().map(({ check, finding }) => `[${t(`doctor.${verdictOf(finding)}`)}] ${nameOf(check)}: ${textOf(check, finding)}`);
    const head = t('doctor.report', { address: BASE.href, at: new Date().toISOString() });
    this.copied = await toClipboard([head, navigator.userAgent, ...lines, ''].join('\n'));
  }
}

/** Over plain http at a host name there is no `navigator.clipboard`: the older way is left. */
async function toClipboard(text) {
  if (navigator.clipboard) return navigator.clipboard.writeText(text).then(() => true, () => false);
  const area = Object.assign(document.createElement('textarea'), { value: text });
  document.body.append(area);
  area.select();
  const done = document.execCommand('copy');
  area.remove();
  return done;
}

customElements.define('parley-doctor', Doctor);
