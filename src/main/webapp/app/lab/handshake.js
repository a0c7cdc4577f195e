import { html, nothing } from 'lit';
import { clock } from '../format.js';
import { t } from '../language.js';
import { View } from '../view.js';
import './attempts.js';
import { frameView } from './frame-view.js';
import { steps } from './handshake-steps.js';
import { labHeader } from './lab-header.js';
import { Recording } from './recording.js';
import { whyNotOpen } from './talk.js';

const BASE = new URL('../../', import.meta.url);
const ENDPOINTS = ['lab/echo/upgrade', 'lab/echo/websocket'];
const GREETING = 'hello村长';
const MOST = 100;

/** Opens a WebSocket to either echo, greets it, and shows what goes to and fro: of the hand-made one each byte. */
class Handshake extends View {
  static properties = {
    endpoint: { state: true },
    socket: { state: true },
    open: { state: true },
    log: { state: true },
    opening: { state: true },
    frames: { state: true },
  };

  constructor() {
    super();
    this.endpoint = ENDPOINTS[0];
    this.log = [];
    this.frames = [];
    this.open = false;
  }

  render() {
    document.title = `${t('lab.title')} · Parley`;
    return html`<div class="lab">
      ${labHeader('handshake')}
      <main>
        <h1>${t('lab.title')}</h1>
        <p class="lead">${t('lab.text')}</p>
        <div class="lab-columns">
          <section class="card" aria-label=${t('lab.log')}>${this.#choice()} ${this.#records()} ${this.#writing()}</section>
          <section>
            <h2>${t('lab.steps')}</h2>
            ${steps(this.opening)}
          </section>
        </div>
        ${this.#frames()}
        <parley-attempts></parley-attempts>
      </main>
    </div>`;
  }

  #choice() {
    return html`<fieldset class="endpoints">
        <legend>${t('lab.endpoint')}</legend>
        ${ENDPOINTS.map(
          (path) => html`<label>
            <input
              type="radio" name="endpoint" .checked=${path === this.endpoint} ?disabled=${Boolean(this.socket)}
              @change=${() => (this.endpoint = path)}
            />
            <code>/${path}</code>
          </label>`,
        )}
      </fieldset>
      ${this.socket
        ? html`<button class="button plain" @click=${() => this.socket.close(1000)}>${t('lab.close')}</button>`
        : html`<button class="button" @click=${this.#connect}>${t('lab.open')}</button>`}
      <p class="hint">${t('lab.suffix')}</p>`;
  }

  #records() {
    return html`<h2>${t('lab.log')}</h2>
      ${this.log.length === 0 ? html`<p class="quiet">${t('lab.empty')}</p>` : nothing}
      <div class="log" role="log" tabindex="0" aria-label=${t('lab.log')}>
        <ol>
          ${this.log.map((record) => this.#line(record))}
        </ol>
      </div>`;
  }

  #line({ at, kind, text }) {
    return html`<li class=${kind}>
      <time>${clock(at)}</time> <span class="kind">${t(`lab.${kind}`, { code: text })}</span>
      ${kind === 'in' || kind === 'out' ? html`<code>${text}</code>` : nothing}
    </li>`;
  }

  #writing() {
    return html`<form method="post" @submit=${this.#say}>
      <div class="field">
        <label for="say">${t('lab.message')}</label>
        <input id="say" name="say" autocomplete="off" ?disabled=${!this.open} />
      </div>
      <button class="button" ?disabled=${!this.open}>${t('lab.send')}</button>
    </form>`;
  }

  #frames() {
    return html`<section class="card frames">
      <h2>${t('lab.frames')}</h2>
      <p>${t('lab.frames.text')}</p>
      ${this.frames.length === 0 ? html`<p class="quiet">${t('lab.frames.empty')}</p>` : nothing}
      ${this.frames.map((seen) => frameView(seen))}
    </section>`;
  }

  #connect() {
    const url = new URL(this.endpoint, BASE);
    url.protocol = url.protocol.replace('http', 'ws');
    url.searchParams.set('suffix', 'aaaa');
    if (this.endpoint === ENDPOINTS[0]) {
      url.searchParams.set('record', '');
    }
    this.opening = undefined;
    this.frames = [];
    const recording = new Recording();
    this.socket = new WebSocket(url);
    this.socket.binaryType = 'arraybuffer';
    this.socket.addEventListener('open', () => this.#opened());
    this.socket.addEventListener('message', ({ data }) => this.#came(data, recording));
    this.socket.addEventListener('close', ({ code }) => this.#closed(code));
  }

  #opened() {
    this.open = true;
    this.#record('opened');
    this.#send(GREETING);
  }

  #came(data, recording) {
    if (typeof data === 'string') {
      this.#record('in', data);
      return;
    }
    const { opening, frames } = recording.read(data);
    this.opening = opening ?? this.opening;
    this.frames = [...this.frames, ...frames].slice(-MOST);
  }

  async #closed(code) {
    const { open, endpoint } = this;
    this.open = false;
    this.socket = undefined;
    this.#record(open ? 'closed' : endpoint === ENDPOINTS[0] ? await whyNotOpen() : 'off', code);
  }

  #say(event) {
    event.preventDefault();
    const input = event.target.elements.say;
    this.#send(input.value);
    input.value = '';
  }

  #send(text) {
    this.socket.send(text);
    this.#record('out', text);
  }

  #record(kind, text) {
    this.log = [...this.log, { at: new Date(), kind, text }].slice(-MOST);
  }
}

customElements.define('parley-handshake', Handshake);
