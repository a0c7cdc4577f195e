/**
 * What became of a try to connect, from what the client saw and what the server remembers of it (`GET /api/connection`): neither
 * knows alone. Browsers hide why a socket could not be opened, and the server does not see what is lost behind it.
 *
 * @param {{name: string, reason: string}} failure as the client saw it
 * @param {{transport: string, outcome: string, status?: number, code?: string}[]} attempts as the server saw them, the newest last
 * @returns {{reason?: string, status?: number, code?: string}} what to say instead
 */
export function diagnosis({ name, reason }, attempts) {
  const seen = attempts.filter(({ transport }) => transport === name).at(-1);
  if (!BEFORE_HELLO.has(reason)) return {};
  if (!seen) return { reason: 'never-arrived' };
  return SEEN[seen.outcome]?.(name, reason, seen) ?? {};
}

/** Reasons of the client's that leave open where it failed. */
const BEFORE_HELLO = new Set(['refused', 'no-answer', 'open-silent', 'offline', 'foreign']);

const SEEN = {
  'arrived-without-upgrade': () => ({ reason: 'without-upgrade' }),
  refused: (name, reason, { status, code }) => ({ reason: 'server-refused', status, code }),
  'answered-101': swallowed,
  opened: swallowed,
  closed: swallowed,
};

/** The server has answered, and no word of it came through. */
function swallowed(name, reason) {
  if (name === 'sse') return { reason: 'buffered' };
  return { reason: reason === 'open-silent' ? 'open-silent' : 'answer-lost' };
}
