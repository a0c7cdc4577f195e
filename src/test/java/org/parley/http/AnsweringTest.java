package org.parley.http;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Whoever answers is the journal, a loop or a reader of the store: none of them may wait for a peer. */
class AnsweringTest {
    private static final int BUFFER = 8192;

    private final Unread unread = new Unread(1 << 20);
    private final Output out = new Output();
    private final List<Runnable> started = new ArrayList<>();
    private final List<AsyncListener> listeners = new ArrayList<>();
    private int completed;
    private int status;

    private Answering later() {
        return Answering.later(fake(HttpServletRequest.class), unread);
    }

    private static Answer ofBytes(int length) {
        return Answer.json(200, new byte[length]);
    }

    @Test
    void whatFitsIntoTheContainersBufferStaysThereUntilTheContainerSendsIt() {
        for (int length : new int[] {1, 200, BUFFER}) {
            out.reset();
            completed = 0;
            later().answer(ofBytes(length));
            assertArrayEquals(new byte[length], out.buffer.toByteArray());
            assertFalse(out.sent, length + " bytes were sent by the thread that answers");
            assertEquals(1, completed);
            assertTrue(started.isEmpty());
        }
    }

    @Test
    void whatDoesNotFitIsLeftToAThreadOfTheContainers() {
        later().answer(ofBytes(BUFFER + 1));
        assertEquals(0, out.buffer.size());
        assertEquals(BUFFER + 1, out.length);
        assertEquals(0, completed);
        assertEquals(1, started.size());
    }

    @Test
    void thereIsOneAnswer() {
        Answering later = later();
        later.answer(ofBytes(1));
        later.answer(ofBytes(2));
        assertEquals(1, out.buffer.size());
        assertEquals(1, completed);
    }

    /**
     * GlassFish sets 200 before it tells each listener that the request is complete, and sends the answer after that.
     */
    @Test
    void aStatusThatTheContainerForgetsIsSaidOnceMore() throws IOException {
        later().answer(Answer.json(409, new byte[1]));
        status = 200;
        listeners.get(0).onComplete(new AsyncEvent(fake(AsyncContext.class)));
        assertEquals(409, status);
    }

    private @Nullable Object call(String method, @Nullable Object argument) {
        switch (method) {
            case "startAsync" -> {
                return fake(AsyncContext.class);
            }
            case "getResponse" -> {
                return fake(HttpServletResponse.class);
            }
            case "getOutputStream" -> {
                return out;
            }
            case "getBufferSize" -> {
                return BUFFER;
            }
            case "setContentLength" -> out.length = (Integer) argument;
            case "setStatus" -> status = (Integer) argument;
            case "addListener" -> listeners.add((AsyncListener) argument);
            case "start" -> started.add((Runnable) argument);
            case "complete" -> completed++;
            default -> {}
        }
        return null;
    }

    private <T> T fake(Class<T> type) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, called, arguments) -> call(called.getName(), arguments == null ? null : arguments[0])));
    }

    /** As Tomcat's: a body that has the length which was announced is sent on the spot. */
    private static final class Output extends ServletOutputStream {
        final ByteArrayOutputStream buffer = new ByteArrayOutputStream();
        int length = -1;
        boolean sent;

        void reset() {
            buffer.reset();
            length = -1;
        }

        @Override
        public void write(byte[] bytes, int from, int count) {
            buffer.write(bytes, from, count);
            sent |= buffer.size() == length || buffer.size() > BUFFER;
        }

        @Override
        public void write(int octet) {
            throw new AssertionError("one byte at a time");
        }

        @Override
        public void flush() {
            sent = true;
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setWriteListener(WriteListener listener) {
            throw new AssertionError("on the thread that answers");
        }
    }
}
