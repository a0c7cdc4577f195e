/**
 * The messages of one room that are loaded: a stretch without holes that ends at the newest.
 *
 * @typedef {{id: number, from: string, at: string, text: string, key?: string, mentions?: string[]}} Message
 * @typedef {{messages: Message[], before: boolean, loaded: boolean}} Timeline `before`: there are older ones
 */

/** @returns {Timeline} a room that is being opened: events gather here until its history has come */
export function openTimeline() {
  return { messages: [], before: true, loaded: false };
}

/**
 * @param {Timeline} timeline
 * @param {{messages: Message[], before: boolean}} page the newest page, or the one before the stretch
 * @returns {Timeline}
 */
export function withPage(timeline, page) {
  const older = page.messages.filter((message) => !holds(timeline, message.id));
  const messages = [...older, ...timeline.messages].sort((a, b) => a.id - b.id);
  return { messages, before: page.before, loaded: true };
}

/**
 * Puts a message where its id says; the same id again replaces it, so that an ack and its event make one message.
 *
 * @param {Timeline} timeline
 * @param {Message} message
 * @returns {Timeline}
 */
export function withMessage(timeline, message) {
  const messages = timeline.messages.filter((other) => other.id !== message.id);
  let place = messages.length;
  while (place > 0 && messages[place - 1].id > message.id) place--;
  messages.splice(place, 0, message);
  return { ...timeline, messages };
}

/**
 * Keeps the newest `count`; the older ones can be asked for again.
 *
 * @param {Timeline} timeline
 * @param {number} count
 * @returns {Timeline}
 */
export function trimmed(timeline, count) {
  if (timeline.messages.length <= count) return timeline;
  return { ...timeline, messages: timeline.messages.slice(-count), before: true };
}

/** Whether a message with this key or id is among them. */
export function holds(timeline, idOrKey) {
  return timeline.messages.some((message) => message.id === idOrKey || (message.key && message.key === idOrKey));
}

/** How many messages of others stand after `id`, or null where the stretch does not reach back that far. */
export function unreadAfter(timeline, id, me) {
  if (!timeline?.loaded || (timeline.before && !(timeline.messages[0]?.id <= id))) return null;
  const after = timeline.messages.filter((message) => message.id > id && message.from !== me);
  return { unread: after.length, mentions: after.filter((message) => message.mentions?.includes(me)).length };
}
