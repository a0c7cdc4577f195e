/**
 * What one has begun to write, kept in this tab: it is there again after a reload, and after a session that ended. It is nobody else's,
 * and gone when its author signs out.
 */
const PLACE = `parley.drafts${new URL('../', import.meta.url).pathname}`;

let owner;
let texts = {};

/** From now on it is this user who writes. */
export function openDrafts(user) {
  const kept = read();
  texts = kept?.user === user ? kept.texts : owner === user ? texts : {};
  owner = user;
  write();
}

/** Its author signed out. */
export function forgetDrafts() {
  owner = undefined;
  texts = {};
  write();
}

/** @returns {string} */
export function draft(room) {
  return texts[room] ?? '';
}

export function keepDraft(room, text) {
  const { [room]: old, ...others } = texts;
  texts = text ? { ...others, [room]: text } : others;
  write();
}

function read() {
  try {
    return JSON.parse(sessionStorage.getItem(PLACE));
  } catch {
    return null;
  }
}

/** What can't be kept holds as long as the page does. */
function write() {
  try {
    if (owner) sessionStorage.setItem(PLACE, JSON.stringify({ user: owner, texts }));
    else sessionStorage.removeItem(PLACE);
  } catch {
    // Storage is blocked or full.
  }
}
