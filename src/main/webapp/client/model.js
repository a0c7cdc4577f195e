import { counted, recounted, withSaid } from './tally.js';
import { openTimeline, trimmed, unreadAfter, withMessage, withPage } from './timeline.js';

/**
 * What a reader knows, and how each thing told by the server changes it. Pure functions: model + event → model.
 *
 * @typedef {object} Model
 * @property {string} cursor how far the log has been read
 * @property {number} last id of the newest event applied: a repeated one changes nothing
 * @property {{id: string, name: string, admin?: boolean}} me
 * @property {{version: number, read: Record<string, number>}} mine
 * @property {{v: number, typing: Record<string, any>, online: Record<string, any>}} now
 * @property {Record<string, object>} rooms
 * @property {Record<string, import('./tally.js').Tally>} tallies for the rooms where others said something
 * @property {Record<string, {id: string, name: string}>} users
 * @property {Record<string, import('./timeline.js').Timeline>} timelines those of opened rooms
 * @property {{cause: string, after: number} | null} missed since when the log did not reach back
 */

const KEEP = 400;

/**
 * @param {object} state the answer of `GET /api/state`
 * @returns {Model}
 */
export function fromState(state) {
  return {
    cursor: state.cursor,
    last: Math.max(0, ...state.rooms.map((room) => room.head)),
    me: state.me,
    mine: { version: state.mine.version, read: state.mine.read ?? {} },
    now: { v: undefined, typing: {}, online: {} },
    rooms: byId(state.rooms),
    tallies: {},
    users: { [state.me.id]: state.me, ...byId(state.users) },
    timelines: {},
    missed: null,
  };
}

/**
 * A fresh state in place of a model whose cursor is gone: what lies between is marked, never passed over in silence.
 *
 * @param {Model} model
 * @param {object} state
 * @param {string} [cause] `expired`, `epoch` or `ahead`
 * @returns {Model}
 */
export function refreshed(model, state, cause) {
  return renewed(model, fromState(state), cause);
}

/**
 * The same with a model of another tab as the fresh one.
 *
 * @param {Model} model
 * @param {Model} fresh
 * @param {string} [cause]
 * @returns {Model}
 */
export function renewed(model, fresh, cause = 'expired') {
  const after = cause === 'expired' ? model.last : fresh.last;
  return { ...fresh, users: { ...model.users, ...fresh.users }, missed: { cause, after } };
}

/** What another tab of the same user can take over: all but the messages, which are many. */
export function shareable(model) {
  return { ...model, timelines: {} };
}

/**
 * The model of another tab, with the messages that were loaded here. One that is behind knows better only what is true now: what was told
 * here already would be told once more.
 *
 * @param {Model | null} model null: nothing is known yet
 * @param {Model} theirs of `shareable`
 * @param {object[] | null} events all those that are missing here; null: not all of them are to be had, so messages are loaded anew
 * @returns {Model}
 */
export function caughtUp(model, theirs, events) {
  if (!model || !events) return theirs;
  if (theirs.last < model.last) return { ...applyMine(model, theirs.mine), now: theirs.now };
  const { timelines, users } = applyBatch(model, { cursor: theirs.cursor, events });
  return { ...theirs, timelines, users: { ...users, ...theirs.users } };
}

/**
 * @param {Model} model
 * @param {{cursor: string, events: object[]}} batch
 * @returns {Model}
 */
export function applyBatch(model, batch) {
  return { ...batch.events.reduce(applyEvent, model), cursor: batch.cursor };
}

/**
 * @param {Model} model
 * @param {object} event
 * @returns {Model}
 */
export function applyEvent(model, event) {
  if (event.id <= model.last) return model;
  const next = EVENTS[event.type]?.(model, event) ?? model;
  return { ...next, last: event.id };
}

const EVENTS = {
  message(model, event) {
    const room = model.rooms[event.room];
    if (!room) return model;
    const said = event.from === model.me.id ? null : { id: event.id, named: !!event.mentions?.includes(model.me.id) };
    const changed = { head: event.id, ...(said && counted(room, model.tallies[event.room], said)) };
    const known = said ? withTally(model, event.room, withSaid(model.tallies[event.room], said)) : model;
    return withoutTyping(shown(withRoom(known, event.room, changed), messageOf(event)), event);
  },

  join(model, event) {
    const known = withUser(model, { ...model.users[event.user], id: event.user, name: event.name });
    if (event.user !== model.me.id) return withRoom(known, event.room, { members: event.members });
    const read = model.mine.read[event.room] ?? 0;
    const counts = { unread: 0, mentions: 0, read, since: event.id, head: event.id };
    const room = { id: event.room, ...event.as, members: event.members, ...counts };
    return { ...known, rooms: { ...known.rooms, [room.id]: room } };
  },

  leave(model, event) {
    if (event.user !== model.me.id) return withRoom(model, event.room, { members: event.members });
    return withoutRoom(model, event.room);
  },

  room(model, event) {
    return withRoom(model, event.room, { name: event.name, kind: event.kind, history: event.history });
  },

  user(model, event) {
    const user = { id: event.user, name: event.name, ...(event.admin && { admin: true }) };
    const known = withUser(model, user);
    return user.id === model.me.id ? { ...known, me: user } : known;
  },
};

/** The kinds of event that the model knows. */
export const KINDS = Object.keys(EVENTS);

/**
 * @param {Model} model
 * @param {{version: number, read?: Record<string, number>, counts?: Record<string, object>}} mine what changed of it
 * @returns {Model}
 */
export function applyMine(model, mine) {
  if (mine.version <= model.mine.version) return model;
  const next = PERSONAL.reduce((m, kind) => Object.entries(mine[kind] ?? {}).reduce((n, [room, value]) => MINE[kind](n, room, value), m), model);
  return { ...next, mine: { ...next.mine, version: mine.version } };
}

/** Counts of a membership that is over are passed over. */
function withCounts(model, id, counts) {
  const room = model.rooms[id];
  if (!room || counts.at < room.since) return model;
  const tally = model.tallies[id];
  const next = withRoom(model, id, recounted(tally, counts));
  return withTally(next, id, { later: tally?.later ?? [], at: counts.at });
}

/** In this order: the server's counts are those after the mark. */
const MINE = { read: withRead, counts: withCounts };

/** The kinds of personal state that the model knows. */
export const PERSONAL = Object.keys(MINE);

/**
 * @param {Model} model
 * @param {string} room
 * @param {number} id everything up to this event is read
 * @returns {Model}
 */
export function withRead(model, room, id) {
  const read = { ...model.mine.read, [room]: id };
  const next = { ...model, mine: { ...model.mine, read } };
  return withRoom(next, room, { read: id, ...countsAfter(model, room, id) });
}

/** Counts that can't be known, because what was read ends before what is loaded, stay as they are. */
function countsAfter(model, room, id) {
  if (id >= (model.rooms[room]?.head ?? 0)) return { unread: 0, mentions: 0 };
  return unreadAfter(model.timelines[room], id, model.me.id) ?? {};
}

/**
 * @param {Model} model
 * @param {{v: number, typing?: object, online?: object}} now
 * @returns {Model}
 */
export function applyNow(model, now) {
  return {
    ...model,
    now: {
      v: now.v,
      typing: { ...model.now.typing, ...now.typing },
      online: { ...model.now.online, ...now.online },
    },
  };
}

/** The room's messages are wanted from now on. */
export function withOpened(model, room) {
  return withTimeline(model, room, model.timelines[room] ?? openTimeline());
}

/** Its history did not come: it may be opened again. */
export function withClosed(model, room) {
  return { ...model, timelines: without(model.timelines, room) };
}

/** A page of history has come. */
export function withHistory(model, room, page) {
  if (!model.timelines[room]) return model;
  const known = withUsers(model, page.users ?? []);
  return withTimeline(known, room, withPage(model.timelines[room], page));
}

/** A post of one's own is acked: it stands in the room, though its event may come later. */
export function confirmed(model, post, id, at) {
  if (id <= model.last) return model; // its event came first, and knows better when that was
  return shown(model, { id, from: model.me.id, at, text: post.text, key: post.key, room: post.room });
}

/** Nobody looks at older messages now: only the newest are kept. */
export function withTrimmed(model, room) {
  const timeline = model.timelines[room];
  return timeline ? withTimeline(model, room, trimmed(timeline, KEEP / 2)) : model;
}

/** @param {{id: string, name: string}[]} users */
export function withUsers(model, users) {
  return { ...model, users: { ...model.users, ...byId(users) } };
}

function shown(model, { room, ...message }) {
  const timeline = model.timelines[room];
  return timeline ? withTimeline(model, room, withMessage(timeline, message)) : model;
}

function messageOf({ id, from, at, text, key, mentions, room }) {
  return { id, from, at, text, key, mentions, room };
}

function withTimeline(model, room, timeline) {
  return { ...model, timelines: { ...model.timelines, [room]: timeline } };
}

function withTally(model, room, tally) {
  return { ...model, tallies: { ...model.tallies, [room]: tally } };
}

function withUser(model, user) {
  return { ...model, users: { ...model.users, [user.id]: user } };
}

function withRoom(model, id, changed) {
  const room = model.rooms[id];
  return room ? { ...model, rooms: { ...model.rooms, [id]: { ...room, ...changed } } } : model;
}

function withoutRoom(model, room) {
  const now = { ...model.now, typing: without(model.now.typing, room), online: without(model.now.online, room) };
  const [rooms, tallies, timelines] = [model.rooms, model.tallies, model.timelines].map((all) => without(all, room));
  return { ...model, now, rooms, tallies, timelines };
}

function withoutTyping(model, { room, from }) {
  const typing = model.now.typing[room];
  if (!Array.isArray(typing) || !typing.includes(from)) return model;
  const rest = typing.filter((user) => user !== from);
  return { ...model, now: { ...model.now, typing: { ...model.now.typing, [room]: rest } } };
}

function without(map, key) {
  const { [key]: gone, ...rest } = map;
  return rest;
}

function byId(things) {
  return Object.fromEntries(things.map((thing) => [thing.id, thing]));
}
