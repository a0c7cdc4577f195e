import { newKey } from '../key.js';

const RENEW = 2000;
const LEASE = 6000;

/** By a lease that its holder renews: it ends some seconds after the last renewal, or when its holder has said farewell. */
export class LeaseElection {
  id = newKey();
  #swap;
  #farewells;
  #clock;
  #won;
  #lost;
  #stands = false;
  #leads = false;
  #cancel = () => {};

  /**
   * @param {(change: (lease?: Lease) => Lease | null) => Promise<Lease | null>} swap changes the one lease in a transaction
   * @param {import('../clock.js').Clock} clock
   * @param {{say: (id: string) => void, hears: (id: string) => boolean}} [farewells] of pages that end: they can't wait for a transaction
   * @typedef {{holder: string, until: number}} Lease `until`: ms since 1970
   */
  constructor(swap, clock, farewells = storedFarewells) {
    this.#farewells = farewells;
    this.#swap = swap;
    this.#clock = clock;
  }

  stand(won, lost) {
    this.id = newKey(); // of the one before it may have taken leave
    this.#won = won;
    this.#lost = lost;
    this.#stands = true;
    return this.#renew();
  }

  /** Without a transaction: a page that is frozen in the midst of one would keep all others from theirs. */
  withdraw() {
    if (this.#leads) this.#farewells.say(this.id);
    this.#stands = false;
    this.#leads = false;
    this.#cancel();
  }

  steal() {
    return this.#renew(() => true);
  }

  /** Who has gone may not have come to give its lease back. */
  hurry(gone) {
    return this.#renew((lease) => this.#free(lease) || lease.holder === gone);
  }

  /** One of two that take each other's lease is told so when it renews it. */
  rival() {}

  #free(lease) {
    return !lease || lease.holder === this.id || lease.until < this.#clock.now() || this.#farewells.hears(lease.holder);
  }

  async #renew(free = (lease) => this.#free(lease)) {
    this.#cancel();
    const { id } = this;
    const taken = { holder: id, until: this.#clock.now() + LEASE };
    const got = await this.#swap((lease) => (free(lease) ? taken : null)).catch(() => null);
    if (!this.#stands || id !== this.id) return;
    this.#cancel = this.#clock.after(RENEW, () => this.#renew());
    if (Boolean(got) === this.#leads) return;
    this.#leads = Boolean(got);
    if (this.#leads) this.#won();
    else this.#lost();
  }
}

const FAREWELL = 'parley.farewell';

const storedFarewells = {
  say(id) {
    try {
      localStorage.setItem(FAREWELL, id);
    } catch {
      // Where nothing may be stored the lease ends by itself.
    }
  },
  hears(id) {
    try {
      return localStorage.getItem(FAREWELL) === id;
    } catch {
      return false;
    }
  },
};
