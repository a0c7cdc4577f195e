/** The transports, in the order in which they are compared. */
export const TRANSPORTS = ['upgrade', 'websocket', 'sse', 'long-polling', 'polling'];

/**
 * What can be chosen besides the transports. `texts`: what the names of its texts begin with; `numbers`: for each the usual value,
 * the least and the most; `orders`: in which the transports are run, the usual one first.
 *
 * @typedef {{texts: string, numbers: Record<string, number[]>, orders: string[]}} Kind
 */

/** @type {Kind} */
export const IN_SERVER = {
  texts: 'compare',
  numbers: {
    people: [20, 2, 200],
    senders: [5, 1, 200],
    rate: [12, 1, 1200],
    size: [60, 1, 2000],
    interval: [500, 100, 10000],
    seconds: [10, 2, 60],
  },
  orders: ['together', 'in-turn'],
};

/** @type {Kind} */
export const IN_BROWSER = { texts: 'here', numbers: { rate: [30, 6, 120], size: [60, 30, 2000], interval: [2000, 100, 10000], seconds: [20, 5, 60] }, orders: [] };

/** The choice in an address; what is missing or wrong there is as usual. */
export function choiceOf(search, { numbers, orders } = IN_SERVER) {
  const query = new URLSearchParams(search);
  const named = (query.get('transports') ?? '').split(',').filter((name) => TRANSPORTS.includes(name));
  const choice = { transports: named.length > 0 ? [...new Set(named)] : TRANSPORTS };
  for (const [name, [usual, least, most]] of Object.entries(numbers)) {
    const value = Number(query.get(name) ?? usual);
    choice[name] = Number.isInteger(value) && value >= least && value <= most ? value : usual;
  }
  if (orders.length > 0) choice.order = orders.find((order) => order === query.get('order')) ?? orders[0];
  return choice;
}

/** The query of an address that holds a choice. */
export const queryOf = (choice) => `?${new URLSearchParams({ ...choice, transports: choice.transports.join(',') })}`.replaceAll('%2C', ',');

/** What a page knows of a comparison: nothing yet. */
export const NOTHING = { id: '', state: 'none', now: [], failures: [], samples: [], results: [] };

/** What it knows after the server told more of the same comparison, or of another. Results stand in the order that was chosen. */
export function advance(known, told) {
  const same = known.id === told.id;
  const results = [...(same ? known.results : []), ...told.results];
  return { ...told, samples: [...(same ? known.samples : []), ...told.samples], results: inOrder(results, told.choice) };
}

/** Whatever speaks of transports, as they were chosen: those that run together end in any order. */
const inOrder = (list, { transports }) =>
  [...list].sort((a, b) => transports.indexOf(a.transport) - transports.indexOf(b.transport));

/** What is known of each transport that is under way or done: what went over the connections of two of its people. */
export const traced = ({ results, now, choice }) => inOrder([...results, ...now], choice);

/** What a transport did in the newest half second that is known of it, a second; and all in all. None before there are two samples. */
export function newest({ samples, choice }, transport) {
  const own = samples.filter(([place]) => choice.transports[place] === transport);
  if (own.length < 2) return undefined;
  const [before, last] = own.slice(-2);
  const [heard, , , requests, empty] = last.slice(2);
  return { heard, requests, empty, rate: (1000 * (heard - before[2])) / (last[1] - before[1]) };
}

/** What a sample holds, in order; after the transport's place and the time it is since measuring began. */
export const SAMPLE = ['place', 'millis', 'heard', 'up', 'down', 'requests', 'empty', 'connections'];

/**
 * What happened in each second, for charts: `[seconds, ...one series for each transport]`.
 *
 * @param {object} known
 * @param {(sample: number[]) => number} of what is counted
 */
export function perSecond({ samples, choice }, of) {
  const lines = choice.transports.map((_, place) => rates(samples.filter((sample) => sample[0] === place), of));
  const times = [...new Set(lines.flatMap((line) => [...line.keys()]))].sort((a, b) => a - b);
  return [times, ...lines.map((line) => times.map((time) => line.get(time) ?? null))];
}

/** By half seconds: samples come a little late now and then. */
function rates(samples, of) {
  const line = new Map();
  for (let i = 1; i < samples.length; i++) {
    const seconds = (samples[i][1] - samples[i - 1][1]) / 1000;
    line.set(Math.round(samples[i][1] / 500) / 2, (of(samples[i]) - of(samples[i - 1])) / seconds);
  }
  return line;
}

/** The latency within which each per cent of the messages was heard, as `perSecond` gives it. */
export function curves({ results, choice }) {
  const of = (name) => results.find(({ transport }) => transport === name)?.curve;
  return [Array.from({ length: 101 }, (_, i) => i), ...choice.transports.map((name) => of(name) ?? new Array(101).fill(null))];
}

/** The columns of the table and of exports: a name, and what of a result it shows. */
export const COLUMNS = {
  delivered: (r) => r.delivered,
  lost: (r) => r.lost,
  repeated: (r) => r.repeated,
  reordered: (r) => r.reordered,
  p50: (r) => r.latency.p50,
  p90: (r) => r.latency.p90,
  p99: (r) => r.latency.p99,
  max: (r) => r.latency.max,
  requests: (r) => r.requests / r.seconds,
  empty: (r) => r.empty,
  up: (r) => r.up,
  down: (r) => r.down,
  useful: (r) => r.bytesPerUseful,
  connections: (r) => r.connections,
  cpu: (r) => r.cpu,
  allocated: (r) => r.allocated,
};

/** Columns that are estimates where a browser counts. */
export const ESTIMATED = ['up', 'down', 'useful', 'connections'];

/**
 * The results for a spreadsheet (RFC 4180). Columns that are `estimated` say so in their names.
 *
 * @param {{results: object[], choice: object, estimated?: string[]}} known
 */
export function csv({ results, choice, estimated = [] }) {
  const chosen = Object.entries(choice).filter(([name]) => name !== 'transports');
  const named = (name) => (estimated.includes(name) ? `${name} (estimate)` : name);
  const head = ['transport', ...Object.keys(COLUMNS).map(named), ...chosen.map(([name]) => name)];
  const rows = results.map((result) => [
    result.transport,
    ...Object.values(COLUMNS).map((of) => finite(of(result))),
    ...chosen.map(([, value]) => value),
  ]);
  return [head, ...rows].map((row) => `${row.join(',')}\r\n`).join('');
}

/** Nothing, where there is no such figure. */
const finite = (value) => (Number.isFinite(value) ? value : '');
