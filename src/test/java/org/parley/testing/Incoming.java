package org.parley.testing;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Bytes from a socket, with deadlines. What is read as a {@link #whole} is taken wholly or, when time runs out in the
 * middle of it, not at all, so that waiting in vain never tears a frame.
 */
final class Incoming {
    private static final int SMALLEST = 512;

    /** Reads one thing: a frame, a chunk, an answer. */
    interface Parser<T> {
        T parse() throws IOException;
    }

    private final Socket socket;
    private final InputStream in;
    private byte[] buffer = new byte[SMALLEST];
    private int position;
    private int filled;
    private Deadline deadline = Deadline.usual();

    Incoming(Socket socket) throws IOException {
        this.socket = socket;
        this.in = socket.getInputStream();
    }

    /** Throws {@link SocketTimeoutException} and takes nothing when the thing is not there in time. */
    <T> T whole(Deadline until, Parser<T> parser) throws IOException {
        compact();
        deadline = until;
        try {
            return parser.parse();
        } catch (SocketTimeoutException e) {
            position = 0;
            throw e;
        }
    }

    int octet() throws IOException {
        need(1);
        return buffer[position++] & 0xff;
    }

    byte[] take(int length) throws IOException {
        need(length);
        position += length;
        return Arrays.copyOfRange(buffer, position - length, position);
    }

    /** A line without its CR LF. */
    String line() throws IOException {
        for (int i = 0; ; i++) {
            need(i + 1);
            if (buffer[position + i] == '\n') {
                return new String(take(i + 1), StandardCharsets.UTF_8).stripTrailing();
            }
        }
    }

    /** Everything until the peer ends. */
    byte[] rest() throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.write(take(filled - position));
        socket.setSoTimeout(deadline.millisLeft());
        in.transferTo(all);
        return all.toByteArray();
    }

    /** Throws away what has arrived. */
    byte[] drop() throws IOException {
        return take(filled - position);
    }

    private void need(int length) throws IOException {
        while (filled - position < length) {
            if (filled == buffer.length) {
                buffer = Arrays.copyOf(buffer, buffer.length * 2);
            }
            socket.setSoTimeout(deadline.millisLeft());
            int count = in.read(buffer, filled, buffer.length - filled);
            if (count < 0) {
                throw new EOFException("the peer ended the connection");
            }
            filled += count;
        }
    }

    private void compact() {
        System.arraycopy(buffer, position, buffer, 0, filled - position);
        filled -= position;
        position = 0;
    }
}
