/**
 * What is unread in a room whose messages need not be loaded: the server's count, true at one event of the log, and
 * what others have said since (docs/protocol.md, Down).
 *
 * @typedef {{at: number, later: {id: number, named: boolean}[]}} Tally `at`: the event up to which the server counted;
 *   `later`: what others said last, newest at the end
 */

/** A count goes so far, and then means "or more". */
const MOST = 1000;

/** So many are remembered; the server's count is never older than that. */
const KEPT = 256;

/** @type {Tally} */
const NOTHING = { at: 0, later: [] };

/**
 * @param {Tally | undefined} tally
 * @param {{id: number, named: boolean}} said by somebody else
 * @returns {Tally}
 */
export function withSaid(tally = NOTHING, said) {
  return { ...tally, later: [...tally.later, said].slice(-KEPT) };
}

/**
 * The counts of a room where somebody else said something. Neither changes when the server counted it already, or when
 * it was read before it came.
 *
 * @param {{read: number, unread: number, mentions: number}} room
 * @param {Tally | undefined} tally
 * @param {{id: number, named: boolean}} said
 */
export function counted(room, tally = NOTHING, said) {
  const { unread, mentions } = room;
  if (said.id <= room.read || said.id <= tally.at) return { unread, mentions };
  return limited(unread + 1, mentions + (said.named ? 1 : 0));
}

/**
 * The counts that the server gives, and what was said after them.
 *
 * @param {Tally | undefined} tally
 * @param {{unread: number, mentions: number, at: number}} counts
 */
export function recounted(tally = NOTHING, counts) {
  const since = tally.later.filter(({ id }) => id > counts.at);
  return limited(counts.unread + since.length, counts.mentions + since.filter(({ named }) => named).length);
}

function limited(unread, mentions) {
  return { unread: Math.min(unread, MOST), mentions: Math.min(mentions, MOST) };
}
