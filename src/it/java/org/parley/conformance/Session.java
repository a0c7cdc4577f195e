package org.parley.conformance;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.parley.testing.Deadline;
import org.parley.testing.Frame;
import org.parley.testing.PerMessageDeflate;
import org.parley.testing.RawWebSocket;

/** A WebSocket while a case is played: frames become whole messages, and what is compressed is inflated. */
final class Session implements AutoCloseable {
    /** So long a Close frame is left unanswered, for servers that end TCP by themselves. */
    private static final int UNANSWERED_MILLIS = 300;

    private final Server server;
    private final RawWebSocket socket;
    private final Optional<PerMessageDeflate> deflate;
    private final ByteArrayOutputStream message = new ByteArrayOutputStream();
    private int opcode;
    private boolean compressed;

    private Session(Server server, RawWebSocket socket) {
        this.server = server;
        this.socket = socket;
        this.deflate =
                Optional.of(socket.extensions()).filter(told -> !told.isEmpty()).map(PerMessageDeflate::agreed);
    }

    static Session open(Server server, Map<String, String> headers, byte[] early) throws IOException {
        return new Session(server, RawWebSocket.open(server.connect(), server.target(), headers, early));
    }

    /** Sends in pieces of at most so many bytes. A server that does not take them all may have had its reasons. */
    void send(byte[] bytes, int most) {
        try {
            for (int at = 0; at < bytes.length; ) {
                int end = at + Math.min(most, bytes.length - at);
                socket.sendRaw(Arrays.copyOfRange(bytes, at, end));
                at = end;
            }
        } catch (IOException e) {
            // What it said before it ended the line is still to be read.
        }
    }

    /** The next message or control frame. Fails when none comes. */
    Heard next() {
        try {
            return next(server.deadline());
        } catch (SocketTimeoutException e) {
            throw new AssertionError("nothing came", e);
        } catch (EOFException e) {
            throw new AssertionError("TCP ended", e);
        } catch (IOException e) {
            throw new AssertionError("TCP broke: " + e.getMessage(), e);
        }
    }

    private Heard next(Deadline deadline) throws IOException {
        while (true) {
            Frame frame = socket.readFrame(deadline, deflate.isPresent() ? Frame.RSV1 : 0);
            if (frame.opcode() >= Frame.CLOSE) {
                return new Heard(frame.opcode(), frame.payload());
            }
            take(frame);
            if (frame.last()) {
                return whole();
            }
        }
    }

    private void take(Frame frame) {
        boolean continues = frame.opcode() == Frame.CONTINUATION;
        Script.must(continues == (opcode != 0), "fragments out of order");
        opcode = continues ? opcode : frame.opcode();
        compressed = continues ? compressed : frame.reserved() != 0;
        message.writeBytes(frame.payload());
    }

    private Heard whole() {
        byte[] bytes = message.toByteArray();
        Heard heard = new Heard(opcode, compressed ? deflate.orElseThrow().inflate(bytes) : bytes);
        opcode = 0;
        message.reset();
        return heard;
    }

    /**
     * Fails unless TCP ends now, in order, with nothing more before; a server that waits for an answer gets this one.
     */
    void mustEnd(byte[] answer) {
        if (!ends(server.deadline().atMostMillis(UNANSWERED_MILLIS))) {
            send(answer, Integer.MAX_VALUE);
            mustEnd();
        }
    }

    /** The same, with nothing more to say. */
    void mustEnd() {
        Script.must(ends(server.deadline()), "TCP goes on");
    }

    /** Fails unless TCP ends now, with or without a Close frame before. */
    void mustEndSoon() {
        try {
            Heard heard = next(server.deadline());
            Script.must(heard.isClose(), heard + " instead of the end of TCP");
            mustEnd();
        } catch (SocketTimeoutException e) {
            throw new AssertionError("TCP goes on", e);
        } catch (IOException e) {
            mustBeInOrder(e);
        }
    }

    private boolean ends(Deadline deadline) {
        try {
            throw new AssertionError("something came after the Close frame: " + next(deadline));
        } catch (SocketTimeoutException e) {
            return false;
        } catch (IOException e) {
            mustBeInOrder(e);
            return true;
        }
    }

    private static void mustBeInOrder(IOException end) {
        if (!(end instanceof EOFException)) {
            throw new AssertionError("TCP ended with a reset", end);
        }
    }

    /** Ends the client's half of TCP. */
    void shutdownOutput() throws IOException {
        socket.line().socket().shutdownOutput();
    }

    boolean isCompressed() {
        return deflate.isPresent();
    }

    /** What was agreed on for compression; fails if nothing was. */
    PerMessageDeflate deflate() {
        return deflate.orElseThrow(() -> new AssertionError("permessage-deflate was not agreed on"));
    }

    @Override
    public void close() throws IOException {
        deflate.ifPresent(PerMessageDeflate::end);
        socket.close();
    }
}
