import { html } from 'lit';
import { language, LANGUAGES, speak } from './language.js';

/** Each language by its own name. */
export function languageChoice() {
  return html`<div class="languages">
    ${LANGUAGES.map(
      ({ id, tag, name }) => html`<button
        type="button"
        class="link"
        lang=${tag}
        aria-pressed=${language().id === id}
        @click=${() => speak(id)}
      >
        ${name}
      </button>`,
    )}
  </div>`;
}
