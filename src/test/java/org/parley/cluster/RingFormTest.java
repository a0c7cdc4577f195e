package org.parley.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.parley.log.Cursor;
import org.parley.log.Event;
import org.parley.log.Ring;

class RingFormTest {
    private static final Ring RING = new Ring(
            new Cursor("epoch", 1L << 50),
            List.of(
                    new Event(1, "e", 1L << 45, "message", 3, "r1", "u1", "u2", "key", "{\"text\":\"é 好 😀\"}"),
                    new Event(2, "e", 0, "later", 1, null, null, "", null, "")));

    @Test
    void whatIsWrittenIsRead() {
        assertEquals(Optional.of(RING), RingForm.read(RingForm.write(RING)));
        assertEquals(Optional.of(Ring.at(RING.head())), RingForm.read(RingForm.write(Ring.at(RING.head()))));
    }

    @Test
    void oneOfAnotherVersionOrCutShortIsNotRead() {
        byte[] bytes = RingForm.write(RING);
        for (int length = 0; length < bytes.length; length++) {
            assertEquals(Optional.empty(), RingForm.read(Arrays.copyOf(bytes, length)), "cut at " + length);
        }
        bytes[0] = 2;
        assertEquals(Optional.empty(), RingForm.read(bytes));
    }

    @Property(tries = 500)
    void whateverItIsReadingEnds(@ForAll @Size(max = 64) byte[] bytes, @ForAll boolean version) {
        if (version && bytes.length > 0) {
            bytes[0] = 1;
        }
        RingForm.read(bytes);
    }
}
