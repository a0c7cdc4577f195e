import { html, nothing } from 'lit';
import { Http } from '../../client/http.js';
import { dateAndTime } from '../format.js';
import { has, t } from '../language.js';
import { problemText } from '../problems.js';
import { View } from '../view.js';
import { alike } from './doctor/alike.js';
import { left } from './doctor/reports.js';
import { nameOf, textOf, verdictOf } from './doctor/words.js';
import { labHeader } from './lab-header.js';

const BEST = ['upgrade', 'websocket'];
const BASE = new URL('../../', import.meta.url);

/** For administrators: which transports people ended up on and why, and the reports that they sent. */
class Reports extends View {
  static properties = {
    known: { state: true },
    problem: { state: true },
  };

  connectedCallback() {
    super.connectedCallback();
    this.#load();
  }

  render() {
    document.title = `${t('reports.title')} · Parley`;
    return html`<div class="lab">
      ${labHeader('reports')}
      <main>
        <h1>${t('reports.title')}</h1>
        <p class="lead">${t('reports.text')}</p>
        ${this.problem ? html`<p class="error" role="alert">${this.problem}</p>` : nothing}
        ${this.known ? [this.#settled(this.known.settled), this.#reports(this.known.reports)] : nothing}
      </main>
    </div>`;
  }

  #settled({ lines, passed, unexplained, people }) {
    return html`<section class="card settled">
      <h2>${t('reports.settled')}</h2>
      <p>${t('reports.here')} <button class="link" @click=${this.#load}>${t('reports.again')}</button></p>
      ${people.length === 0 ? html`<p>${t('reports.nobody')}</p>` : [countsOf(lines), lesser(lines, unexplained), passedOver(passed), whoUses(people)]}
    </section>`;
  }

  #reports(reports) {
    return html`<section class="left">
      <h2>${t('reports.sent')}</h2>
      ${reports.length === 0 ? html`<p>${t('reports.none')}</p>` : reports.map((report) => one(report))}
    </section>`;
  }

  async #load() {
    this.problem = undefined;
    await left(new Http(BASE)).then(
      (known) => (this.known = known),
      (problem) => (this.problem = problem.code === 'forbidden' ? t('reports.forbidden') : problemText(problem)),
    );
  }
}

const nameOfTransport = (name) => (has(`transport.${name}`) ? t(`transport.${name}`) : name);
const why = (reason) => (has(`reports.why.${reason}`) ? t(`reports.why.${reason}`) : reason);

const countsOf = (lines) => html`<dl class="counts">
  ${Object.entries(lines).map(([name, n]) => html`<div><dt>${nameOfTransport(name)}</dt><dd>${n}</dd></div>`)}
</dl>`;

/** Whether all lines are on the best, a socket; if not, how many are on what, and of how many nobody knows why. */
function lesser(lines, unexplained) {
  const others = Object.entries(lines).filter(([name]) => !BEST.includes(name));
  const sum = (list) => list.reduce((all, [, n]) => all + n, 0);
  if (others.length === 0) return html`<p class="best">${t('reports.best')}</p>`;
  const which = others.map(([name, n]) => `${nameOfTransport(name)}: ${n}`).join(', ');
  return html`<p class="lesser">
    ${t('reports.lesser', { n: sum(others), all: sum(Object.entries(lines)), which })}
    ${unexplained > 0 ? html`${t('reports.unexplained', { n: unexplained })} <a href="./doctor">${t('reports.doctor')}</a>` : nothing}
  </p>`;
}

function passedOver(passed) {
  const rows = Object.entries(passed).flatMap(([transport, reasons]) => Object.entries(reasons).map(([reason, n]) => ({ transport, reason, n })));
  if (rows.length === 0) return nothing;
  return table('passed', t('reports.passed'), [t('reports.transport'), t('reports.why'), t('reports.sessions')], rows, ({ transport, reason, n }) => [nameOfTransport(transport), why(reason), n]);
}

const whoUses = (people) =>
  table('people', t('reports.people'), [t('reports.who'), t('reports.uses'), t('reports.since'), t('reports.instead')], people, ({ name, transport, since, passed }) => [
    name,
    nameOfTransport(transport),
    dateAndTime(since),
    Object.entries(passed).map(([better, reason]) => html`<span class="instead">${nameOfTransport(better)}: ${why(reason)}</span>`),
  ]);

const table = (name, title, heads, rows, cells) => html`<div class="scroll" tabindex="0" role="region" aria-label=${title}>
  <table class=${name}>
    <caption>${title}</caption>
    <thead><tr>${heads.map((head) => html`<th scope="col">${head}</th>`)}</tr></thead>
    <tbody>${rows.map((row) => html`<tr>${cells(row).map((cell) => html`<td>${cell}</td>`)}</tr>`)}</tbody>
  </table>
</div>`;

function one({ at, name, page, browser, findings }) {
  const telling = findings.filter((finding) => verdictOf(finding) !== 'good');
  const bad = findings.filter(({ ok }) => !ok).length;
  return html`<article class="card report">
    <h3>${t('reports.from', { name, at: dateAndTime(at) })}</h3>
    <p>${t(bad > 0 ? 'reports.bad' : 'reports.good', { n: bad, all: findings.length })}</p>
    <p class="about">${page} · ${browser}</p>
    ${telling.length > 0 ? html`<ol class="findings-list">${alike(telling, (finding) => finding).map((shown) => line(shown))}</ol>` : nothing}
  </article>`;
}

const line = ({ check, finding }) => html`<li class=${verdictOf(finding)} data-fault=${finding.fault ?? nothing}>
  <b>${nameOf(check)}</b> <span class="verdict">${t(`doctor.${verdictOf(finding)}`)}</span>
  <p>${textOf(check, finding)}</p>
</li>`;

customElements.define('parley-reports', Reports);
