package org.parley.transport.upgrade;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.parley.feed.Frame;
import org.parley.feed.Framing;
import org.parley.rfc6455.Deflate;

class CompressedFramingTest {
    private static final int FROM = 100;

    private final Framings framings = new Framings(FROM);

    private static byte[] json(int length) {
        return "x".repeat(length).getBytes(StandardCharsets.US_ASCII);
    }

    private Framing framing(int bits) {
        return framings.of(new Deflate(false, false, bits, 15, ""));
    }

    /** Two loops come by the same message, each with a copy of its own. */
    @Test
    void equalMessagesAreCompressedOnce() {
        Frame first = framing(15).frame(json(FROM), null);
        assertSame(first, framing(15).frame(json(FROM), null));
        assertNotSame(first, framing(15).frame(json(FROM + 1), null));
        assertNotSame(first, framing(9).frame(json(FROM), null));
    }

    @Test
    void itIsCompressedFromTheSizeOnWhereItPays() {
        assertEquals(0x81, framing(15).frame(json(FROM - 1), null).bytes()[0] & 0xFF);
        assertEquals(0xC1, framing(15).frame(json(FROM), null).bytes()[0] & 0xFF);
        assertEquals(0x81, framings.of(null).frame(json(FROM), null).bytes()[0] & 0xFF);
    }
}
