package org.parley.transport.websocket;

import org.jspecify.annotations.Nullable;
import org.parley.feed.Frame;
import org.parley.feed.Framing;
import org.parley.log.Cursor;

/** The message itself: the container makes the frame. */
final class PlainFraming implements Framing {
    /** The only one, so that all sessions share what it made. */
    static final PlainFraming INSTANCE = new PlainFraming();

    private PlainFraming() {}

    @Override
    public Frame frame(byte[] json, @Nullable Cursor cursor) {
        return new Frame(json);
    }
}
