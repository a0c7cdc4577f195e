/**
 * A client of the library in ChaosIT, in Node or in a page. What happens to it goes out by `say`: started (with the id after which it
 * reads), kept, acked, refused, saw, drained. It posts from when `control.told` is fulfilled, while `control.posting`, and once at least:
 * one that had to take somebody's place may be there when the time is over.
 */
export default async function live({ name, rooms, seed }, parley, say, control) {
  const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
  const tell = (fact, more) => say({ client: name, fact, ...more });
  const kept = new Set();
  let after;

  /** The same sequence for the same seed (mulberry32). */
  function random() {
    seed = (seed + 0x6d2b79f5) | 0;
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  }

  async function start() {
    for (;;) {
      try {
        after = undefined;
        return await parley.start();
      } catch (problem) {
        console.error(`${name} is not started: ${problem?.stack ?? problem}`);
        await pause(200);
      }
    }
  }

  /** What is kept has to arrive, even if this client ends. */
  function note() {
    after ??= parley.state()?.last;
    for (const { key, saved, command } of parley.outbox.entries) {
      if (!saved || kept.has(key) || !command.text?.startsWith(`${name} `)) continue;
      kept.add(key);
      tell('kept', { text: command.text });
    }
  }

  parley.on('message', ({ id, room, from, key, text }) => tell('saw', { id, room, from, key, text }));
  parley.on('change', note);
  await start();
  tell('started', { after });
  await control.told;
  const open = new Set();
  for (let count = 0; control.posting || count === 0; count++) {
    await pause(200 + random() * 800);
    const sending = parley
      .send({ type: 'post', room: rooms[count % rooms.length], text: `${name} ${count}` })
      .then(({ key, id }) => tell('acked', { key, id }))
      .catch((problem) => tell('refused', { code: problem.code ?? String(problem) }))
      .finally(() => open.delete(sending));
    open.add(sending);
  }
  while (open.size > 0) await Promise.race(open);
  while (parley.outbox.entries.length > 0) await pause(100); // what tabs that ended had kept
  tell('drained');
}
