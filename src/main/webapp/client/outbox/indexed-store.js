const COMMANDS = 'commands';
const BY_OWNER = 'owner';
const BY_KEY = 'key';

/**
 * Keeps commands in IndexedDB, one row each: they survive reload and restart of the browser, and all tabs see the same. An owner's rows
 * are never read for another.
 */
export class IndexedStore {
  #database;

  /** @param {Promise<IDBDatabase>} database of `openDatabase` */
  constructor(database) {
    this.#database = database;
  }

  async all(owner) {
    const rows = await this.#run('readonly', (commands) => commands.index(BY_OWNER).getAll(owner));
    return rows.map(({ owner: own, ...entry }) => entry);
  }

  add(owner, entry) {
    return this.#run('readwrite', (commands) => {
      const added = commands.add({ ...entry, owner });
      commands.transaction.commit?.(); // a page may be left the next moment
      return added;
    });
  }

  async update(owner, key, changed) {
    await this.#change(owner, key, (cursor) => cursor.update({ ...cursor.value, ...changed }));
  }

  async remove(owner, key) {
    await this.#change(owner, key, (cursor) => cursor.delete());
  }

  #change(owner, key, action) {
    return this.#run('readwrite', (commands) => {
      const found = commands.index(BY_KEY).openCursor([owner, key]);
      found.onsuccess = () => found.result && action(found.result);
      return found;
    });
  }

  /** Resolves when the transaction is complete: from then on it is kept. */
  async #run(mode, action) {
    const transaction = (await this.#database).transaction(COMMANDS, mode);
    const request = action(transaction.objectStore(COMMANDS));
    return new Promise((resolve, reject) => {
      transaction.oncomplete = () => resolve(request.result);
      transaction.onabort = () => reject(transaction.error ?? new Error('the browser gave up'));
    });
  }
}

/** @param {IDBDatabase} database that is new */
export function makeCommands(database) {
  const commands = database.createObjectStore(COMMANDS, { keyPath: 'order', autoIncrement: true });
  commands.createIndex(BY_OWNER, 'owner');
  commands.createIndex(BY_KEY, ['owner', 'key'], { unique: true });
}
