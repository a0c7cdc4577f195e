package org.parley.lab;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.parley.testing.Commands;
import org.parley.testing.Deadline;
import org.parley.testing.Frame;
import org.parley.testing.Person;
import org.parley.testing.RawWebSocket;

/** permessage-deflate on the feed: one compression for all, and nothing kept between messages. */
class FeedCompressionIT extends EchoStage {
    private static final String NO_TAKEOVER =
            "permessage-deflate; server_no_context_takeover; client_no_context_takeover";
    private static final byte[] LEFT_OUT = {0, 0, -1, -1};
    private static final String LONG = "parley ".repeat(500);

    private Person ann;

    @BeforeAll
    void signUp() {
        ann = Person.signUp(server(), "ann");
    }

    @AfterAll
    void leave() {
        ann.close();
    }

    private RawWebSocket follow(String offer) throws IOException {
        Map<String, String> headers = new HashMap<>(ann.credentials());
        headers.put("Sec-WebSocket-Extensions", offer);
        RawWebSocket socket = atTheEndClose(RawWebSocket.open(server(), "/transport/upgrade", headers));
        assertTrue(next(socket, "hello").reserved() == 0, "what is small is not compressed");
        return socket;
    }

    @Test
    void whoAgreedOnTheSameGetsTheSameCompressedBytes() throws Exception {
        RawWebSocket one = follow("permessage-deflate; client_max_window_bits");
        RawWebSocket other = follow("permessage-deflate");
        RawWebSocket small = follow("permessage-deflate; server_max_window_bits=9");
        assertEquals(NO_TAKEOVER, one.extensions());
        assertEquals(NO_TAKEOVER + "; server_max_window_bits=9", small.extensions());
        String room = ann.createRoom();
        for (int i = 0; i < 3; i++) {
            ann.post(room, LONG + i);
            Frame first = next(one, LONG + i);
            assertEquals(Frame.RSV1, first.reserved());
            assertTrue(first.payload().length < 500);
            assertArrayEquals(first.payload(), next(other, LONG + i).payload());
            assertTrue(next(small, LONG + i).payload().length > first.payload().length);
        }
    }

    @Test
    void aCompressedCommandIsCarriedOut() throws Exception {
        RawWebSocket socket = follow("permessage-deflate");
        String room = ann.createRoom();
        socket.send(new Frame(
                true,
                Frame.RSV1,
                Frame.TEXT,
                deflated(Commands.post(room, LONG + "sent").toString())));
        next(socket, LONG + "sent");
        assertEquals(1, ann.history(room).size());
    }

    /** The next text frame whose message, inflated by an inflater of its own, holds these words. */
    private static Frame next(RawWebSocket socket, String words) throws IOException {
        Deadline deadline = Deadline.usual();
        while (true) {
            Frame frame = socket.readFrame(deadline, Frame.RSV1);
            if (frame.opcode() == Frame.TEXT && message(frame).contains(words)) {
                return frame;
            }
        }
    }

    private static String message(Frame frame) {
        if (frame.reserved() == 0) {
            return frame.text();
        }
        Inflater inflater = new Inflater(true);
        try {
            inflater.setInput(frame.payload());
            byte[] out = new byte[1 << 20];
            int count = inflater.inflate(out);
            inflater.setInput(LEFT_OUT);
            return new String(out, 0, count + inflater.inflate(out, count, out.length - count), UTF_8);
        } catch (DataFormatException e) {
            throw new AssertionError("not compressed", e);
        } finally {
            inflater.end();
        }
    }

    private static byte[] deflated(String text) {
        Deflater deflater = new Deflater(9, true);
        deflater.setInput(text.getBytes(UTF_8));
        byte[] out = new byte[text.length() + 100];
        int count = deflater.deflate(out, 0, out.length, Deflater.SYNC_FLUSH);
        deflater.end();
        return Arrays.copyOf(out, count - 4);
    }
}
