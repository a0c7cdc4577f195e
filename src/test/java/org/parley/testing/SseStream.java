package org.parley.testing;

import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A {@code text/event-stream} over a chunked answer, parsed as the HTML standard says. For one thread at a time. */
public final class SseStream {
    /** An event: its id (the newest given so far) and its data. */
    public record Event(String id, String data) {}

    private final RawHttp line;
    private byte[] unread = {};
    private String lastId = "";

    /** Over a connection from which the answer's head has been read. */
    public SseStream(RawHttp line) {
        this.line = line;
    }

    /** The next event; comments and events without data are passed over. */
    public Event next(Deadline deadline) throws IOException {
        try {
            while (true) {
                Event event = parse(nextBlock(deadline));
                if (!event.data().isEmpty()) {
                    return event;
                }
            }
        } catch (EOFException | SocketException e) {
            throw new LineEnded(LineEnded.WITHOUT_A_WORD, String.valueOf(e.getMessage()), Json.object());
        }
    }

    /** The lines up to the next empty one. */
    private String nextBlock(Deadline deadline) throws IOException {
        for (int end = blockEnd(); ; end = blockEnd()) {
            if (end > 0) {
                String block = new String(unread, 0, end, StandardCharsets.UTF_8);
                unread = Arrays.copyOfRange(unread, end, unread.length);
                return block;
            }
            byte[] chunk = line.readChunk(deadline);
            if (chunk.length == 0) {
                throw new EOFException("the server ended the stream");
            }
            unread = Bytes.join(unread, chunk);
        }
    }

    /** Where the first block ends, behind its empty line; 0 while none is whole. Parley ends lines with LF. */
    private int blockEnd() {
        for (int i = 1; i < unread.length; i++) {
            if (unread[i] == '\n' && unread[i - 1] == '\n') {
                return i + 1;
            }
        }
        return 0;
    }

    private Event parse(String block) {
        StringBuilder data = new StringBuilder();
        for (String field : block.split("\n")) {
            String value = field.substring(field.indexOf(':') + 1).replaceFirst("^ ", "");
            if (field.startsWith("data:")) {
                data.append(data.isEmpty() ? "" : "\n").append(value);
            } else if (field.startsWith("id:")) {
                lastId = value;
            }
        }
        return new Event(lastId, data.toString());
    }
}
