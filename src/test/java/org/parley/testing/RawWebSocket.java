package org.parley.testing;

import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A WebSocket by hand, as browsers speak it: the handshake with its accept value checked, masked frames of any length
 * and shape. Answers pings and Close while it reads, and only then. For one thread at a time.
 */
public final class RawWebSocket implements AutoCloseable {
    private static final String EXTENSIONS = "sec-websocket-extensions";
    private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

    private final RawHttp line;
    private final String extensions;

    private RawWebSocket(RawHttp line, String extensions) {
        this.line = line;
        this.extensions = extensions;
    }

    /** The server answered the handshake with something else than 101. */
    public static final class Refused extends IOException {
        private static final long serialVersionUID = 1;

        private final transient Answer answer;

        Refused(Answer answer) {
            super("the handshake was refused: " + answer);
            this.answer = answer;
        }

        public Answer answer() {
            return answer;
        }
    }

    public static RawWebSocket open(URI server, String target, Map<String, String> headers) throws IOException {
        return open(RawHttp.connect(server), target, headers);
    }

    /** Shakes hands over this connection, which is closed when the server refuses. */
    public static RawWebSocket open(RawHttp line, String target, Map<String, String> headers) throws IOException {
        return open(line, target, headers, new byte[0]);
    }

    /** The same with bytes that travel in one piece with the handshake. */
    public static RawWebSocket open(RawHttp line, String target, Map<String, String> headers, byte[] early)
            throws IOException {
        byte[] nonce = new byte[16];
        ThreadLocalRandom.current().nextBytes(nonce);
        String key = Base64.getEncoder().encodeToString(nonce);
        line.write(Bytes.join(line.bytes(handshake(target, key).with(headers)), early));
        Answer answer = line.readHead(Deadline.usual());
        if (answer.status() != 101) {
            Answer whole = line.readBody(answer, Deadline.usual());
            line.close();
            throw new Refused(whole);
        }
        check(answer, key);
        String extensions = answer.header(EXTENSIONS).orElse("");
        must(extensions.isEmpty() || headers.containsKey("Sec-WebSocket-Extensions"), EXTENSIONS, answer);
        return new RawWebSocket(line, extensions);
    }

    private static Request handshake(String target, String key) {
        return Request.get(target)
                .with("Upgrade", "websocket")
                .with("Connection", "Upgrade")
                .with("Sec-WebSocket-Version", "13")
                .with("Sec-WebSocket-Key", key);
    }

    private static void check(Answer answer, String key) {
        must(answer.header("upgrade").orElse("").equalsIgnoreCase("websocket"), "Upgrade", answer);
        must(answer.header("connection").orElse("").equalsIgnoreCase("upgrade"), "Connection", answer);
        must(answer.header("sec-websocket-accept").orElse("").equals(accept(key)), "Sec-WebSocket-Accept", answer);
    }

    private static void must(boolean condition, String header, Answer answer) {
        if (!condition) {
            throw new AssertionError("the handshake's " + header + " is wrong: " + answer);
        }
    }

    private static String accept(String key) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-1").digest((key + GUID).getBytes(StandardCharsets.US_ASCII));
            return Base64.getEncoder().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    public void sendText(String text) throws IOException {
        send(Frame.text(text));
    }

    public void send(Frame frame) throws IOException {
        line.write(frame.masked());
    }

    /** These bytes as they are: half a frame, many at once, nonsense. */
    public void sendRaw(byte[] bytes) throws IOException {
        line.write(bytes);
    }

    /** The extensions that the server agreed on; empty if none. */
    public String extensions() {
        return extensions;
    }

    /** The next frame as it came, without answering it. */
    public Frame readFrame(Deadline deadline) throws IOException {
        return readFrame(deadline, 0);
    }

    /** The same, where an extension allows these reserved bits at the beginning of a message. */
    public Frame readFrame(Deadline deadline, int reserved) throws IOException {
        return line.incoming().whole(deadline, () -> Frame.read(line.incoming(), reserved));
    }

    /**
     * The next text message. Answers pings on the way; a Close is answered and thrown as {@link LineEnded}, and so is
     * an end without Close.
     */
    public String readText(Deadline deadline) throws IOException {
        try {
            return line.incoming().whole(deadline, this::parseText);
        } catch (EOFException | SocketException e) {
            throw new LineEnded(LineEnded.WITHOUT_A_WORD, String.valueOf(e.getMessage()), Json.object());
        }
    }

    private String parseText() throws IOException {
        Frame frame = dataFrame(Frame.TEXT);
        byte[] message = frame.payload();
        while (!frame.last()) {
            frame = dataFrame(Frame.CONTINUATION);
            message = Bytes.join(message, frame.payload());
        }
        return strictText(message);
    }

    private Frame dataFrame(int opcode) throws IOException {
        Frame frame = Frame.read(line.incoming());
        while (frame.opcode() >= Frame.CLOSE) {
            control(frame);
            frame = Frame.read(line.incoming());
        }
        if (frame.opcode() != opcode) {
            throw new AssertionError("expected opcode " + opcode + " but got " + frame);
        }
        return frame;
    }

    private void control(Frame frame) throws IOException {
        switch (frame.opcode()) {
            case Frame.PING -> send(Frame.pong(frame.payload()));
            case Frame.CLOSE -> throw closed(frame);
            default -> {}
        }
    }

    private LineEnded closed(Frame frame) {
        try {
            send(new Frame(true, Frame.CLOSE, frame.payload()));
        } catch (IOException e) {
            // The server did not wait for the answer to its Close; it may.
        }
        ByteBuffer payload = ByteBuffer.wrap(frame.payload());
        int code = payload.remaining() < 2 ? 1005 : payload.getShort() & 0xffff;
        return new LineEnded(code, StandardCharsets.UTF_8.decode(payload).toString(), Json.object());
    }

    private static String strictText(byte[] message) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(message))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new AssertionError("the server's text is not UTF-8", e);
        }
    }

    /** True when the server ended the TCP connection in time; what it still sends is thrown away. */
    public boolean ends(Deadline deadline) {
        try {
            while (true) {
                line.incoming().whole(deadline, line.incoming()::octet);
            }
        } catch (EOFException | SocketException e) {
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    public RawHttp line() {
        return line;
    }

    public void vanish() throws IOException {
        line.vanish();
    }

    @Override
    public void close() throws IOException {
        line.close();
    }
}
