package org.parley.transport.upgrade;

import org.jspecify.annotations.Nullable;
import org.parley.feed.Frame;
import org.parley.feed.Framing;
import org.parley.log.Cursor;
import org.parley.rfc6455.Frames;

/** A text frame, header and payload in one array, made once for all who get it. */
final class UpgradeFraming implements Framing {
    @Override
    public Frame frame(byte[] json, @Nullable Cursor cursor) {
        return new Frame(Frames.text(json, 0, json.length));
    }
}
