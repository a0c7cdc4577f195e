import { html, nothing } from 'lit';
import { TRANSPORTS } from '../client/parley.js';
import { Disclosure } from './disclosure.js';
import { failureText } from './failures.js';
import { t } from './language.js';
import { remembered } from './memory.js';
import { View } from './view.js';

let panels = 0;

/** Names the transport in use, tells which better ones did not work and why, and lets the user choose. */
class LineBadge extends View {
  static properties = { status: { attribute: false } };

  #menu = new Disclosure(this);
  #id = `line-${++panels}`;

  render() {
    const { phase, transport } = this.status;
    const name = phase === 'open' ? t(`transport.${transport}`) : t('line.none');
    return html`<button
        class="line ${phase}"
        title=${t('line.title')}
        aria-label="${t('line.title')}: ${name}"
        aria-expanded=${this.#menu.open}
        aria-controls=${this.#id}
        @click=${this.#menu.toggle}
      >
        <span class="dot"></span>${name}
      </button>
      <div class="panel above end" id=${this.#id} ?hidden=${!this.#menu.open}>${this.#menu.open ? this.#choice() : nothing}</div>`;
  }

  #choice() {
    const chosen = remembered('transport');
    return html`<fieldset class="choices">
      <legend>${t('line.title')}</legend>
      ${this.#option('auto', chosen === undefined)}
      ${Object.keys(TRANSPORTS).map((name) => this.#option(name, chosen === name))}
    </fieldset>`;
  }

  #option(name, checked) {
    const passed = this.status.passed.find((one) => one.name === name);
    const inUse = this.status.phase === 'open' && this.status.transport === name;
    return html`<label class="choice">
      <input type="radio" name=${this.#id} .checked=${checked} @change=${() => this.#choose(name)} />
      <span>
        <b>${t(`transport.${name}`)}</b> ${inUse ? html`<span class="tag">${t('line.in-use')}</span>` : nothing}
        <small>${t(`transport.${name}.about`)}</small>
        ${passed ? html`<small class="failed">${failureText(passed)}</small>` : nothing}
      </span>
    </label>`;
  }

  #choose(name) {
    this.tell('prefer', name === 'auto' ? undefined : name);
    this.requestUpdate();
  }
}

customElements.define('parley-line', LineBadge);
