package org.parley.conformance;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.Arrays;
import java.util.Map;
import org.parley.testing.Deadline;
import org.parley.testing.Frame;
import org.parley.testing.RawWebSocket;

/** A WebSocket while a case is played: frames become whole messages, and what is compressed is inflated. */
final class Session implements AutoCloseable {
    /** So long a Close frame is left unanswered, for servers that end TCP by themselves. */
    private static final int UNANSWERED_MILLIS = 300;

    private final Server server;
    private final RawWebSocket socket;
    private final ByteArrayOutputStream message = new ByteArrayOutputStream();
    private int opcode;

    private Session(Server server, RawWebSocket socket) {
        this.server = server;
        this.socket = socket;
    }

    static Session open(Server server, Map<String, String> headers, byte[] early) throws IOException {
        return new Session(server, RawWebSocket.open(server.connect(), server.target(), headers, early));
    }

    /** Sends in pieces of at most so many bytes. A server that does not take them all may have had its reasons. */
    void send(byte[] bytes, int most) {
        try {
            for (int at = 0; at < bytes.length; at += most) {
                socket.sendRaw(Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + most)));
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
            Frame frame = socket.readFrame(deadline, 0);
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
        message.writeBytes(frame.payload());
    }

    private Heard whole() {
        Heard heard = new Heard(opcode, message.toByteArray());
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

    String extensions() {
        return socket.extensions();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
