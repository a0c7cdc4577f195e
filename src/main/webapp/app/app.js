import { html } from 'lit';
import { Parley, Problem } from '../client/parley.js';
import './chat.js';
import { forgetDrafts, openDrafts } from './drafts.js';
import { onLanguage, t } from './language.js';
import { remember, remembered } from './memory.js';
import './sign.js';
import { View } from './view.js';

const BASE = new URL('../', import.meta.url);
const AGAIN = 5000;

/**
 * The page. What it shows follows from who is there:
 *
 *     loading ─▶ unreachable ─▶ loading …
 *        ├─ no session ─▶ sign ─ signed in ─▶ chat
 *        └─ a session ──────────────────────▶ chat ─ session ended ─▶ sign
 *                                              └─ signed out ─▶ loading …
 */
class App extends View {
  static properties = { phase: { state: true }, ended: { state: true }, stuck: { state: true } };

  #parley = this.#client();
  #frame = 0;
  #turn = 0;
  #leaving = false;
  #over = false;

  constructor() {
    super();
    this.phase = 'loading';
    this.ended = false;
    this.stuck = false;
  }

  connectedCallback() {
    super.connectedCallback();
    onLanguage(() => this.#title());
    document.addEventListener('visibilitychange', () => this.#shownAgain());
    this.#load();
  }

  render() {
    return html`${this.#phases[this.phase]()}`;
  }

  /** Messages of one's own that the server has not taken yet. */
  get #unsent() {
    return this.#parley.outbox.entries.filter(({ command }) => command.type === 'post');
  }

  /** Another tab may have signed in meanwhile. */
  #shownAgain() {
    if (!document.hidden && this.phase === 'sign' && this.ended) this.#load();
  }

  #phases = {
    loading: () => html`<main class="hush" aria-busy="true"><p class="quiet">${t('app.loading')}</p></main>`,
    unreachable: () => html`<main class="hush">
      <div role="alert">
        <h1>${t('app.unreachable.title')}</h1>
        <p>${t('app.unreachable.text')}</p>
      </div>
      <button class="button" @click=${() => this.#load()}>${t('app.again')}</button>
    </main>`,
    sign: () => html`<parley-sign
      .api=${this.#parley.api}
      .installation=${this.installation}
      .ended=${this.ended}
      .name=${this.ended ? this.#parley.state()?.me.name : ''}
      .waiting=${this.#unsent.length}
      @signed-in=${(event) => this.#load(event.detail)}
      @check-again=${() => this.#load()}
    ></parley-sign>`,
    chat: () => html`<parley-chat
      .parley=${this.#parley}
      .model=${this.#parley.state()}
      .status=${this.#parley.status()}
      .entries=${this.#parley.outbox.entries}
      .limit=${this.installation.limits?.message ?? 8192}
      .stuck=${this.stuck}
      @sign-out=${(event) => this.#leave(event.detail)}
      @prefer=${(event) => this.#prefer(event.detail)}
    ></parley-chat>`,
  };

  /** Who is there, if that is not known yet. What was begun before, and ends after it, is no longer of interest. */
  async #load(session) {
    clearTimeout(this.again);
    const turn = ++this.#turn;
    const current = () => turn === this.#turn;
    try {
      const installation = session ? { ...this.installation, session } : await this.#parley.api.installation();
      if (!current()) return;
      this.installation = installation;
      if (installation.session) await this.#enter(installation.session, current);
      else this.phase = 'sign';
    } catch (problem) {
      if (!(problem instanceof Problem)) reportError(problem);
      if (!current()) return;
      this.phase = 'unreachable';
      this.again = setTimeout(() => this.#load(), AGAIN);
    }
    this.requestUpdate();
  }

  /** Somebody else than before starts with nothing of the other's. */
  async #enter(session, current) {
    if (this.#parley.state() && this.#parley.state().me.id !== session.user) this.#parley = this.#client();
    await this.#parley.start(session);
    if (!current()) return;
    openDrafts(session.user);
    this.installation = { ...this.installation, setup: false };
    this.ended = false;
    this.phase = 'chat';
  }

  /**
   * Who can't tell the server is still signed in, and is told so, unless the line says that the session is over. To discard what is unsent
   * answers the question that asked for it, which then says once more that one leaves: a second request could end the session that comes
   * next.
   */
  async #leave(choice) {
    if (this.#leaving) return;
    this.#leaving = true;
    this.#over = false;
    try {
      await this.#parley.signOut(choice);
    } catch (problem) {
      if (problem.code !== 'not-signed-in' && !this.#over) return void (this.stuck = true);
    } finally {
      this.#leaving = false;
    }
    forgetDrafts();
    this.stuck = this.ended = false;
    this.phase = 'loading';
    this.#parley.stop();
    this.#parley = this.#client();
    location.hash = '';
    await this.#load();
  }

  #prefer(name) {
    remember('transport', name);
    this.#parley.prefer(name);
  }

  #client() {
    const parley = new Parley(BASE, { transport: remembered('transport') });
    parley.on('change', () => this.#soon());
    parley.on('signed-out', () => this.#ended(parley));
    return parley;
  }

  /** The line may tell of it before the answer to who signs out is here. */
  #ended(parley) {
    if (parley !== this.#parley) return;
    this.#over = true;
    if (this.#leaving) return;
    this.#turn++;
    this.ended = true;
    this.phase = 'sign';
  }

  /** One render a frame, however much came; a hidden page, which gets no frames, now and then. */
  #soon() {
    if (this.#frame) return;
    this.#frame = 1;
    const render = () => {
      this.#frame = 0;
      this.#title();
      this.requestUpdate();
    };
    if (document.hidden) setTimeout(render, 500);
    else requestAnimationFrame(render);
  }

  #title() {
    const rooms = Object.values(this.#parley.state()?.rooms ?? {});
    const unread = this.phase === 'chat' ? rooms.reduce((sum, room) => sum + room.unread, 0) : 0;
    document.title = unread > 0 ? `(${unread}) Parley` : 'Parley';
  }
}

customElements.define('parley-app', App);
