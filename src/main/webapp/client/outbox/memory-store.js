/** Keeps commands as long as the program runs: where there is no IndexedDB. Orders grow; what is added later stands behind. */
export class MemoryStore {
  #kept = [];
  #last = 0;

  /** @returns {Promise<object[]>} the owner's, in order */
  async all(owner) {
    return this.#kept.filter((one) => one.owner === owner).map(({ entry }) => entry);
  }

  /** @returns {Promise<number>} its order */
  async add(owner, entry) {
    const order = ++this.#last;
    this.#kept.push({ owner, entry: { ...entry, order } });
    return order;
  }

  async update(owner, key, changed) {
    const one = this.#find(owner, key);
    if (one) one.entry = { ...one.entry, ...changed };
  }

  async remove(owner, key) {
    this.#kept = this.#kept.filter((one) => one.owner !== owner || one.entry.key !== key);
  }

  #find(owner, key) {
    return this.#kept.find((one) => one.owner === owner && one.entry.key === key);
  }
}
