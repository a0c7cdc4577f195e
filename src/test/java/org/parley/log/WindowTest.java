package org.parley.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** The newest events stay: so many of them, and so many bytes. */
class WindowTest {
    @Test
    void noMoreEventsStayThanMay() {
        Window window = new Window(16, 1 << 20);
        fill(window, 1, 40, 10);

        assertStays(window, 25, 40);
    }

    @Test
    void noMoreBytesStayThanMay() {
        Window window = new Window(64, 100);
        fill(window, 1, 40, 10);

        assertStays(window, 31, 40);
        fill(window, 41, 41, 95);
        assertStays(window, 41, 41);
        fill(window, 42, 44, 10);
        assertStays(window, 42, 44);
    }

    @Test
    void anEventThatIsLargerThanAllIsThereAllTheSame() {
        Window window = new Window(64, 100);
        fill(window, 1, 3, 10);
        fill(window, 4, 4, 1000);

        assertStays(window, 4, 4);
    }

    private static void fill(Window window, long from, long to, int bytes) {
        window.add(LongStream.rangeClosed(from, to)
                .mapToObj(id -> entry(id, bytes))
                .toList());
    }

    private static Entry entry(long id, int bytes) {
        return new Entry(id, "message", null, null, new byte[bytes]);
    }

    private static void assertStays(Window window, long first, long last) {
        assertEquals(first, window.first());
        assertEquals(last, window.last().id());
        assertNull(window.get(first - 1));
        LongStream.rangeClosed(first, last).forEach(id -> assertNotNull(window.get(id)));
    }
}
