package org.parley.http;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.parley.wire.Fields;
import org.parley.wire.Refused;

/** Reads a request's body as it arrives, up to a limit. */
public final class Body implements ReadListener {
    private final ServletInputStream in;
    private final int limit;
    private final ByteArrayOutputStream read = new ByteArrayOutputStream(256);
    private final byte[] slice = new byte[4096];
    private final CompletableFuture<byte[]> whole = new CompletableFuture<>();

    private Body(ServletInputStream in, int limit) {
        this.in = in;
        this.limit = limit;
    }

    /**
     * The body of a request that was put off. Fails with {@link Refused} when it is longer than the limit, with
     * {@link IOException} when the client went away.
     */
    public static CompletionStage<byte[]> of(HttpServletRequest request, int limit) throws IOException {
        if (request.getContentLengthLong() > limit) {
            return CompletableFuture.failedFuture(Fields.tooLong("body", limit));
        }
        Body body = new Body(request.getInputStream(), limit);
        body.in.setReadListener(body);
        return body.whole;
    }

    @Override
    public void onDataAvailable() throws IOException {
        while (in.isReady() && !whole.isDone()) {
            int length = in.read(slice);
            if (length < 0) {
                return;
            }
            read.write(slice, 0, length);
            if (read.size() > limit) {
                whole.completeExceptionally(Fields.tooLong("body", limit));
            }
        }
    }

    @Override
    public void onAllDataRead() {
        whole.complete(read.toByteArray());
    }

    @Override
    public void onError(Throwable failure) {
        whole.completeExceptionally(failure);
    }
}
