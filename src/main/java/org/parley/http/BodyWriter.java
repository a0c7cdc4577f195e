package org.parley.http;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;

/** Writes a body in slices as the peer takes them, then completes the request. Belongs to the container's threads. */
final class BodyWriter implements WriteListener {
    private static final int SLICE = 8192;

    private final AsyncContext async;
    private final byte[] body;
    private int offset;

    BodyWriter(AsyncContext async, byte[] body) {
        this.async = async;
        this.body = body;
    }

    @Override
    public void onWritePossible() throws IOException {
        ServletOutputStream out = async.getResponse().getOutputStream();
        while (offset < body.length && out.isReady()) {
            int length = Math.min(SLICE, body.length - offset);
            out.write(body, offset, length);
            offset += length;
        }
        if (offset >= body.length && out.isReady()) {
            Answering.complete(async);
        }
    }

    @Override
    public void onError(Throwable failure) {
        Answering.complete(async);
    }
}
