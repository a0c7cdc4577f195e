const OPENS_WITHIN = 5000;
const ANSWERS_WITHIN = 15_000;

/**
 * Sends a text to the Lab's echo.
 *
 * @param {string} name of the WebSocket
 * @param {string} text
 * @param {import('./checks.js').Ground} ground
 * @returns {Promise<'same' | 'lost' | 'unopened'>} what came back
 */
export async function echoed(name, text, ground) {
  const socket = await opened(name, ground);
  if (!socket) return 'unopened';
  const answer = await said(socket, text, ground.clock);
  socket.close();
  return answer === text ? 'same' : 'lost';
}

/**
 * Leaves a line to the Lab's echo silent, then says something.
 *
 * @param {string} name of the WebSocket
 * @param {number} seconds
 * @param {import('./checks.js').Ground} ground
 * @returns {Promise<{outcome: 'lasted' | 'cut' | 'one-way' | 'unopened', after?: number}>} `after`: seconds until it was seen to be cut;
 *     a line that never answered was not cut for its silence
 */
export async function quiet(name, seconds, ground) {
  const socket = await opened(name, ground, { silence: Math.ceil(seconds) });
  if (!socket) return { outcome: 'unopened' };
  if (!(await said(socket, 'there?', ground.clock))) return { outcome: 'one-way' };
  const began = ground.clock.now();
  const cut = await within(ground.clock, seconds * 1000, (end) => socket.addEventListener('close', () => end(true)));
  const after = Math.round((ground.clock.now() - began) / 1000);
  const answer = cut ? undefined : await said(socket, 'still there?', ground.clock);
  socket.close();
  return answer ? { outcome: 'lasted' } : { outcome: 'cut', after };
}

function opened(name, { http, clock, WebSocket }, query = {}) {
  const url = http.url(`lab/echo/${name}`, query);
  url.protocol = url.protocol.replace('http', 'ws');
  const socket = new WebSocket(url.href);
  return within(clock, OPENS_WITHIN, (end) => {
    socket.addEventListener('open', () => end(socket));
    socket.addEventListener('close', () => end(undefined));
  });
}

/** What the echo says to this; undefined: nothing in time, or its line ended. */
const said = (socket, text, clock) =>
  within(clock, ANSWERS_WITHIN, (end) => {
    socket.addEventListener('message', ({ data }) => end(data));
    socket.addEventListener('close', () => end(undefined));
    socket.send(text);
  });

/**
 * What `begin` ends with; undefined when its time is over first.
 *
 * @template T
 * @param {import('../../../client/clock.js').Clock} clock
 * @param {number} ms
 * @param {(end: (value: T) => void) => void} begin
 * @returns {Promise<T | undefined>}
 */
export function within(clock, ms, begin) {
  return new Promise((resolve) => {
    const cancel = clock.after(ms, () => resolve(undefined));
    begin((value) => {
      cancel();
      resolve(value);
    });
  });
}
