// The library as its users' compilers see it: this has to compile, strictly, and each marked line has to be refused.
import { Parley, Problem, TRANSPORTS, type Ack, type State, type Status, type TransportName } from '../../main/webapp/client/parley.js';

async function everyday(): Promise<void> {
  const parley = new Parley('https://chat.example/', { transports: ['upgrade', 'polling'] });
  const off: () => void = parley.on('change', () => parley.status());
  parley.on('event', ({ id, type }) => console.log(id + 1, type.length));
  await parley.start();
  const state: State | null = parley.state();
  const unread: number | undefined = state?.rooms.r1?.unread;
  const ack: Ack = await parley.send({ type: 'post', room: 'r1', text: `${unread} unread` });
  const id: number | undefined = ack.id;
  parley.read('r1', id ?? 0);
  const line: Status = parley.status();
  for (const { name, reason } of line.passed) console.log(name, reason);
  for (const { key, problem } of parley.outbox.entries) if (problem?.retryable === false) parley.outbox.discard(key);
  off();
  await parley.signOut({ discard: true });
}

async function withToken(WebSocket: unknown): Promise<Parley> {
  try {
    return await Parley.signIn('https://chat.example/', { name: 'bot', password: 'correct horse' }, { WebSocket });
  } catch (problem) {
    if (problem instanceof Problem && problem.code === 'wrong-password') console.log(problem.retry);
    throw problem;
  }
}

const names = Object.keys(TRANSPORTS) as TransportName[];

// @ts-expect-error there is no such transport
new Parley('https://chat.example/', { transports: ['pigeon'] });
// @ts-expect-error a command has a type
new Parley('https://chat.example/').send({ room: 'r1' });
// @ts-expect-error nothing of the kind happens
new Parley('https://chat.example/').on('weather', () => {});
// @ts-expect-error the line is the library's own
new Parley('https://chat.example/').line;

export { everyday, names, withToken };
