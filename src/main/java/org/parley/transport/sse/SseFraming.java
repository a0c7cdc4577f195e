package org.parley.transport.sse;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.parley.feed.Frame;
import org.parley.feed.Framing;
import org.parley.log.Cursor;

/**
 * A message as an event of a stream: its cursor is the event's id, which a browser hands back as {@code Last-Event-ID}.
 */
final class SseFraming implements Framing {
    private static final byte[] DATA = "data: ".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] END = "\n\n".getBytes(StandardCharsets.US_ASCII);

    @Override
    public Frame frame(byte[] json, @Nullable Cursor cursor) {
        ByteArrayOutputStream event = new ByteArrayOutputStream(json.length + 64);
        if (cursor != null) {
            event.writeBytes(("id: " + cursor + "\n").getBytes(StandardCharsets.US_ASCII));
        }
        event.writeBytes(DATA);
        event.writeBytes(json);
        event.writeBytes(END);
        return new Frame(event.toByteArray());
    }
}
