import { bad, follows } from './finding.js';

/** Faults of an ordinary request with which the server answers no other. */
const NOBODY = new Set(['not-signed-in', 'cookies-taken', 'foreign-origin']);

/** Faults of what a transport says upwards by a request. */
const POSTS = new Set(['posts-refused', 'one-way', 'foreign-origin']);

/** Whether a check would show what an earlier one has found, and nothing else. */
const HINDERS = [
  (earlier, fault, check) => earlier.check === 'transport' && check.check !== 'transport' && earlier.of === check.of,
  (earlier, fault, check) => earlier.of === 'polling' && POSTS.has(fault) && check.check === 'large' && check.of === 'http',
];

/** Whether what a check found comes of what an earlier one has found. */
const EXPLAINS = [
  (earlier, fault, check, found) => earlier.check === 'request' && check.check !== 'transport' && fault === found,
  (earlier, fault, check, found) => fault === 'host-changed' && found === 'foreign-origin',
];

/**
 * Carries checks out: one after the other, and at last those that only wait, all at once. Whom the server does not know is answered
 * nothing else: the rest is left out then. A fault is told once, where it is found first: what comes of it says so, and is not looked at
 * if it can show nothing else.
 *
 * @param {import('./checks.js').Check[]} list
 * @param {import('./checks.js').Ground} ground
 * @param {(check: import('./checks.js').Check, finding: import('./finding.js').Finding) => void} tell
 */
export async function examine(list, ground, tell) {
  const faults = []; // each with the check that it was found by, and the one that it comes of
  const cause = (rules, check, found) => faults.find(({ by, fault }) => rules.some((rule) => rule(by, fault, check, found)))?.root;
  const one = async (check) => {
    const hinders = cause(HINDERS, check);
    const finding = hinders ? follows('not-looked-at', hinders) : await check.run(ground).catch(({ code }) => bad(code ?? 'fault'));
    const explains = finding.ok ? undefined : cause(EXPLAINS, check, finding.fault);
    if (!finding.ok) faults.push({ by: check, fault: finding.fault, root: explains ?? check });
    tell(check, explains ? follows('follows', explains) : finding);
  };
  for (const check of list.filter(({ seconds }) => !seconds)) {
    if (check.check === 'transport' && faults.some(({ by, fault }) => by.check === 'request' && NOBODY.has(fault))) return;
    await one(check);
  }
  await Promise.all(list.filter(({ seconds }) => seconds).map(one));
}
