import { PollTransport } from './poll.js';

const WAY = { path: 'transport/long-polling', wait: 25, pause: 0 };

/** The server holds each request until there is something to tell. */
export const longPolling = (context) => new PollTransport(WAY, context);
