package org.parley.transport.upgrade;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A container's output that takes so many writes and flushes, and fails a test that does not ask before each. */
final class NarrowOutput extends ServletOutputStream {
    final ByteArrayOutputStream taken = new ByteArrayOutputStream();
    private boolean mayBlock;
    private int room;
    private @Nullable Thread asked;
    private boolean broken;

    /** One as a container hands it over: until it has a listener it may be flushed unasked. */
    static NarrowOutput withoutListener() {
        NarrowOutput output = new NarrowOutput();
        output.mayBlock = true;
        return output;
    }

    void takes(int calls) {
        room = calls;
    }

    void breaks() {
        broken = true;
    }

    @Override
    public boolean isReady() {
        asked = Thread.currentThread();
        return room > 0;
    }

    @Override
    public void write(byte[] bytes, int from, int count) throws IOException {
        use();
        if (from != 0 || count != bytes.length) {
            throw new AssertionError("Undertow would write the whole array");
        }
        taken.write(bytes, from, count);
    }

    @Override
    public void flush() throws IOException {
        if (!mayBlock) {
            use();
        }
    }

    private void use() throws IOException {
        if (asked != Thread.currentThread() || room == 0) {
            throw new AssertionError("used by who did not ask whether it is ready");
        } else if (broken) {
            throw new IOException("broken");
        }
        asked = null;
        room--;
    }

    @Override
    public void write(int octet) {
        throw new AssertionError("one byte at a time");
    }

    @Override
    public void setWriteListener(WriteListener listener) {
        if (!mayBlock) {
            throw new AssertionError("there is one, or this is the connection's matter");
        }
        mayBlock = false;
    }
}
