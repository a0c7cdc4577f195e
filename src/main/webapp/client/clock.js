/**
 * Time, so that tests can make it pass: `now()` in ms since 1970, `after(ms, action)` → a function that takes the action back,
 * `random()` in [0, 1).
 *
 * @typedef {{now: () => number, after: (ms: number, action: () => void) => () => void, random: () => number}} Clock
 */

/** @type {Clock} */
const plainClock = {
  now: () => Date.now(),
  random: () => Math.random(),
  after(ms, action) {
    const timer = setTimeout(action, ms);
    return () => clearTimeout(timer);
  },
};

/**
 * The clock of this place. In a page a worker keeps the time: browsers let a hidden page's own timers fire once a minute, a worker's
 * on time.
 *
 * @returns {Clock}
 */
export function ownClock() {
  if (typeof document === 'undefined' || typeof Worker === 'undefined') return plainClock;
  return (shared ??= workerClock());
}

let shared;

function workerClock() {
  const waiting = new Map();
  let worker;
  let last = 0;
  const plain = () => {
    worker = null;
    for (const [id, { due }] of waiting) setTimeout(() => ring(id), due - Date.now());
  };
  const ring = (id) => {
    const action = waiting.get(id)?.action;
    waiting.delete(id);
    action?.();
  };
  try {
    worker = new Worker(workerUrl('./clock-worker.js'));
    worker.onmessage = ({ data }) => ring(data);
    worker.onerror = plain;
  } catch {
    worker = null; // A foreign page may not start it: plain timers then.
  }
  return {
    ...plainClock,
    after(ms, action) {
      const id = ++last;
      waiting.set(id, { action, due: Date.now() + ms });
      if (worker) worker.postMessage({ id, ms });
      else setTimeout(() => ring(id), ms);
      return () => waiting.delete(id);
    },
  };
}

let policy;

/** A neighbour's address as `Worker` takes it, also where the page asks for trusted types. */
export function workerUrl(path) {
  const url = new URL(path, import.meta.url).href;
  if (!globalThis.trustedTypes) return url;
  policy ??= globalThis.trustedTypes.createPolicy('parley', { createScriptURL: ours });
  return policy.createScriptURL(url);
}

function ours(url) {
  if (new URL(url).href.startsWith(new URL('./', import.meta.url).href)) return url;
  throw new TypeError(`${url} is no part of this library`);
}
