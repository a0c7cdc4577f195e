import { SocketTransport } from './socket.js';

/** The container's own WebSocket. */
export const websocket = (context) => new SocketTransport('transport/websocket', context);
