import { SocketTransport } from './socket.js';

/** The server's hand-made RFC 6455. */
export const upgrade = (context) => new SocketTransport('transport/upgrade', context);
