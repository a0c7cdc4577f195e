// Clients of the library in one Node process, for ChaosIT. The first line of input says which; each later line is a word: "go" begins
// the posting, "stop" ends it. What happens to them goes out as JSON lines.
import { createRequire } from 'node:module';
import { createInterface } from 'node:readline';
import { Parley } from '../../main/webapp/client/parley.js';
import live from './chaos-client.js';

const say = (fact) => process.stdout.write(JSON.stringify(fact) + '\n');
const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]();
const plan = JSON.parse((await lines.next()).value);
const WebSocket = createRequire(import.meta.url)(plan.ws);
let go;
const control = { posting: true, told: new Promise((resolve) => (go = resolve)) };

for (const role of plan.clients) {
  const { name, token, transports } = role;
  live(role, new Parley(plan.url, { token, transports, WebSocket }), say, control).catch((fault) =>
    say({ client: name, fact: 'fault', text: String(fault?.stack) }),
  );
}
for await (const word of lines) {
  if (word === 'go') go();
  if (word === 'stop') control.posting = false;
}
process.exit(0);
