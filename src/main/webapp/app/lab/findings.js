/**
 * What the figures of a comparison show, as texts of the catalogue: `{key, values}`, the names of transports in
 * `values` as `name of a transport`. Whatever a sentence says is looked up in the figures; where they say something
 * else another sentence stands, or none.
 *
 * @param {object} known a comparison with results
 * @returns {{key: string, values: Record<string, any>}[]}
 */
export function findings({ results, choice }) {
  const by = Object.fromEntries(results.map((result) => [result.transport, result]));
  return [
    ...kept(results),
    ...wasted(by.polling),
    ...delay(by.polling, choice),
    ...held(by['long-polling']),
    ...fastest(results),
    ...leanest(results),
    ...requests(results),
    ...cheapest(results),
    ...doubts(results),
  ];
}

const sum = (results, of) => results.reduce((all, result) => all + of(result), 0);

function kept(results) {
  const faults = sum(results, ({ lost, repeated, reordered }) => lost + repeated + reordered);
  const delivered = sum(results, (result) => result.delivered);
  if (results.length === 0) return [];
  return [faults === 0 ? { key: 'compare.says.kept', values: { n: delivered } } : { key: 'compare.says.faults', values: { n: faults } }];
}

/** Polls are those requests that no message went up by. */
function wasted(polling) {
  if (!polling || polling.requests === 0) return [];
  const values = { share: (100 * polling.empty) / polling.requests, empty: polling.empty, requests: polling.requests };
  return [{ key: polling.empty > 0 ? 'compare.says.wasted' : 'compare.says.not-wasted', values }];
}

function delay(polling, { interval }) {
  if (!polling || polling.delivered === 0) return [];
  return [{ key: 'compare.says.delay', values: { p50: polling.latency.p50, interval } }];
}

function held(longPolling) {
  if (!longPolling || longPolling.delivered === 0) return [];
  const { requests: asked, heard, empty, connections, people, reordered, delivered } = longPolling;
  const cost = { key: 'compare.says.held', values: { each: asked / heard, empty, connections, people } };
  return reordered > 0 ? [cost] : [cost, { key: 'compare.says.ordered', values: { n: delivered } }];
}

/** The best and the worst by some figure; none where there are not two. */
function extremes(results, of) {
  const known = results.filter((result) => Number.isFinite(of(result)) && of(result) > 0).sort((a, b) => of(a) - of(b));
  return known.length < 2 ? undefined : [known[0], known.at(-1)];
}

function between(key, results, of) {
  const found = extremes(results, of);
  if (!found) return [];
  const [best, worst] = found;
  return [{ key, values: { best: best.transport, worst: worst.transport, least: of(best), most: of(worst), times: of(worst) / of(best) } }];
}

const fastest = (results) => between('compare.says.fastest', results, ({ latency }) => latency.p50);
const leanest = (results) => between('compare.says.leanest', results, ({ bytesPerUseful }) => bytesPerUseful);
const cheapest = (results) => between('compare.says.cheapest', results, ({ cpu }) => cpu);

function requests(results) {
  const none = results.filter((result) => result.requests === 0).map(({ transport }) => transport);
  const most = results.reduce((a, b) => (b.requests > (a?.requests ?? 0) ? b : a), undefined);
  if (none.length === 0 || !most) return [];
  return [{ key: 'compare.says.silent', values: { none, worst: most.transport, rate: most.requests / most.seconds } }];
}

function doubts(results) {
  const busy = results.filter((result) => result.busy > 0.8).map(({ transport }) => transport);
  return busy.length > 0 ? [{ key: 'compare.says.busy', values: { none: busy } }] : [];
}
