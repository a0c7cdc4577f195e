import { nothing } from 'lit';
import { count, t } from './language.js';

/** Who else is typing in a room: names of few, a number of many. */
export function typingText(model, room) {
  const typing = model.now.typing[room];
  if (typeof typing === 'number') return typing > 0 ? count('typing.number', typing) : nothing;
  const others = (typing ?? []).filter((id) => id !== model.me.id).map((id) => model.users[id]?.name ?? '…');
  if (others.length === 0) return nothing;
  if (others.length === 1) return t('typing.by-one', { a: others[0] });
  if (others.length === 2) return t('typing.by-two', { a: others[0], b: others[1] });
  return count('typing.number', others.length);
}
