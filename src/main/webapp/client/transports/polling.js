import { PollTransport } from './poll.js';

const PATH = 'transport/polling';
const PAUSE = 2000;

/**
 * Asks every two seconds, or as often as the context's `pause` says: works where nothing else does.
 *
 * @param {import('./index.js').Context} context
 */
export const polling = (context) => new PollTransport({ path: PATH, pause: context.pause ?? PAUSE }, context);
