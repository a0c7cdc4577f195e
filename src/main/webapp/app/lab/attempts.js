import { html, nothing } from 'lit';
import { has, t } from '../language.js';
import { View } from '../view.js';
import { frameView } from './frame-view.js';
import { FrameCutter, fromBase64, utf8 } from './frames.js';
import { lines } from './handshake-steps.js';

const BASE = new URL('../../', import.meta.url);
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
    const { name, talk } = this.said;
    return html`<ol class="talk">
        ${talk.map((item) => html`<li>${item.head ? this.#head(item) : frameView(item)}</li>`)}
      </ol>
      <p class="outcome">${t(`lab.outcome.${name}`)}</p>`;
  }

  #head({ byServer, head }) {
    return html`<p class="way">${t(byServer ? 'lab.by.server' : 'lab.by.client')}</p> ${lines(head)}`;
  }

  async #attempt(event) {
    event.preventDefault();
    this.busy = true;
    this.trouble = undefined;
    const url = new URL('lab/echo/attempt', BASE);
    url.searchParams.set('name', this.name);
    try {
      const answer = await fetch(url);
      const body = await answer.json();
      this.said = answer.ok ? { name: body.name, talk: talk(body.said) } : undefined;
      this.trouble = answer.ok ? undefined : problem(body.code);
    } catch {
      this.trouble = t('lab.attempt.failed');
    }
    this.busy = false;
  }
}

const problem = (code) => (has(`lab.attempt.${code}`) ? t(`lab.attempt.${code}`) : t('lab.attempt.failed'));

/** Heads of HTTP as lines and frames as frames, in the order in which they were said. */
function talk(said) {
  const cutters = { client: new FrameCutter(), server: new FrameCutter() };
  const open = said.some(({ by, bytes }) => by === 'server' && utf8(fromBase64(bytes)).startsWith('HTTP/1.1 101'));
  return said.flatMap(({ by, bytes }, i) => {
    const byServer = by === 'server';
    const raw = fromBase64(bytes);
    return i < 2 || !open
      ? [{ byServer, head: utf8(raw).trimEnd().split('\r\n') }]
      : cutters[by].take(raw).map((frame) => ({ byServer, frame }));
  });
}

customElements.define('parley-attempts', Attempts);
