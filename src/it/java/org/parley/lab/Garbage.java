package org.parley.lab;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.parley.testing.Deadline;
import org.parley.testing.Frame;
import org.parley.testing.RawHttp;
import org.parley.testing.RawWebSocket;
import org.parley.testing.Request;

/** A client of which nothing good comes: noise in place of requests, of frames, or within them. For one thread. */
final class Garbage {
    private static final Map<String, String> COMPRESSION =
            Map.of("Sec-WebSocket-Extensions", "permessage-deflate; client_max_window_bits");

    private final URI server;
    private final Random random;

    Garbage(URI server, long seed) {
        this.server = server;
        this.random = new Random(seed);
    }

    /** One connection; how the server takes it is its own matter. Answers whether it was a WebSocket. */
    boolean send() {
        boolean http = random.nextInt(4) == 0;
        try (RawHttp line = RawHttp.connect(server)) {
            if (http) {
                line.write(random.nextBoolean() ? noise(2000) : spoiled(request(line)));
            } else {
                frames(line);
            }
            leave(line);
        } catch (IOException e) {
            // Refused, or ended while there was more to say.
        }
        return !http;
    }

    private byte[] request(RawHttp line) {
        return line.bytes(Request.get(EchoStage.UPGRADE)
                .with("Upgrade", "websocket")
                .with("Connection", "Upgrade")
                .with("Sec-WebSocket-Version", "13")
                .with("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ=="));
    }

    private void frames(RawHttp line) throws IOException {
        boolean compressed = random.nextBoolean();
        byte[] early = random.nextBoolean() ? noise(300) : new byte[0];
        RawWebSocket socket = RawWebSocket.open(line, EchoStage.UPGRADE, compressed ? COMPRESSION : Map.of(), early);
        for (int i = random.nextInt(5); i >= 0; i--) {
            socket.sendRaw(random.nextInt(5) == 0 ? noise(9000) : spoiled(frame(compressed)));
        }
    }

    private byte[] frame(boolean compressed) {
        int[] opcodes = {Frame.CONTINUATION, Frame.TEXT, Frame.BINARY, Frame.CLOSE, Frame.PING, Frame.PONG};
        int opcode = opcodes[random.nextInt(opcodes.length)];
        byte[] payload = random.nextBoolean() ? noise(125) : "村长".repeat(20).getBytes(StandardCharsets.UTF_8);
        return new Frame(random.nextInt(4) > 0, compressed ? Frame.RSV1 : 0, opcode, payload).masked();
    }

    private byte[] spoiled(byte[] good) {
        byte[] bytes = good.clone();
        for (int i = random.nextInt(3); i > 0; i--) {
            bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
        }
        return random.nextInt(4) == 0 ? Arrays.copyOf(bytes, random.nextInt(bytes.length)) : bytes;
    }

    private byte[] noise(int most) {
        byte[] noise = new byte[1 + random.nextInt(most)];
        random.nextBytes(noise);
        return noise;
    }

    private void leave(RawHttp line) throws IOException {
        if (random.nextInt(3) == 0) {
            line.vanish();
        } else if (random.nextBoolean()) {
            line.socket().setSoTimeout(Deadline.inMillis(random.nextInt(50)).millisLeft());
            line.socket().getInputStream().readNBytes(1000);
        }
    }
}
