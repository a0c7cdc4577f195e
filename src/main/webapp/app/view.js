import { LitElement } from 'lit';
import { onLanguage } from './language.js';

/** What all components of the page share: they render into the page itself, whose stylesheets are theirs, and follow its language. */
export class View extends LitElement {
  #off;

  createRenderRoot() {
    return this;
  }

  connectedCallback() {
    super.connectedCallback();
    this.#off = onLanguage(() => this.requestUpdate());
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#off();
  }

  /** Tells the components around this one. */
  tell(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { detail, bubbles: true }));
  }
}
