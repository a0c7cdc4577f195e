import { MemoryStore } from '../../main/webapp/client/outbox/memory-store.js';
import { Outbox } from '../../main/webapp/client/outbox/outbox.js';
import { FakeClock, settled } from './fake-clock.js';

export const ANN = 'here u1';
export const post = (key) => ({ type: 'post', key, room: 'r1', text: key });

/** A line that notes what is sent and answers when told, under an outbox of ann's. */
export async function line({ store = new MemoryStore(), clock = new FakeClock(), owner = ANN, leads = true } = {}) {
  const sent = [];
  const waiting = new Map();
  const it = { ready: true, sent, waiting, clock, store };
  const send = (command) => {
    sent.push(command.key);
    return new Promise((resolve, reject) => waiting.set(command.key, { resolve, reject }));
  };
  it.outbox = new Outbox(send, () => it.ready, clock);
  it.states = () => it.outbox.entries.map(({ key, state }) => `${key} ${state}`);
  it.adds = async (...keys) => {
    const answers = keys.map((key) => it.outbox.add(post(key)));
    answers.forEach((answer) => answer.catch(() => {}));
    await settled();
    return answers;
  };
  await it.outbox.open(owner, store);
  if (leads) await it.outbox.lead();
  return it;
}

/** Two tabs of one user: the first leads, each hears what the other does. */
export async function tabs() {
  const first = await line();
  const second = await line({ ...first, leads: false });
  first.outbox.on('note', (note) => second.outbox.hear(structuredClone(note)));
  second.outbox.on('note', (note) => first.outbox.hear(structuredClone(note)));
  return [first, second];
}
