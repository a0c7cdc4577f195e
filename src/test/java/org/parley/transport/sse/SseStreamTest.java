package org.parley.transport.sse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.parley.feed.Ending;
import org.parley.feed.Frame;
import org.parley.feed.Reader;
import org.parley.feed.TransportMeter;
import org.parley.http.Departure;
import org.parley.transport.Arrivals;

/** A stream without a container: the test calls in its place, and says when its thread has left. */
class SseStreamTest {
    private final Output output = new Output();
    private final Deque<Runnable> departures = new ArrayDeque<>();
    private final Deque<Runnable> later = new ArrayDeque<>();
    private final List<String> told = new ArrayList<>();
    private final SseStream stream = new SseStream(
            (AsyncContext) Proxy.newProxyInstance(
                    SseStreamTest.class.getClassLoader(),
                    new Class<?>[] {AsyncContext.class},
                    (proxy, method, args) -> {
                        told.add(method.getName());
                        return null;
                    }),
            output,
            new SseFraming(),
            new Arrivals(Clock.systemUTC(), List.of()).at("sse", new Reader("u1", "s1", null)),
            later::add,
            new Departure((pause, task) -> departures.add(task)),
            TransportMeter.NONE);

    private void begin() {
        stream.begin(new SseStream.Owner(() -> told.add("ready"), () -> told.add("gone")));
    }

    private void containersThreadLeaves() throws InterruptedException {
        Thread waiting = Thread.currentThread();
        Thread timer = new Thread(() -> {
            while (waiting.getState() == Thread.State.RUNNABLE) {
                Thread.onSpinWait();
            }
            departures.remove().run();
        });
        timer.start();
        timer.join();
    }

    private static Frame frame(String text) {
        return new Frame(text.getBytes(StandardCharsets.UTF_8));
    }

    /** In between, Tomcat would give the request to the next connection if a write of the loop's failed. */
    @Test
    void theLoopMayWriteOnlyWhenTheContainersThreadHasLeft() throws Exception {
        begin();
        stream.onWritePossible();
        assertEquals(List.of(), told);
        containersThreadLeaves();
        assertEquals(List.of("ready"), told);
        assertTrue(stream.write(frame("hello")));
        assertEquals("hello", output.taken());
    }

    @Test
    void theSameAfterItCouldTakeNoMore() throws Exception {
        begin();
        stream.onWritePossible();
        containersThreadLeaves();
        output.ready = false;
        assertEquals(false, stream.write(frame("hello")));
        output.ready = true;
        stream.onWritePossible();
        assertEquals("hello", output.taken());
        assertEquals(List.of("ready"), told);
        containersThreadLeaves();
        assertEquals(List.of("ready", "ready"), told);
    }

    @Test
    void aStreamThatEndedBeforeTheThreadLeftIsNobodysToWriteTo() throws Exception {
        begin();
        stream.onWritePossible();
        stream.onError(new IOException("reset"));
        containersThreadLeaves();
        assertEquals(List.of("gone"), told);
    }

    @Test
    void whoBeginsWithAStreamThatHasEndedIsToldSo() {
        stream.onError(new IOException("reset"));
        begin();
        assertEquals(List.of("gone"), told);
    }

    @Test
    void theLastWordsWaitForTheThreadToo() throws Exception {
        begin();
        stream.onWritePossible();
        stream.close(Ending.TOO_MANY);
        assertEquals("", output.taken());
        containersThreadLeaves();
        assertTrue(output.taken().contains("\"code\":4429"), output.taken());
        assertEquals(List.of("complete"), told);
        later.remove().run();
        assertEquals(List.of("complete"), told, "the deadline finds it ended");
    }

    @Test
    void aStreamWhoseWriteFailedIsGivenUpAfterAWhileAndLeftAlone() throws Exception {
        begin();
        stream.onWritePossible();
        containersThreadLeaves();
        output.broken = true;
        assertTrue(stream.write(frame("hello")), "a broken one takes frames");
        assertTrue(stream.write(frame("more")));
        assertEquals(1, output.failed);
        assertEquals(List.of("ready"), told);
        later.remove().run();
        assertEquals(List.of("ready", "gone"), told);
    }

    private static final class Output extends ServletOutputStream {
        private final ByteArrayOutputStream taken = new ByteArrayOutputStream();
        boolean ready = true;
        boolean broken;
        int failed;

        String taken() {
            return taken.toString(StandardCharsets.UTF_8);
        }

        @Override
        public boolean isReady() {
            return ready;
        }

        @Override
        public void setWriteListener(WriteListener listener) {
            throw new AssertionError("the servlet does that");
        }

        @Override
        public void write(byte[] bytes, int from, int count) throws IOException {
            if (broken) {
                failed++;
                throw new IOException("reset");
            }
            taken.write(bytes, from, count);
        }

        @Override
        public void write(int octet) {
            throw new AssertionError("one byte at a time");
        }
    }
}
