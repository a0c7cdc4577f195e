package org.parley.transport.upgrade;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.lang.ref.WeakReference;
import java.util.Arrays;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.parley.feed.Frame;
import org.parley.feed.Framing;
import org.parley.log.Cursor;
import org.parley.rfc6455.Compressor;

/**
 * A compressed text frame, made once for all who get it: each loop of the feed shares it between its readers, and
 * several loops that come by the same message soon after each other share it here. What was made is remembered only
 * until the next collection of garbage, so nothing is held where nothing happens.
 */
final class CompressedFraming implements Framing {
    private static final int SLOTS = 16;

    private final Compressor compressor;
    private final int from;
    private final Framing plain;
    private final Slot[] slots = Stream.generate(Slot::new).limit(SLOTS).toArray(Slot[]::new);

    /**
     * For readers with a window of so many bits.
     *
     * @param from the size in bytes from which it pays; what is smaller is left to {@code plain}
     */
    CompressedFraming(int windowBits, int from, Framing plain) {
        this.compressor = new Compressor(false, windowBits);
        this.from = from;
        this.plain = plain;
    }

    @Override
    public Frame frame(byte[] json, @Nullable Cursor cursor) {
        return json.length < from
                ? plain.frame(json, cursor)
                : slots[Math.floorMod(Arrays.hashCode(json), SLOTS)].frame(json, compressor);
    }

    private static final class Made {
        private final byte[] json;
        private final Frame frame;

        Made(byte[] json, Frame frame) {
            this.json = json;
            this.frame = frame;
        }
    }

    /** A loop that comes while another one compresses the same message waits for that rather than do it again. */
    private static final class Slot {
        @GuardedBy("this")
        private WeakReference<@Nullable Made> last = new WeakReference<>(null);

        synchronized Frame frame(byte[] json, Compressor compressor) {
            Made made = last.get();
            if (made == null || !Arrays.equals(made.json, json)) {
                made = new Made(json, new Frame(compressor.text(json, 0, json.length)));
                last = new WeakReference<>(made);
            }
            return made.frame;
        }
    }
}
