/**
 * A panel that a button opens and that Escape, a press outside or leaving it by Tab closes. Escape gives the focus back.
 *
 * @implements {import('lit').ReactiveController}
 */
export class Disclosure {
  open = false;
  #host;

  /** @param {import('lit').LitElement} host holds button and panel */
  constructor(host) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected() {
    document.addEventListener('pointerdown', this.#outside);
    this.#host.addEventListener('keydown', this.#escape);
    this.#host.addEventListener('focusout', this.#left);
  }

  hostDisconnected() {
    document.removeEventListener('pointerdown', this.#outside);
    this.#host.removeEventListener('keydown', this.#escape);
    this.#host.removeEventListener('focusout', this.#left);
  }

  toggle = () => this.#set(!this.open);

  close = () => this.#set(false);

  #outside = (event) => {
    if (!this.#host.contains(event.target)) this.close();
  };

  #left = (event) => {
    if (event.relatedTarget && !this.#host.contains(event.relatedTarget)) this.close();
  };

  #escape = (event) => {
    if (event.key !== 'Escape' || !this.open) return;
    event.stopPropagation();
    this.close();
    this.#host.querySelector('[aria-expanded]').focus();
  };

  #set(open) {
    this.open = open;
    this.#host.requestUpdate();
  }
}
