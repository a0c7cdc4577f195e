import { html, nothing } from 'lit';
import { has, t } from '../language.js';
import { View } from '../view.js';
import { frameView } from './frame-view.js';
import { lines } from './handshake-steps.js';
import { letTalk } from './talk.js';

const ATTEMPTS = [
  'right', 'fragments', 'wrong-key', 'wrong-version', 'no-upgrade', 'no-mask', 'reserved-bit', 'not-utf8', 'long-ping',
];

/** Lets the server make a mistake at its own WebSocket, and shows what comes of it. */
class Attempts extends View {
  static properties = { name: { state: true }, said: { state: true }, trouble: { state: true }, busy: { state: true } };

  constructor() {
    super();
    this.name = 'no-mask';
  }

  render() {
    return html`<section class="card attempts">
      <h2>${t('lab.attempts')}</h2>
      <p>${t('lab.attempts.text')}</p>
      <form @submit=${this.#attempt}>
        <div class="field">
          <label for="attempt">${t('lab.attempt')}</label>
          <select id="attempt" @change=${(event) => (this.name = event.target.value)}>
            ${ATTEMPTS.map((name) => html`<option value=${name} ?selected=${name === this.name}>${t(`lab.attempt.${name}`)}</option>`)}
          </select>
        </div>
        <button class="button" ?disabled=${this.busy}>${t('lab.attempt.go')}</button>
      </form>
      <div role="status">${this.trouble ? html`<p class="error">${this.trouble}</p>` : nothing}</div>
      ${this.said ? this.#talk() : nothing}
    </section>`;
  }

  #talk() {
    const { talk, outcome } = this.said;
    return html`<ol class="talk">
        ${talk.map((item) => html`<li>${item.head ? this.#head(item) : frameView(item)}</li>`)}
      </ol>
      <p class="outcome">${t(outcome)}</p>`;
  }

  #head({ byServer, head }) {
    return html`<p class="way">${t(byServer ? 'lab.by.server' : 'lab.by.client')}</p> ${lines(head)}`;
  }

  async #attempt(event) {
    event.preventDefault();
    this.busy = true;
    this.trouble = undefined;
    const { name } = this;
    try {
      const { talk, withoutUpgrade, trouble } = await letTalk(name);
      this.said = talk && { talk, outcome: withoutUpgrade ? 'lab.no-upgrade' : `lab.outcome.${name}` };
      this.trouble = trouble && problem(trouble);
    } catch {
      this.trouble = t('lab.attempt.failed');
    }
    this.busy = false;
  }
}

const problem = (code) => (has(`lab.attempt.${code}`) ? t(`lab.attempt.${code}`) : t('lab.attempt.failed'));

customElements.define('parley-attempts', Attempts);
