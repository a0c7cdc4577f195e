import { makeCommands } from './outbox/indexed-store.js';

const VERSION = 1;

/** The table of leases, by name: see `tabs/lease.js`. */
export const LEASES = 'leases';

/**
 * What one installation's clients keep in this browser.
 *
 * @param {URL} base the installation's address
 * @returns {Promise<IDBDatabase> | null} null where there is no IndexedDB; rejected where it is refused
 */
export function openDatabase(base) {
  if (!globalThis.indexedDB) return null;
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(`parley ${base.href}`, VERSION);
    request.onupgradeneeded = () => {
      makeCommands(request.result);
      request.result.createObjectStore(LEASES);
    };
    request.onsuccess = () => {
      request.result.onversionchange = () => request.result.close();
      resolve(request.result);
    };
    request.onerror = () => reject(request.error);
  });
}
