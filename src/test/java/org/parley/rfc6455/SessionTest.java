package org.parley.rfc6455;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.parley.rfc6455.Recorder.LIMIT;

import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class SessionTest {
    @Property(tries = 200)
    void aLongSessionIsToldAlikeHoweverItIsCut(@ForAll long seed, @ForAll("sizes") List<Integer> sizes) {
        Session session = Session.random(seed, 40);
        assertEquals(session.told(), Recorder.decode(LIMIT, Session.cut(session.bytes(), sizes)));
    }

    @Property(tries = 50)
    void aLongSessionInOneSegmentIsToldAlike(@ForAll long seed) {
        Session session = Session.random(seed, 100);
        assertEquals(session.told(), Recorder.decode(LIMIT, session.bytes()));
    }

    @Property(tries = 300)
    void whatIsEncodedIsDecoded(@ForAll("lengths") int length, @ForAll int key, @ForAll long seed) {
        byte[] payload = new byte[length];
        new Random(seed).nextBytes(payload);
        byte[] frame = asClient(Frames.binary(payload, 0, length), key);
        assertEquals(List.of("binary " + HexFormat.of().formatHex(payload)), Recorder.decode(LIMIT, frame));
    }

    @Provide
    Arbitrary<List<Integer>> sizes() {
        return Arbitraries.oneOf(
                        Arbitraries.integers().between(1, 16),
                        Arbitraries.integers().between(1, 9000))
                .list()
                .ofMinSize(1)
                .ofMaxSize(20);
    }

    @Provide
    Arbitrary<Integer> lengths() {
        return Arbitraries.oneOf(
                Arbitraries.of(0, 1, 125, 126, 127, 65535, 65536, 65537),
                Arbitraries.integers().between(0, 70000));
    }

    /** A server's frame as a client would send it: with the mask bit, a key, and the payload masked. */
    private static byte[] asClient(byte[] frame, int key) {
        int header = frame[1] == 126 ? 4 : frame[1] == 127 ? 10 : 2;
        byte[] masked = new byte[frame.length + 4];
        System.arraycopy(frame, 0, masked, 0, header);
        masked[1] |= (byte) 0x80;
        for (int i = 0; i < 4; i++) {
            masked[header + i] = (byte) (key >> (8 * i));
        }
        for (int i = header; i < frame.length; i++) {
            masked[i + 4] = (byte) (frame[i] ^ masked[header + (i - header) % 4]);
        }
        return masked;
    }
}
