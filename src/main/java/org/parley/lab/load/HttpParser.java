package org.parley.lab.load;

import java.nio.ByteBuffer;
import java.util.Locale;

/**
 * Reads HTTP/1.1 answers as they come, cut anywhere (RFC 9112). Belongs to one thread.
 *
 * <pre>
 *   HEAD ─┬─ Content-Length ─▶ BODY ─────────────────────────────────▶ HEAD
 *         ├─ chunked ─▶ SIZE ─▶ CHUNK ─▶ AFTER ─▶ SIZE … 0 ─▶ TRAILER ─▶ HEAD
 *         ├─ 101 ─▶ OTHER (all that follows is another protocol's)
 *         └─ neither ─▶ BODY without an end
 * </pre>
 */
final class HttpParser {
    private enum State {
        HEAD,
        BODY,
        SIZE,
        CHUNK,
        AFTER,
        TRAILER,
        OTHER
    }

    private static final byte[] HEAD_END = {'\r', '\n', '\r', '\n'};

    private final Handler handler;
    private final Bytes line = new Bytes();
    private State state = State.HEAD;
    private long left;

    /** What is told. */
    interface Handler {
        /** The status and the header lines, in lower case, each after a line feed. */
        void head(int status, String headers);

        /** Some of the body, or of what follows a 101: it takes all of it. */
        void body(ByteBuffer part);

        /** The answer is complete. */
        void end();
    }

    HttpParser(Handler handler) {
        this.handler = handler;
    }

    void take(ByteBuffer bytes) {
        while (bytes.hasRemaining()) {
            switch (state) {
                case HEAD -> head(bytes.get());
                case SIZE -> size(bytes.get());
                case AFTER -> after(bytes.get());
                case TRAILER -> trailer(bytes.get());
                case BODY, CHUNK, OTHER -> part(bytes);
            }
        }
    }

    private void head(byte b) {
        line.add(b);
        if (b == '\n' && line.length >= 4 && line.indexOf(HEAD_END, line.length - 4) >= 0) {
            String head = line.text(0, line.length).toLowerCase(Locale.ROOT);
            line.clear();
            begin(Integer.parseInt(head.substring(9, 12)), head);
        }
    }

    private void begin(int status, String head) {
        handler.head(status, head);
        String length = header(head, "content-length");
        if (status == 101) {
            state = State.OTHER;
            left = Long.MAX_VALUE;
        } else if (header(head, "transfer-encoding").contains("chunked")) {
            state = State.SIZE;
        } else if (status == 204 || length.equals("0")) {
            handler.end();
        } else {
            state = State.BODY;
            left = length.isEmpty() ? Long.MAX_VALUE : Long.parseLong(length);
        }
    }

    /** The value of a header in a head as {@link Handler#head} gets it; empty when it is not there. */
    static String header(String head, String name) {
        int at = head.indexOf("\n" + name + ":");
        return at < 0
                ? ""
                : head.substring(at + name.length() + 2, head.indexOf('\r', at)).strip();
    }

    private void part(ByteBuffer bytes) {
        int count = (int) Math.min(left, bytes.remaining());
        ByteBuffer part = bytes.slice(bytes.position(), count);
        bytes.position(bytes.position() + count);
        left -= state == State.OTHER ? 0 : count;
        State was = state;
        handler.body(part);
        if (left == 0 && was == State.BODY) {
            state = State.HEAD;
            handler.end();
        } else if (left == 0 && was == State.CHUNK) {
            state = State.AFTER;
        }
    }

    private void size(byte b) {
        line.add(b);
        if (b == '\n') {
            String size = line.text(0, line.length).split(";", 2)[0].strip();
            line.clear();
            left = Long.parseLong(size, 16);
            state = left == 0 ? State.TRAILER : State.CHUNK;
        }
    }

    private void after(byte b) {
        state = b == '\n' ? State.SIZE : State.AFTER;
    }

    private void trailer(byte b) {
        line.add(b);
        if (b == '\n') {
            boolean last = line.length <= 2;
            line.clear();
            if (last) {
                state = State.HEAD;
                handler.end();
            }
        }
    }
}
