import { html, nothing } from 'lit';
import { avatar } from './avatar.js';
import { Disclosure } from './disclosure.js';
import { languageChoice } from './language-choice.js';
import { count, t } from './language.js';
import './line-badge.js';
import './unsent.js';
import { View } from './view.js';

/** Who one is, how one is connected, and the little that concerns neither room nor message. */
class Account extends View {
  static properties = {
    me: { attribute: false },
    status: { attribute: false },
    entries: { attribute: false },
    rooms: { attribute: false },
    stuck: { attribute: false },
    asking: { state: true },
  };

  #menu = new Disclosure(this);

  render() {
    const { me } = this;
    return html`${this.stuck ? html`<p class="error stuck" role="alert">${t('account.stuck')}</p>` : nothing}
    <div class="account">
      <div class="account-menu">
        <button class="who" aria-expanded=${this.#menu.open} aria-controls="account-panel" @click=${this.#menu.toggle}>
          ${avatar(me)}<span class="who-name">${me.name}</span>
        </button>
        <div class="panel above" id="account-panel" ?hidden=${!this.#menu.open}>
          <p class="panel-title">${me.name} ${me.admin ? html`<span class="tag">${t('account.admin')}</span>` : ''}</p>
          ${languageChoice()}
          <a class="item" href="lab/">${t('lab.enter')}</a>
          ${me.admin ? html`<a class="item" href="lab/reports">${t('account.reports')}</a>` : nothing}
          ${this.#unsent.length > 0 ? html`<button class="item" @click=${() => this.#ask('unsent')}>${count('account.unsent', this.#unsent.length)}</button>` : nothing}
          <button class="item" @click=${this.#leave}>${t('account.out')}</button>
        </div>
      </div>
      <parley-line .status=${this.status}></parley-line>
    </div>
    ${this.asking ? this.#dialog() : nothing}`;
  }

  /** Read marks that are under way concern nobody. */
  get #unsent() {
    return this.entries.filter(({ command, state }) => command.type !== 'read' && (command.type === 'post' || state === 'failed'));
  }

  #dialog() {
    return html`<parley-unsent
      .entries=${this.#unsent}
      .rooms=${this.rooms}
      .leaving=${this.asking === 'leaving'}
      @close-unsent=${() => (this.asking = undefined)}
    ></parley-unsent>`;
  }

  #ask(what) {
    this.#menu.close();
    this.asking = what;
  }

  /** Whoever has something unsent is asked what is to become of it. */
  #leave() {
    this.#menu.close();
    if (this.#unsent.length > 0) this.#ask('leaving');
    else this.tell('sign-out', { discard: false });
  }
}

customElements.define('parley-account', Account);
