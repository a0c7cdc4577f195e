import { html, nothing } from 'lit';
import { field } from './field.js';
import { mark } from './icons.js';
import { languageChoice } from './language-choice.js';
import { count, t } from './language.js';
import { problemText } from './problems.js';
import { View } from './view.js';

const NAME = /^[\p{L}\p{N}][\p{L}\p{M}\p{N}._-]{0,31}$/u;
const FIELD_OF = { 'wrong-password': 'password', 'name-taken': 'name', 'setup-needed': 'setup' };

/** Signing in and signing up, the first account of an installation included. */
class Sign extends View {
  static properties = {
    api: { attribute: false },
    installation: { attribute: false },
    ended: { attribute: false },
    name: { attribute: false },
    waiting: { attribute: false },
    joining: { state: true },
    busy: { state: true },
    errors: { state: true },
  };

  constructor() {
    super();
    this.joining = false;
    this.busy = false;
    this.errors = {};
  }

  get #setup() {
    return this.installation.setup;
  }

  get #closed() {
    return this.#setup && !this.installation.allowed;
  }

  get #new() {
    return this.joining || this.#setup;
  }

  render() {
    return html`<main class="sign">
      <div class="sign-card">
        <p class="brand">${mark}<span>Parley</span></p>
        ${this.#heading()}
        <form method="post" novalidate @submit=${this.#submit}>
          ${this.#closed ? this.#codeField() : nothing} ${this.#nameField()} ${this.#passwordField()}
          <p class="error" role="alert">${this.errors.form ?? nothing}</p>
          <button class="button wide" ?disabled=${this.busy}>${t(this.#new ? 'sign.up' : 'sign.in')}</button>
        </form>
        ${this.#other()}
      </div>
      <footer>${languageChoice()}<a href="lab/handshake">${t('lab.link')}</a></footer>
    </main>`;
  }

  #heading() {
    if (this.ended) {
      return html`<h1>${t('sign.ended.title')}</h1>
        <p class="note">${t('sign.ended.text')} ${this.waiting ? count('sign.waiting', this.waiting) : nothing}</p>`;
    }
    if (this.#closed) {
      return html`<h1>${t('setup.closed.title')}</h1>
        <p class="note">${t('setup.closed.text')}</p>
        <p>${t('setup.closed.admin')}</p>
        <p><button type="button" class="link" @click=${() => this.tell('check-again')}>${t('setup.check')}</button></p>`;
    }
    if (this.#setup) return html`<h1>${t('setup.title')}</h1><p class="note">${t('setup.text')}</p>`;
    return html`<h1>${t(this.joining ? 'sign.up.title' : 'sign.in.title')}</h1>`;
  }

  #codeField() {
    const control = (described, invalid) => html`<input
      id="setup" name="setup" autocomplete="one-time-code" spellcheck="false" autocapitalize="off" required
      aria-describedby=${described} aria-invalid=${invalid}
    />`;
    return field({ id: 'setup', label: t('setup.code'), hint: t('setup.code.hint'), error: this.errors.setup, control });
  }

  #nameField() {
    const control = (described, invalid) => html`<input
      id="name" name="name" autocomplete="username" spellcheck="false" autocapitalize="off" maxlength="64" required .value=${this.name ?? ''}
      aria-describedby=${described} aria-invalid=${invalid}
    />`;
    const hint = this.#new ? t('sign.name.hint') : undefined;
    return field({ id: 'name', label: t('sign.name'), hint, error: this.errors.name, control });
  }

  #passwordField() {
    const control = (described, invalid) => html`<input
      id="password" name="password" type="password" maxlength="512" required
      autocomplete=${this.#new ? 'new-password' : 'current-password'}
      aria-describedby=${described} aria-invalid=${invalid}
    />`;
    const hint = this.#new ? t('sign.password.hint') : undefined;
    return field({ id: 'password', label: t('sign.password'), hint, error: this.errors.password, control });
  }

  #other() {
    if (this.#setup) return nothing;
    return html`<p class="other">
      ${t(this.joining ? 'sign.have' : 'sign.none')}
      <button type="button" class="link" @click=${this.#switch}>${t(this.joining ? 'sign.in' : 'sign.up')}</button>
    </p>`;
  }

  #switch() {
    this.joining = !this.joining;
    this.errors = {};
  }

  async #submit(event) {
    event.preventDefault();
    const account = Object.fromEntries(new FormData(event.target));
    account.name = account.name.trim();
    if (account.setup) account.setup = account.setup.trim();
    this.errors = this.#check(account);
    if (Object.keys(this.errors).length === 0) await this.#sign(account);
    await this.updateComplete;
    this.querySelector('[aria-invalid="true"]')?.focus();
  }

  #check({ name, password, setup }) {
    const errors = {};
    if (this.#closed && !setup) errors.setup = t('setup.code.empty');
    if (!name) errors.name = t('sign.name.empty');
    else if (this.#new && !NAME.test(name)) errors.name = t('problem.malformed.name');
    if (!password) errors.password = t('sign.password.empty');
    else if (this.#new && ([...password].length < 8 || password.length > 256)) errors.password = t('problem.malformed.password');
    return errors;
  }

  async #sign(account) {
    this.busy = true;
    try {
      const session = await (this.#new ? this.api.signUp(account) : this.api.signIn(account));
      this.tell('signed-in', session);
    } catch (problem) {
      await this.#refused(problem);
    }
    this.busy = false;
  }

  /** An account may have been made elsewhere meanwhile, so that the code is asked for, or no longer. */
  async #refused(problem) {
    if (problem.code === 'setup-needed') {
      this.installation = { ...this.installation, setup: true, allowed: false };
    }
    const place = FIELD_OF[problem.code] ?? problem.field;
    const known = ['name', 'password', 'setup'].includes(place);
    this.errors = { [known ? place : 'form']: problemText(problem) };
  }
}

customElements.define('parley-sign', Sign);
