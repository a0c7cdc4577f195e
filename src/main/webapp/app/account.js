import { html } from 'lit';
import { avatar } from './avatar.js';
import { Disclosure } from './disclosure.js';
import { languageChoice } from './language-choice.js';
import { t } from './language.js';
import './line-badge.js';
import { View } from './view.js';

/** Who one is, how one is connected, and the little that concerns neither room nor message. */
class Account extends View {
  static properties = { me: { attribute: false }, status: { attribute: false } };

  #menu = new Disclosure(this);

  render() {
    const { me } = this;
    return html`<div class="account">
      <div class="account-menu">
        <button class="who" aria-expanded=${this.#menu.open} aria-controls="account-panel" @click=${this.#menu.toggle}>
          ${avatar(me)}<span class="who-name">${me.name}</span>
        </button>
        <div class="panel above" id="account-panel" ?hidden=${!this.#menu.open}>
          <p class="panel-title">${me.name} ${me.admin ? html`<span class="tag">${t('account.admin')}</span>` : ''}</p>
          ${languageChoice()}
          <a class="item" href="lab/handshake">${t('lab.link')}</a>
          <button class="item" @click=${() => this.tell('sign-out')}>${t('account.out')}</button>
        </div>
      </div>
      <parley-line .status=${this.status}></parley-line>
    </div>`;
  }
}

customElements.define('parley-account', Account);
