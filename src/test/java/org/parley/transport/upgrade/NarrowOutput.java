package org.parley.transport.upgrade;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.ByteArrayOutputStream;
import java.io.IOException;

/** A container's output that takes so many writes and flushes, and fails a test that does not ask before each. */
final class NarrowOutput extends ServletOutputStream {
    final ByteArrayOutputStream taken = new ByteArrayOutputStream();
    private int room;
    private boolean asked;
    private boolean broken;

    void takes(int calls) {
        room = calls;
    }

    void breaks() {
        broken = true;
    }

    @Override
    public boolean isReady() {
        asked = true;
        return room > 0;
    }

    @Override
    public void write(byte[] bytes, int from, int count) throws IOException {
        use();
        taken.write(bytes, from, count);
    }

    @Override
    public void flush() throws IOException {
        use();
    }

    private void use() throws IOException {
        if (!asked || room == 0) {
            throw new AssertionError("used without asking whether it is ready");
        } else if (broken) {
            throw new IOException("broken");
        }
        asked = false;
        room--;
    }

    @Override
    public void write(int octet) {
        throw new AssertionError("one byte at a time");
    }

    @Override
    public void setWriteListener(WriteListener listener) {
        throw new AssertionError("this is the connection's matter");
    }
}
