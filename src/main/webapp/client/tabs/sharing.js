import { electionFor } from './election.js';
import { Tabs } from './tabs.js';

/**
 * The tabs with which a page shares its line; null where it has it alone: outside pages, and where browsers lack what it takes.
 *
 * @param {string} name of installation and user
 * @param {IDBDatabase | null} database
 * @param {import('../clock.js').Clock} clock
 * @param {object} host see `Tabs`
 * @returns {Tabs | null}
 */
export function sharing(name, database, clock, host) {
  if (!database || typeof document === 'undefined' || typeof BroadcastChannel === 'undefined') return null;
  return new Tabs(new BroadcastChannel(name), electionFor(name, database, clock), clock, host);
}
