import { FrameCutter, fromBase64, utf8 } from './frames.js';

const BASE = new URL('../../', import.meta.url);

/**
 * Lets a raw socket within the server talk to its own hand-made WebSocket.
 *
 * @param {string} name what it is to do there
 * @param {typeof fetch} [ask]
 * @returns {Promise<{talk?: object[], withoutUpgrade?: boolean, trouble?: string}>} what both said, heads of HTTP as lines and frames
 *     as frames, and whether the container hands no connection over; or the code of the problem for which nothing was carried out
 */
export async function letTalk(name, ask = fetch) {
  const url = new URL('lab/echo/attempt', BASE);
  url.searchParams.set('name', name);
  const answer = await ask(url);
  const body = await answer.json();
  if (!answer.ok) return { trouble: body.code };
  const said = body.said.map(({ by, bytes }) => ({ byServer: by === 'server', raw: fromBase64(bytes) }));
  return { talk: talk(said), withoutUpgrade: problemIn(said) === 'no-upgrade' };
}

/** Why a browser could not open the hand-made WebSocket, as far as the server can tell by opening it itself. */
export async function whyNotOpen(ask = fetch) {
  const seen = await letTalk('right', ask).catch(() => ({}));
  return seen.withoutUpgrade ? 'no-upgrade' : 'off';
}

/** In the order in which it was said. */
function talk(said) {
  const cutters = { client: new FrameCutter(), server: new FrameCutter() };
  const open = said.some(({ byServer, raw }) => byServer && utf8(raw).startsWith('HTTP/1.1 101'));
  return said.flatMap(({ byServer, raw }, i) =>
    i < 2 || !open
      ? [{ byServer, head: utf8(raw).trimEnd().split('\r\n') }]
      : cutters[byServer ? 'server' : 'client'].take(raw).map((frame) => ({ byServer, frame })),
  );
}

/** The code of the problem document, if the server answered 501 with one: request, head, document. */
function problemIn([, head, document]) {
  if (!document || !utf8(head.raw).startsWith('HTTP/1.1 501')) return undefined;
  try {
    return JSON.parse(utf8(document.raw)).code;
  } catch {
    return undefined;
  }
}
