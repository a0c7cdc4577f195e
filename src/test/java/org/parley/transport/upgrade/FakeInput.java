package org.parley.transport.upgrade;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A container's input, which tells its listener when something has arrived. */
final class FakeInput extends ServletInputStream {
    private ByteArrayInputStream arrived = new ByteArrayInputStream(new byte[0]);
    private @Nullable ReadListener listener;
    private boolean promised;
    private boolean ended;
    private boolean closed;

    /** Whether it has said that there is no more now, and so is to call when there is. */
    boolean hasPromised() {
        return promised;
    }

    /** These bytes arrive, and the listener reads them. */
    void arrives(byte[] bytes) throws IOException {
        arrived = new ByteArrayInputStream(bytes);
        promised = false;
        if (listener != null) {
            listener.onDataAvailable();
        }
    }

    /** These bytes arrive, and none after them. */
    void arriveLast(byte[] bytes) throws IOException {
        ended = true;
        arrives(bytes);
    }

    @Override
    public boolean isReady() {
        promised = !ended && arrived.available() == 0;
        return !promised;
    }

    @Override
    public int read(byte[] bytes, int from, int count) {
        return arrived.read(bytes, from, count);
    }

    @Override
    public int read() {
        throw new AssertionError("one byte at a time");
    }

    @Override
    public boolean isFinished() {
        return false;
    }

    @Override
    public void close() {
        closed = true;
    }

    @Override
    public void setReadListener(ReadListener readListener) {
        if (closed) {
            throw new IllegalStateException("by the container");
        }
        listener = readListener;
    }
}
