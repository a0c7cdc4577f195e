// SPDX-License-Identifier: Apache-2.0
// A room over the npm package "ws", encoding each message once: node ws.mjs PORT
import { createServer } from 'node:http';
import { WebSocketServer, Sender } from 'ws';

const server = createServer();
const sockets = new WebSocketServer({ server, perMessageDeflate: false });
sockets.on('connection', (socket) => {
  socket.on('message', (data) => {
    const frame = Sender.frame(data, { fin: true, rsv1: false, opcode: 1, mask: false, readOnly: true });
    for (const other of sockets.clients) {
      const out = other._socket;
      out.cork();
      for (const piece of frame) out.write(piece);
      out.uncork();
    }
  });
});
server.listen(Number(process.argv[2]), '127.0.0.1', 4096, () => console.log('ready'));
