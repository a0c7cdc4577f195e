package org.parley.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.parley.rfc6455.Compressor;
import org.parley.rfc6455.Deaf;
import org.parley.rfc6455.Decoder;
import org.parley.rfc6455.Deflate;
import org.parley.rfc6455.Message;
import org.parley.rfc6455.Receiver;

/** Compressors cost far more than what they compress, so they are counted, and done without where they are too many. */
class EchoFramesTest {
    private static final int COMPRESSED = 0xC1;
    private static final int PLAIN = 0x81;
    private static final Deflate KEEPS = new Deflate(true, true, 15, 15, "");
    private static final Deflate FORGETS = new Deflate(false, true, 15, 15, "");

    /** Room for two compressors within the half that they may take. */
    private final Echoes echoes = new Echoes(
            new Echoes.Limits(10, 1000, 4 * Compressor.MEMORY + 1000, Duration.ZERO, Duration.ZERO), Runnable::run);

    private final Message hello = compressedHello();

    private EchoFrames frames(@Nullable Deflate agreed) {
        return new EchoFrames(agreed, new byte[0], echoes);
    }

    private int first(EchoFrames frames) {
        return frames.text(hello)[0] & 0xFF;
    }

    private static Message compressedHello() {
        List<Message> told = new ArrayList<>();
        byte[] frame = HexFormat.of().parseHex("c18700000000f248cdc9c90700");
        Receiver heard = new Deaf() {
            @Override
            public void text(Message message) {
                told.add(message);
            }
        };
        new Decoder(100, KEEPS, heard).receive(frame, 0, frame.length);
        return told.get(0);
    }

    @Test
    void aCompressorThatIsKeptIsCountedFromItsFirstMessageToTheEnd() {
        EchoFrames frames = frames(KEEPS);
        assertEquals(0, echoes.buffered().used());
        assertEquals(COMPRESSED, first(frames));
        assertEquals(COMPRESSED, first(frames));
        assertEquals(Compressor.MEMORY, echoes.buffered().used());
        frames.close();
        assertEquals(0, echoes.buffered().used());
    }

    @Test
    void oneThatIsNotKeptIsCountedOnlyWhileItWorks() {
        assertEquals(COMPRESSED, first(frames(FORGETS)));
        assertEquals(0, echoes.buffered().used());
    }

    @Test
    void compressorsTakeHalfOfTheMemoryAndWhoFindsNoneIsAnsweredUncompressed() {
        EchoFrames one = frames(KEEPS);
        EchoFrames two = frames(KEEPS);
        EchoFrames three = frames(KEEPS);
        assertEquals(COMPRESSED, first(one));
        assertEquals(COMPRESSED, first(two));
        assertEquals(PLAIN, first(three));
        assertEquals(PLAIN, first(frames(FORGETS)));
        assertEquals(COMPRESSED, first(one), "it has its own");
        assertEquals(2 * Compressor.MEMORY, echoes.buffered().used());
        two.close();
        assertEquals(COMPRESSED, first(three));
    }

    @Test
    void messagesThatTakeTheMemoryLeaveNoneToCompressors() {
        echoes.buffered().change(2L * Compressor.MEMORY);
        EchoFrames frames = frames(KEEPS);
        assertEquals(PLAIN, first(frames));
        echoes.buffered().change(-2L * Compressor.MEMORY);
        assertEquals(COMPRESSED, first(frames));
    }

    @Test
    void whatCameUncompressedGoesBackSo() {
        EchoFrames frames = frames(null);
        assertEquals(PLAIN, first(frames));
        assertEquals(0, echoes.buffered().used());
    }
}
