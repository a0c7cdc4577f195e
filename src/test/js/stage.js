import { Emitter } from '../../main/webapp/client/emitter.js';
import { Line } from '../../main/webapp/client/line.js';
import { FakeClock } from './fake-clock.js';

/** A line over transports that do as told, and note with which cursor they were asked to connect. */
export function stage(...names) {
  const asked = [];
  const made = {};
  const clock = new FakeClock();
  const seen = { attempts: [] };
  const make = (name) => ({ client }) => {
    const transport = new Emitter();
    transport.client = client;
    transport.connect = (cursor) => {
      asked.push(`${name} ${cursor}`);
      seen.asked?.(name, cursor);
    };
    transport.close = () => (transport.closed = true);
    transport.send = (command) => Promise.resolve({ by: name, key: command.key });
    return (made[name] = transport);
  };
  const transports = Object.fromEntries(names.map((name) => [name, make(name)]));
  const line = new Line({ clock }, transports, { attempts: async () => seen.attempts });
  const opens = (name, cursor = 'c1') => made[name].emit('hello', { type: 'hello', cursor });
  const down = (name, reason, more = {}) => made[name].emit('down', { reason, ...more });
  const reads = (name, cursor) => made[name].emit('batch', { cursor, events: [] });
  const tried = async () => {
    for (const before = asked.length; asked.length === before; ) await clock.pass(100);
  };
  const passed = () => line.status.passed.map(({ name, reason }) => `${name} ${reason}`);
  return { asked, made, clock, seen, line, opens, down, reads, tried, passed };
}
