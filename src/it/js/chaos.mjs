// Clients of the library in one Node process, for ChaosIT. Its first line of input says which; each later line is a word: "go" begins
// the posting, "stop" ends it. What happens to them goes out as JSON lines: started, acked, refused, saw, missed, drained.
import { createInterface } from 'node:readline';
import { Parley } from '../../main/webapp/client/parley.js';

const say = (fact) => process.stdout.write(JSON.stringify(fact) + '\n');
const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]();
const plan = JSON.parse((await lines.next()).value);
let posting = true;
let go;
const told = new Promise((resolve) => (go = resolve));

/** The same sequence for the same seed (mulberry32). */
function random(seed) {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

async function start(parley) {
  for (;;) {
    try {
      return await parley.start();
    } catch (problem) {
      process.stderr.write(`not started: ${problem?.stack ?? problem}\n`);
      await pause(200);
    }
  }
}

async function live({ name, token, rooms, transports, seed }) {
  const next = random(seed);
  const parley = new Parley(plan.url, { token, transports });
  parley.on('message', ({ id, room, from, key, text }) => say({ client: name, fact: 'saw', id, room, from, key, text }));
  await start(parley);
  say({ client: name, fact: 'started' });
  await told;
  const open = new Set();
  for (let count = 0; posting; count++) {
    await pause(200 + next() * 800);
    const sending = parley
      .send({ type: 'post', room: rooms[count % rooms.length], text: `${name} ${count}` })
      .then(({ key, id }) => say({ client: name, fact: 'acked', key, id }))
      .catch((problem) => say({ client: name, fact: 'refused', code: problem.code ?? String(problem) }))
      .finally(() => open.delete(sending));
    open.add(sending);
  }
  while (open.size > 0) await Promise.race(open);
  say({ client: name, fact: 'drained' });
}

plan.clients.forEach((client) => live(client).catch((fault) => say({ client: client.name, fact: 'fault', text: String(fault?.stack) })));
for await (const word of lines) {
  if (word === 'go') go();
  if (word === 'stop') posting = false;
}
process.exit(0);
