import { html } from 'lit';
import { draft, keepDraft } from './drafts.js';
import { bytes, number } from './format.js';
import { icons } from './icons.js';
import { t } from './language.js';
import { View } from './view.js';

const TELL_EVERY = 3000;
const COUNT_FROM = 0.8;
const TALLEST = 240;

/** Something that can be seen: what the server, too, asks of a text. */
const VISIBLE = /[^\p{Z}\p{Cc}\p{Cf}\p{Mn}\p{Default_Ignorable_Code_Point}\u2800]/u;

/** Where one writes. Each room keeps its own draft. */
class Composer extends View {
  static properties = { room: { attribute: false }, limit: { attribute: false }, text: { state: true } };

  #id;
  #told = 0;

  constructor() {
    super();
    this.text = '';
  }

  get #area() {
    return this.querySelector('textarea');
  }

  get #over() {
    return bytes(this.text) - this.limit;
  }

  willUpdate() {
    if (this.room.id === this.#id) return;
    this.#id = this.room.id;
    this.text = draft(this.#id);
  }

  render() {
    const label = t('composer.label', { room: this.room.name });
    return html`<form class="composer" id="composer" method="post" @submit=${this.#submit}>
      <div class="composer-box ${this.#over > 0 ? 'wrong' : ''}">
        <textarea
          rows="1" maxlength="100000" dir="auto" enterkeyhint="send"
          aria-label=${label} placeholder=${label}
          aria-describedby="composer-note" aria-invalid=${this.#over > 0}
          .value=${this.text}
          @input=${this.#input}
          @keydown=${this.#key}
        ></textarea>
        <button class="send" aria-label=${t('composer.send')} title=${t('composer.send')} ?disabled=${!this.#ready()}>${icons.send}</button>
      </div>
      <div id="composer-note" class="composer-note">${this.#note()}</div>
    </form>`;
  }

  updated() {
    const area = this.#area;
    area.style.height = 'auto';
    area.style.height = `${Math.min(TALLEST, area.scrollHeight)}px`;
  }

  #note() {
    const over = this.#over;
    if (over > 0) return html`<p class="error" role="alert">${t('composer.too-long', { over: number(over), limit: number(this.limit) })}</p>`;
    if (over > (COUNT_FROM - 1) * this.limit) {
      return html`<p class="hint">${t('composer.count', { used: number(over + this.limit), limit: number(this.limit) })}</p>`;
    }
    return html`<p class="hint keys">${t('composer.keys')}</p>`;
  }

  #ready() {
    return VISIBLE.test(this.text) && this.#over <= 0;
  }

  #write(text) {
    this.text = text;
    keepDraft(this.#id, text);
  }

  #input() {
    this.#write(this.#area.value);
    if (!VISIBLE.test(this.text) || Date.now() - this.#told < TELL_EVERY) return;
    this.#told = Date.now();
    this.tell('writing');
  }

  /** Enter sends, unless an input method is composing with it (229 is what some browsers say then), or Shift asks for a line. */
  #key(event) {
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing || event.keyCode === 229) return;
    event.preventDefault();
    this.#submit(event);
  }

  #submit(event) {
    event.preventDefault();
    if (!this.#ready()) return;
    this.tell('post', this.text);
    this.#write('');
    this.#told = 0;
    this.#area.focus();
  }
}

customElements.define('parley-composer', Composer);
