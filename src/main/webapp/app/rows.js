import { daysBetween } from './days.js';

const TOGETHER = 5 * 60_000;

/**
 * What stands in a room, top to bottom: pure, from messages to rows.
 *
 * @param {import('../client/timeline.js').Message[]} messages
 * @param {{divider: number | null, missed: {after: number} | null, me: string}} marks `divider`: the last one read; null for none
 * @param {import('../client/outbox/entries.js').Entry[]} entries one's own that are not acked
 * @returns {{kind: 'day' | 'divider' | 'missed' | 'message' | 'own', key: string}[]}
 */
export function rowsOf(messages, { divider, missed, me }, entries) {
  const rows = [];
  let divided = divider === null;
  let told = missed === null;
  let before = null;
  for (const message of messages) {
    if (!told && message.id > missed.after) told = rows.push({ kind: 'missed', key: 'missed', missed }) > 0;
    if (!before || daysBetween(before.at, message.at) !== 0) rows.push({ kind: 'day', key: `day-${message.id}`, at: message.at });
    if (!divided && message.id > divider && message.from !== me) divided = rows.push({ kind: 'divider', key: 'divider' }) > 0;
    rows.push({ kind: 'message', key: message.key ?? `m${message.id}`, message, first: !follows(message, before, rows) });
    before = message;
  }
  if (!told) rows.push({ kind: 'missed', key: 'missed', missed });
  return [...rows, ...ownRows(entries, before, me)];
}

function ownRows(entries, last, me) {
  let before = last;
  return entries.map((entry) => {
    const message = { from: me, at: entry.at, text: entry.command.text };
    const first = !follows(message, before, []);
    before = message;
    return { kind: 'own', key: entry.key, entry, message, first };
  });
}

/** Whether a message goes on where its author just spoke: then his name is not said again. */
function follows(message, before, rows) {
  if (!before || before.from !== message.from) return false;
  if (rows.length > 0 && rows.at(-1).kind !== 'message') return false;
  return new Date(message.at) - new Date(before.at) < TOGETHER;
}
