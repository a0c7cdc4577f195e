package org.parley.transport.upgrade;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parley.feed.Framing;
import org.parley.rfc6455.Deflate;

/** How messages become frames: one way for all connections that agreed on the same, so that they share the frames. */
final class Framings {
    private final Framing plain = new UpgradeFraming();
    private final List<Framing> compressed = new ArrayList<>();

    /** Compresses messages from so many bytes on. */
    Framings(int compressFrom) {
        for (int bits = Deflate.LEAST_BITS; bits <= Deflate.MOST_BITS; bits++) {
            compressed.add(new CompressedFraming(bits, compressFrom, plain));
        }
    }

    /** The way that a connection agreed on. */
    Framing of(@Nullable Deflate deflate) {
        return deflate == null ? plain : compressed.get(deflate.serverWindowBits() - Deflate.LEAST_BITS);
    }
}
