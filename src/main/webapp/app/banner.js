import { html, nothing } from 'lit';
import { t } from './language.js';
import { View } from './view.js';

/** A line that is back at once needs no words. */
const QUIET_FOR = 1200;

/** Says that the line is lost and what happens next. */
class Banner extends View {
  static properties = { status: { attribute: false }, unsent: { attribute: false }, shown: { state: true } };

  #timer;
  #tick;

  willUpdate(changed) {
    if (!changed.has('status')) return;
    const down = this.status.phase !== 'open';
    if (!down) this.#hide();
    else this.#timer ??= setTimeout(() => this.#show(), QUIET_FOR);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#hide();
  }

  render() {
    return html`<div class="banner-place" role="status">${this.shown ? this.#banner() : nothing}</div>`;
  }

  #banner() {
    const { phase, retryAt, reason } = this.status;
    const seconds = Math.max(1, Math.ceil((retryAt - Date.now()) / 1000));
    return html`<div class="banner">
      <p>
        <b>${t('banner.lost')}</b> ${reason === 'busy' ? t('banner.busy') : nothing}
        <span aria-hidden="true">${phase === 'waiting' ? t('banner.waiting', { seconds }) : t('banner.trying')}</span>
        ${this.unsent > 0 ? t('banner.kept') : t('banner.write')}
      </p>
      <button class="link" ?disabled=${phase !== 'waiting'} @click=${() => this.tell('try-now')}>${t('banner.now')}</button>
    </div>`;
  }

  #show() {
    this.shown = true;
    this.#tick = setInterval(() => this.requestUpdate(), 1000);
  }

  #hide() {
    clearTimeout(this.#timer);
    clearInterval(this.#tick);
    this.#timer = undefined;
    this.shown = false;
  }
}

customElements.define('parley-banner', Banner);
