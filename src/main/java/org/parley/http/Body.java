package org.parley.http;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.parley.log.Answer.Refusal;
import org.parley.log.Code;
import org.parley.wire.Fields;
import org.parley.wire.Refused;

/** Reads a request's body as it arrives, up to a limit, and as long as there is memory for all that arrive. */
public final class Body implements ReadListener {
    private static final Refusal OVERLOADED = new Refusal(
            Code.UNAVAILABLE,
            "Too many requests have arrived in part. Try again with the same key.",
            Map.of("retry", 1000L));

    private static final Refusal CUT_SHORT = new Refusal(
            Code.UNAVAILABLE, "The body did not arrive. Try again with the same key.", Map.of("retry", 1000L));

    /** How much more than the limit is read away. */
    private static final int AWAY = 1 << 20;

    private final ServletInputStream in;
    private final int limit;
    private final long announced;
    private final Budget.Share partial;
    private ByteArrayOutputStream read = new ByteArrayOutputStream(256);
    private int received;
    private @Nullable Refused refused;
    private final byte[] slice = new byte[4096];
    private final CompletableFuture<byte[]> whole = new CompletableFuture<>();

    private Body(HttpServletRequest request, int limit, Budget.Share partial) throws IOException {
        this.in = request.getInputStream();
        this.limit = limit;
        this.announced = request.getContentLengthLong();
        this.partial = partial;
        whole.whenComplete((bytes, failure) -> partial.release());
    }

    /**
     * The body of a request that was put off; what has arrived of it counts among {@code partial}. Fails with
     * {@link Refused} when it is longer than the limit or all of them are, with {@link IOException} when the client
     * went away.
     */
    public static CompletionStage<byte[]> of(HttpServletRequest request, int limit, Budget partial) throws IOException {
        if (request.getContentLengthLong() > limit) {
            return CompletableFuture.failedFuture(Fields.tooLong("body", limit));
        }
        Body body = new Body(request, limit, partial.share(Caller.name(request)));
        body.in.setReadListener(body);
        return body.whole;
    }

    @Override
    public void onDataAvailable() throws IOException {
        // In this order: once it is done the request may be answered, and the stream somebody else's.
        while (!whole.isDone()) {
            if (in.isFinished() && in.available() == 0) {
                // Some containers that are asked for more than will come say so twice: once when all has been answered.
                onAllDataRead();
            } else if (!in.isReady()) {
                return;
            } else {
                take();
            }
        }
    }

    private void take() throws IOException {
        int length = in.read(slice);
        if (length < 0) {
            onAllDataRead();
            return;
        }
        received += length;
        if (received > limit + AWAY) {
            onAllDataRead();
        } else if (refused == null) {
            keep(length);
        }
    }

    private void keep(int length) {
        if (received > limit) {
            refuse(Fields.tooLong("body", limit));
        } else if (partial.hold(received)) {
            read.write(slice, 0, length);
        } else {
            refuse(new Refused(OVERLOADED));
        }
    }

    /**
     * Reads away the rest: who still sends would not see an answer, as the container ends the connection after this
     * one, and a container that has just read the last of it would go on with a request that is answered.
     */
    private void refuse(Refused why) {
        refused = why;
        read = new ByteArrayOutputStream(0);
        partial.release();
    }

    /** Over HTTP/2, Payara and GlassFish say so at once where the body comes a moment after the head, and lose it. */
    @Override
    public void onAllDataRead() {
        if (refused != null) {
            whole.completeExceptionally(refused);
        } else if (received < announced) {
            whole.completeExceptionally(new Refused(CUT_SHORT));
        } else {
            whole.complete(read.toByteArray());
        }
    }

    @Override
    public void onError(Throwable failure) {
        whole.completeExceptionally(failure);
    }
}
