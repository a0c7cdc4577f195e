package org.parley.http;

import jakarta.servlet.ServletOutputStream;
import java.io.IOException;

/**
 * Writes shared bytes to a non-blocking servlet output, in slices, as the peer takes them. Used by one thread at a
 * time: whoever was told that the output is ready, until he is told that it is not; from then on the container's
 * {@code onWritePossible}. What is left is noted before the container is asked, because its answer may already be on
 * its way on another thread.
 */
public final class SlicedOutput {
    private static final int SLICE = 8192;
    private static final byte[] NOTHING = new byte[0];

    private final ServletOutputStream out;
    private byte[] bytes = NOTHING;
    private int offset;
    private boolean unflushed;
    private long taken;

    /** Writes to an output that has, or is about to get, a write listener. */
    public SlicedOutput(ServletOutputStream out) {
        this.out = out;
    }

    /** Takes bytes, which nobody may change, and writes what goes; answers whether all went and more may come. */
    public boolean write(byte[] more) throws IOException {
        bytes = more;
        offset = 0;
        return resume();
    }

    /** How many bytes the container has taken, not only into its own hands: it takes more when the peer did. */
    public long taken() {
        return taken;
    }

    /** Goes on; answers whether all went and more may come. */
    public boolean resume() throws IOException {
        while (out.isReady()) {
            if (offset < bytes.length) {
                int length = Math.min(SLICE, bytes.length - offset);
                int from = offset;
                offset += length;
                taken += length;
                unflushed = true;
                out.write(bytes, from, length);
            } else if (unflushed) {
                unflushed = false;
                bytes = NOTHING;
                offset = 0;
                out.flush();
            } else {
                return true;
            }
        }
        return false;
    }
}
