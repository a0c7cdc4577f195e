package org.parley.feed;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Something encoded once and written to many; not to be changed. */
public final class Frame {
    private final byte[] bytes;
    private volatile @Nullable String text;

    /** Takes the array over. */
    public Frame(byte[] bytes) {
        this.bytes = bytes;
    }

    /** What goes onto the wire. Shared: must not be changed. */
    public byte[] bytes() {
        return bytes;
    }

    /** The same as text, decoded once, for interfaces that take nothing else. */
    public String text() {
        String known = text;
        if (known == null) {
            text = known = new String(bytes, StandardCharsets.UTF_8);
        }
        return known;
    }
}
