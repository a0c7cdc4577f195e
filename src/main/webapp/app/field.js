import { html, nothing } from 'lit';

/**
 * A labelled field with its hint and, beside it, what is wrong with its value.
 *
 * @param {{id: string, label: string, hint?: string, error?: string, control: (describedBy: string, invalid: string) => unknown}} field
 */
export function field({ id, label, hint, error, control }) {
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ');
  return html`<div class="field ${error ? 'wrong' : ''}">
    <label for=${id}>${label}</label>
    ${control(described || nothing, error ? 'true' : 'false')}
    ${hint ? html`<p class="hint" id="${id}-hint">${hint}</p>` : nothing}
    <p class="error" id="${id}-error" role="alert">${error ?? nothing}</p>
  </div>`;
}
