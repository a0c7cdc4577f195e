import { html, nothing } from 'lit';
import { t } from '../language.js';
import { View } from '../view.js';
import { choiceOf, queryOf, TRANSPORTS } from './comparison.js';

/** What is to be compared, of a kind. Tells `chosen` whenever that changes, `compare` when it is to begin, `stop` when to stop. */
class CompareChoice extends View {
  static properties = {
    kind: { attribute: false },
    choice: { attribute: false },
    running: { attribute: false },
    yours: { attribute: false },
    trouble: { attribute: false },
    hint: { attribute: false },
  };

  render() {
    return html`<form class="choice" @submit=${this.#begin} @change=${this.#changed}>
      <fieldset class="transports" ?disabled=${this.running}>
        <legend>${t('compare.transports')}</legend>
        ${TRANSPORTS.map(
          (name) => html`<label class="of-${name}">
            <input type="checkbox" name="transport" value=${name} .checked=${this.choice.transports.includes(name)} />
            <span class="dot" aria-hidden="true"></span>${t(`transport.${name}`)}
          </label>`,
        )}
      </fieldset>
      <fieldset class="numbers" ?disabled=${this.running}>
        <legend class="hidden">${t('compare.load')}</legend>
        ${Object.entries(this.kind.numbers).map(
          ([name, [, least, most]]) => html`<div class="field">
            <label for=${name}>${t(`${this.kind.texts}.choice.${name}`)}</label>
            <input id=${name} name=${name} type="number" inputmode="numeric" required min=${least} max=${most} .value=${String(this.choice[name])} />
          </div>`,
        )}
      </fieldset>
      ${this.kind.orders.length > 0 ? this.#orders() : nothing}
      <div class="go">
        ${this.running && this.yours
          ? html`<button type="button" class="button plain" @click=${() => this.tell('stop')}>${t('compare.stop')}</button>`
          : html`<button class="button" ?disabled=${this.running}>${t(`${this.kind.texts}.go`)}</button>`}
        <p class="hint">${this.hint}</p>
      </div>
      <div role="alert">${this.trouble ? html`<p class="error">${this.trouble}</p>` : nothing}</div>
    </form>`;
  }

  #orders() {
    return html`<fieldset class="orders" ?disabled=${this.running}>
      <legend>${t('compare.order')}</legend>
      ${this.kind.orders.map(
        (order) => html`<label><input type="radio" name="order" value=${order} .checked=${this.choice.order === order} /><span>${t(`compare.order.${order}`)}</span></label>`,
      )}
    </fieldset>`;
  }

  #changed() {
    this.choice = this.#read();
    this.tell('chosen', this.choice);
  }

  #read() {
    const form = this.querySelector('form');
    const transports = [...form.querySelectorAll('[name=transport]:checked')].map(({ value }) => value);
    const numbers = Object.keys(this.kind.numbers).map((name) => [name, Number(form.elements[name].value)]);
    return choiceOf(queryOf({ transports, ...Object.fromEntries(numbers), order: form.elements.order?.value }), this.kind);
  }

  #begin(event) {
    event.preventDefault();
    this.#changed();
    this.tell('compare', this.choice);
  }
}

customElements.define('parley-compare-choice', CompareChoice);
