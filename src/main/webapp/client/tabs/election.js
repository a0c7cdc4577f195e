import { LEASES } from '../database.js';
import { DeskElection } from './desk-election.js';
import { LeaseElection } from './lease-election.js';
import { LockElection } from './lock-election.js';

/**
 * Which of several tabs leads. `stand` once; `won` and `lost` may follow each other; `withdraw` lets the next one lead; `steal` takes the
 * lead from one that does not answer; `hurry`: the leader, of this `id`, has just gone; `rival`: this one leads, and so does another.
 *
 * @typedef {{id?: string, stand: (won: () => void, lost: () => void) => void, withdraw: () => void, steal: () => void,
 *     hurry: (gone?: string) => void, rival: () => void}} Election
 */

/**
 * The best way there is here: Web Locks exist on secure pages only, shared workers not in every browser, IndexedDB everywhere.
 *
 * @param {string} name of what is to be led
 * @param {IDBDatabase} database
 * @param {import('../clock.js').Clock} clock
 * @returns {Election}
 */
export function electionFor(name, database, clock) {
  if (navigator.locks) return new LockElection(name);
  const lease = new LeaseElection(slot(database, name), clock);
  return globalThis.SharedWorker ? new DeskElection(name, clock, lease) : lease;
}

/** One row that is read and changed in one transaction, which no other tab can come between. */
function slot(database, name) {
  return (change) =>
    new Promise((resolve, reject) => {
      const transaction = database.transaction(LEASES, 'readwrite');
      const leases = transaction.objectStore(LEASES);
      const read = leases.get(name);
      read.onsuccess = () => {
        const changed = change(read.result);
        if (changed) leases.put(changed, name);
        transaction.oncomplete = () => resolve(changed);
      };
      transaction.onabort = () => reject(transaction.error);
    });
}
