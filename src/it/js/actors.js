import { Parley } from '../../main/webapp/client/parley.js';
import { Api } from '../../main/webapp/client/api.js';
import { Http } from '../../main/webapp/client/http.js';

/** The server under test. */
export const URL_OF_SERVER = process.env.PARLEY_URL;

let people = 0;

/** Somebody new, with a client over one transport that is open already. */
export async function actor(transport, name = `p${process.pid}-${++people}`) {
  const account = { name, password: 'correct horse', token: true };
  const { token } = await new Api(new Http(URL_OF_SERVER)).signUp(account);
  return opened({ token, transports: [transport] });
}

/** Another client of the same person. */
export const deviceOf = async ({ options }, transport) => opened({ ...options, transports: [transport] });

async function opened(options) {
  const parley = new Parley(URL_OF_SERVER, options);
  await parley.start();
  await until(parley, () => parley.status().phase === 'open');
  return { parley, options };
}

/** Resolves when it is so; fails after a while. */
export function until(parley, condition) {
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error(`not in time: ${condition}\n${JSON.stringify(parley.state())}`)), 20_000);
    const look = () => {
      if (!condition(parley.state())) return;
      clearTimeout(late);
      off();
      resolve();
    };
    const off = parley.on('change', look);
    look();
  });
}
