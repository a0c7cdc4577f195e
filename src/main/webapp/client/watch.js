import { heard } from './heard.js';

const TICK = 5000;
const SLEPT = 10_000;
const QUIET = 25_000;

/**
 * Notices what makes a line doubtful: the computer slept, the network went, came or changed, the page is shown again.
 *
 * @param {import('./clock.js').Clock} clock
 * @param {(hint: object) => void} doubt as `Line.check` takes it
 * @returns {() => void} ends it
 */
export function watch(clock, doubt) {
  const stops = [sleep(clock, doubt), ...surroundings(doubt)];
  return () => stops.forEach((stop) => stop());
}

/** A timer that comes much too late: nobody was awake. Timers do not count the sleep, the clock does. */
function sleep(clock, doubt) {
  let cancel;
  const wait = () => {
    const due = clock.now() + TICK;
    cancel = clock.after(TICK, () => {
      if (clock.now() - due > SLEPT) doubt({ network: true });
      wait();
    });
  };
  wait();
  return () => cancel();
}

function surroundings(doubt) {
  if (typeof window === 'undefined') return [];
  const { connection } = navigator;
  let network = kindOf(connection);
  const changed = () => {
    const before = network;
    network = kindOf(connection);
    return network !== before && navigator.onLine;
  };
  return [
    heard(window, 'online', () => doubt({ network: true, together: true })),
    heard(window, 'offline', () => doubt({})),
    heard(document, 'visibilitychange', () => document.hidden || doubt({ ifSilentFor: QUIET })),
    heard(connection, 'change', () => changed() && doubt({ network: true, together: true })),
  ];
}

/** Browsers tell each new estimate of its speed as a change, too: no reason to doubt the line, or to try again what does not hold. */
const kindOf = (connection) => connection?.type ?? connection?.effectiveType;
