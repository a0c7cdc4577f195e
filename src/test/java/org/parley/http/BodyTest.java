package org.parley.http;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.parley.log.Code;
import org.parley.wire.Refused;

/** A body is read by the container's rules, which is where containers differ. */
class BodyTest {
    private static final int LIMIT = 10;
    private static final byte[] FITS = "0123456789".getBytes(StandardCharsets.US_ASCII);

    private final Budget partial = new Budget(100);
    private final Arriving in = new Arriving();

    private CompletableFuture<byte[]> body() throws IOException {
        return Body.of(in.request(), LIMIT, partial).toCompletableFuture();
    }

    private static byte[] whole(CompletableFuture<byte[]> body) {
        assertTrue(body.isDone(), "nobody calls again");
        return body.join();
    }

    private static Code refusalOf(CompletableFuture<byte[]> body) {
        assertTrue(body.isDone(), "nobody calls again");
        CompletionException failure = assertThrows(CompletionException.class, body::join);
        return assertInstanceOf(Refused.class, failure.getCause()).refusal().code();
    }

    @Test
    void aBodyIsWholeWhenTheContainerSaysSo() throws IOException {
        CompletableFuture<byte[]> body = body();
        in.arrives(FITS, 0, 4);
        in.arrives(FITS, 4, 6);
        assertFalse(body.isDone());
        assertEquals(LIMIT, partial.used());
        in.ends();
        assertArrayEquals(FITS, whole(body));
        assertEquals(0, partial.used());
    }

    /** The container would say twice that there is none: once when the request may be another one's. */
    @Test
    void aBodyThatHasComeWhollyIsNotAskedForMore() throws IOException {
        in.finished = true;
        in.arrived = new ByteArrayInputStream(FITS);
        assertArrayEquals(FITS, whole(body()));
        assertEquals(0, in.promises);
    }

    /** A container that is told the answer with the last bytes may have their end still before it. */
    @Test
    void whatIsTooLongIsReadToItsEnd() throws IOException {
        CompletableFuture<byte[]> body = body();
        in.arrives(FITS, 0, LIMIT);
        in.arrives(FITS, 0, 1);
        in.arrives(FITS, 0, LIMIT);
        assertFalse(body.isDone());
        assertEquals(0, partial.used());
        in.ends();
        assertEquals(Code.TOO_LONG, refusalOf(body));
    }

    /** Payara and GlassFish say so over HTTP/2 where the head comes alone. */
    @Test
    void aBodyThatEndsBeforeItHasComeIsToBeSentAgain() throws IOException {
        in.announced = LIMIT;
        CompletableFuture<byte[]> body = body();
        in.arrives(FITS, 0, 4);
        in.ends();
        assertEquals(Code.UNAVAILABLE, refusalOf(body));
        assertEquals(0, partial.used());
    }

    @Test
    void whatNeverEndsIsRefusedAtLast() throws IOException {
        CompletableFuture<byte[]> body = body();
        byte[] more = new byte[64 * 1024];
        int sent = 0;
        for (; !body.isDone() && sent < 16 << 20; sent += more.length) {
            in.arrives(more, 0, more.length);
        }
        assertEquals(Code.TOO_LONG, refusalOf(body));
        assertTrue(sent > 1 << 20, "he is given the time to end it");
    }

    @Test
    void whatHasNoPlaceIsReadToItsEnd() throws IOException {
        partial.change(95);
        CompletableFuture<byte[]> body = body();
        in.arrives(FITS, 0, LIMIT);
        assertEquals(95, partial.used());
        in.ends();
        assertEquals(Code.UNAVAILABLE, refusalOf(body));
    }

    /** A container's input; like some, it calls a new listener at once if something has come. */
    private static final class Arriving extends ServletInputStream {
        private ByteArrayInputStream arrived = new ByteArrayInputStream(new byte[0]);
        private @Nullable ReadListener listener;
        private long announced = -1;
        private boolean finished;
        private int promises;

        private HttpServletRequest request() {
            return (HttpServletRequest) Proxy.newProxyInstance(
                    BodyTest.class.getClassLoader(),
                    new Class<?>[] {HttpServletRequest.class},
                    (proxy, method, arguments) -> switch (method.getName()) {
                        case "getContentLengthLong" -> announced;
                        case "getInputStream" -> this;
                        default -> null;
                    });
        }

        private void arrives(byte[] bytes, int from, int count) throws IOException {
            arrived = new ByteArrayInputStream(bytes, from, count);
            if (listener != null) {
                listener.onDataAvailable();
            }
        }

        private void ends() throws IOException {
            finished = true;
            if (listener != null) {
                listener.onAllDataRead();
            }
        }

        @Override
        public boolean isReady() {
            boolean ready = available() > 0;
            promises += ready ? 0 : 1;
            return ready;
        }

        @Override
        public int available() {
            return arrived.available();
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
            return finished;
        }

        @Override
        public void setReadListener(ReadListener readListener) {
            listener = readListener;
            try {
                if (isReady()) {
                    readListener.onDataAvailable();
                }
            } catch (IOException e) {
                readListener.onError(e);
            }
        }
    }
}
