import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { moment, shortClock } from './format.js';
import { icons } from './icons.js';
import { count, t } from './language.js';
import { problemText } from './problems.js';
import { View } from './view.js';

/** What the server has not taken yet, all rooms together; and, to who signs out, the question what is to become of it. */
class Unsent extends View {
  static properties = {
    entries: { attribute: false },
    rooms: { attribute: false },
    leaving: { attribute: false },
  };

  firstUpdated() {
    this.querySelector('dialog').showModal();
  }

  /** What was asked about has gone out meanwhile. */
  updated() {
    if (this.entries.length > 0) return;
    this.#close();
    if (this.leaving) this.tell('sign-out', { discard: false });
  }

  render() {
    return html`<dialog class="unsent" aria-labelledby="unsent-title" @close=${() => this.tell('close-unsent')}>
      <div class="unsent-head">
        <h2 id="unsent-title">${count('unsent.title', this.entries.length)}</h2>
        <button class="icon-button" aria-label=${t('browse.close')} @click=${this.#close}>${icons.close}</button>
      </div>
      <p class="quiet">${t(this.leaving ? 'unsent.leaving' : 'unsent.text')}</p>
      <ul class="unsent-list" tabindex="0" aria-labelledby="unsent-title">
        ${repeat(this.entries, ({ key }) => key, (entry) => this.#entry(entry))}
      </ul>
      ${this.leaving ? this.#ways() : nothing}
    </dialog>`;
  }

  #entry({ key, command, state, problem, at }) {
    return html`<li class=${state}>
      <p class="unsent-where">
        <b>${this.rooms[command.room]?.name ?? command.name ?? t('unsent.elsewhere')}</b>
        <time datetime=${at} title=${moment(at)}>${shortClock(at)}</time>
      </p>
      <p class="unsent-what" dir="auto">${command.type === 'post' ? command.text : t('unsent.change')}</p>
      ${state === 'failed' ? this.#failed(key, problem) : html`<p class="state">${icons.clock}<span>${t('unsent.waiting')}</span></p>`}
    </li>`;
  }

  #failed(key, problem) {
    return html`<p class="state">
      ${icons.warn}<span>${problemText(problem)}</span>
      <button class="link" @click=${() => this.tell('retry', key)}>${t('message.retry')}</button>
      <button class="link" @click=${() => this.tell('discard', key)}>${t('message.discard')}</button>
    </p>`;
  }

  #ways() {
    return html`<div class="ways">
      <button class="button keep" @click=${() => this.tell('sign-out', { discard: false })}>${t('unsent.keep')}</button>
      <button class="button plain discard" @click=${() => this.tell('sign-out', { discard: true })}>${t('unsent.discard')}</button>
      <button class="button plain" @click=${this.#close}>${t('unsent.stay')}</button>
    </div>`;
  }

  #close() {
    this.querySelector('dialog').close();
  }
}

customElements.define('parley-unsent', Unsent);
