import { bad, good, note } from './finding.js';

const CLOCK_MAY_DIFFER = 30_000;
const SENT = { Accept: 'application/json, x-parley/1', 'Accept-Language': 'en;q=0.3, x-parley', 'X-Parley-Check': 'as sent; "q"=1' };
const ANSWERED = ['via', 'age', 'x-cache', 'x-served-by', 'content-encoding'];

/**
 * An ordinary request: does it arrive, for the host that was asked, and what time is it there?
 *
 * @param {import('./checks.js').Ground} ground
 */
export async function request(ground) {
  const { seen, sent, fault, status } = await asked(ground);
  if (fault) return bad(fault, { status });
  const { clock, location } = ground;
  const difference = Math.round((seen.at - (sent + clock.now()) / 2) / 1000) + 0; // never -0
  const values = { protocol: seen.protocol, host: seen.host, expected: location.host, difference };
  if (seen.host !== location.host) return bad('host-changed', values);
  if (!seen.headers['X-Parley-Check']) return bad('headers-taken', values);
  return Math.abs(difference) * 1000 > CLOCK_MAY_DIFFER ? bad('clock', values) : good(values);
}

/**
 * Is the page's way TLS, and do page and server agree on it? What a proxy says of it counts only where the container believes it.
 *
 * @param {import('./checks.js').Ground} ground
 */
export async function tls(ground) {
  const { seen, fault, status } = await asked(ground);
  const secure = ground.location.protocol === 'https:';
  if (!secure && seen?.secure) return bad('scheme-claimed');
  if (fault) return bad(fault, { status });
  const told = forwarded(seen.signs);
  if (!secure) return note('plain');
  if (seen.secure) return good({});
  if (told === 'https') return bad('scheme-unbelieved');
  return told ? bad('scheme-contradicted', { told }) : bad('scheme-hidden');
}

/** The protocol that the nearest proxy says the browser spoke; undefined where none says so. */
function forwarded(signs) {
  const said = signs['X-Forwarded-Proto'] ?? /proto="?(\w+)/i.exec(signs.Forwarded ?? '')?.[1];
  return said?.split(',')[0].trim().toLowerCase();
}

/**
 * Who stands between, as far as requests and answers show: what was added, what was changed, and whether both ends speak the same HTTP.
 *
 * @param {import('./checks.js').Ground} ground
 */
export async function between(ground) {
  const { seen, answer, spoken, fault, status } = await asked(ground);
  if (fault) return bad(fault, { status });
  const came = { 'User-Agent': ground.agent, ...SENT };
  const changed = Object.entries(came).filter(([name, value]) => value && (seen.headers[name] ?? '') !== value.slice(0, 200));
  const server = HTTP[seen.protocol] ?? seen.protocol;
  const values = {
    between: line(Object.entries(seen.signs)),
    added: seen.added.join(', '),
    changed: changed.map(([name]) => `${name}: ${seen.headers[name] ?? '–'}`).join('; '),
    answer: line(ANSWERED.map((name) => [name, answer.get(name)]).filter(([, value]) => value !== null)),
    browser: spoken && spoken !== server ? spoken : '',
    server,
  };
  const signs = ['between', 'added', 'changed', 'answer', 'browser'].filter((sign) => values[sign]);
  if (server === 'http/1.0') return note('old-http', values, signs);
  return changed.length > 0 ? note('headers-changed', values, signs) : good(values, signs.length > 0 ? signs : ['none']);
}

/** As browsers call what the server calls otherwise. */
const HTTP = { 'HTTP/1.0': 'http/1.0', 'HTTP/1.1': 'http/1.1', 'HTTP/2.0': 'h2', 'HTTP/3.0': 'h3' };

const line = (entries) => entries.map(([name, value]) => `${name}: ${value}`).join('; ');

/** One request, and what the server says of how it arrived; or the fault that kept it from being so. */
async function asked({ http, fetch, clock, spoken, setCookie }) {
  setCookie?.();
  const sent = clock.now();
  const url = http.url('lab/doctor/seen');
  const response = await fetch(url, { cache: 'no-store', headers: SENT }).catch(() => null);
  if (!response) return { fault: 'offline' };
  const seen = await response.json().catch(() => ({}));
  if (seen.code === 'not-signed-in') return { seen, fault: seen.cookies === false && setCookie ? 'cookies-taken' : seen.code };
  if (seen.code === 'foreign-origin') return { seen, fault: seen.code };
  if (typeof seen.at !== 'number') return { fault: 'foreign', status: response.status };
  return { seen, sent, answer: response.headers, spoken: spoken(url.href) };
}
