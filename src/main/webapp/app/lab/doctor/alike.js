/** Seconds by which two silences that were cut alike are measured otherwise. */
const SAME_TIME = 1;

/**
 * What is shown as one line: a fault that ways to talk have alike, both sockets for instance, or what follows from it, is told once and
 * names them.
 *
 * @template {import('./checks.js').Check} C
 * @param {C[]} list
 * @param {(check: C) => import('./finding.js').Finding | undefined} found undefined: not yet
 * @returns {{check: {check: string, of?: string | string[], seconds?: number}, checks: C[], finding?: import('./finding.js').Finding}[]}
 */
export function alike(list, found) {
  const lines = [];
  for (const check of list) {
    const finding = found(check);
    const last = lines.at(-1);
    if (last && sameFault(last.checks[0], found(last.checks[0]), check, finding)) lines[lines.length - 1] = joined([...last.checks, check], found);
    else lines.push({ check, checks: [check], finding });
  }
  return lines;
}

function sameFault(one, had, other, has) {
  if (!had?.fault || had.fault !== has?.fault || one.check !== other.check || one.seconds !== other.seconds) return false;
  const told = !had.ok || had.values.since !== undefined;
  const names = new Set([...Object.keys(had.values), ...Object.keys(has.values)]);
  return told && [...names].every((name) => same(name, had.values[name], has.values[name]) || (name === 'of' && had.values.of === one.of && has.values.of === other.of));
}

const same = (name, one, other) => one === other || (name === 'after' && Math.abs(one - other) <= SAME_TIME);

/** Where each comes of its own fault, those were told as one too. */
function joined(checks, found) {
  const of = checks.map((check) => check.of);
  const finding = found(checks[0]);
  const values = finding.values.of === of[0] ? { ...finding.values, of } : finding.values;
  return { check: { ...checks[0], of }, checks, finding: { ...finding, values } };
}
