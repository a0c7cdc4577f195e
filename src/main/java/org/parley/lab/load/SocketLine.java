package org.parley.lab.load;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/** A WebSocket, hand-made or the container's: commands go up, everything comes down, over one connection. */
final class SocketLine implements Line, Tcp.Owner, HttpParser.Handler, FrameReader.Handler {
    /** So few that not ten refusals in a row can be on their way: the server would take them for unheeded. */
    private static final int MOST = 8;

    private static final byte[] ALIVE = "{\"type\":\"alive\"}".getBytes(StandardCharsets.US_ASCII);
    private static final int NORMAL = 1000;

    private final Client client;
    private final String key = ClientFrames.key();
    private final HttpParser http = new HttpParser(this);
    private final FrameReader frames = new FrameReader(this);
    private final Tcp tcp;
    private boolean open;
    private boolean finishing;

    SocketLine(Client client) throws IOException {
        this.client = client;
        tcp = client.worker.connect(client, this);
        tcp.send(client.worker.requests.upgrade(client, key));
        client.worker.score.requests.increment();
    }

    @Override
    public int room(int flying) {
        return open ? MOST - flying : 0;
    }

    @Override
    public void say(List<byte[]> commands) {
        commands.forEach(command -> tcp.send(ClientFrames.frame(ClientFrames.TEXT, command)));
    }

    @Override
    public void finish() {
        finishing = true;
        if (open) {
            tcp.send(ClientFrames.frame(ClientFrames.CLOSE, new byte[] {NORMAL >> 8, (byte) NORMAL}));
        } else {
            tcp.close();
        }
    }

    @Override
    public void close() {
        tcp.close();
    }

    @Override
    public void received(ByteBuffer bytes) {
        http.take(bytes);
    }

    @Override
    public void ended(String why) {
        client.ended(why);
    }

    @Override
    public void head(int status, String headers) {
        if (status != 101) {
            client.ended("answered " + status);
        } else if (!headers.contains(ClientFrames.accept(key).toLowerCase(Locale.ROOT))) {
            client.ended("wrong Sec-WebSocket-Accept");
        } else {
            open = true;
        }
    }

    @Override
    public void body(ByteBuffer part) {
        if (open) {
            frames.take(part);
        }
    }

    @Override
    public void end() {
        // A socket's answer has none.
    }

    @Override
    public void message(Bytes bytes) {
        client.message(bytes);
        if (Ear.isEmpty(bytes)) { // a heartbeat
            tcp.send(ClientFrames.frame(ClientFrames.TEXT, ALIVE));
        }
    }

    @Override
    public void control(int opcode, byte[] payload) {
        if (opcode == ClientFrames.PING) {
            tcp.send(ClientFrames.frame(ClientFrames.PONG, payload));
        } else if (opcode == ClientFrames.CLOSE && finishing) {
            tcp.finish();
        } else if (opcode == ClientFrames.CLOSE) {
            int code = payload.length < 2 ? 1005 : ((payload[0] & 0xFF) << 8) | (payload[1] & 0xFF);
            client.ended("closed with " + code);
        }
    }
}
