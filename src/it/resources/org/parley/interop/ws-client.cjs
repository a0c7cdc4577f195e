// A process around the npm package "ws": org.parley.interop.Lines says what the lines mean.
const [folder, address, authorization] = process.argv.slice(2);
const WebSocket = require(folder);
const lines = require('node:readline').createInterface({ input: process.stdin });

const tell = (what, data) => console.log(`${what} ${Buffer.from(data).toString('base64')}`);

const socket = new WebSocket(address, {
  headers: authorization ? { authorization } : {},
  perMessageDeflate: { threshold: 0 },
});
socket.on('open', () => tell('open', socket.extensions));
socket.on('message', (data, binary) => tell(binary ? 'binary' : 'text', data));
socket.on('close', (code, reason) => tell(`close ${code}`, reason));
socket.on('error', (failure) => tell('failed', String(failure)));

lines.on('line', (line) => {
  const words = line.split(' ');
  const data = Buffer.from(words.at(-1), 'base64');
  switch (words[0]) {
    case 'text': return socket.send(data.toString());
    case 'binary': return socket.send(data);
    case 'close': return socket.close(Number(words[1]), data);
  }
});
lines.on('close', () => process.exit());
