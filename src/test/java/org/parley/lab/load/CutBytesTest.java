package org.parley.lab.load;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Whatever a socket cuts in two reads as if it came whole. */
class CutBytesTest {
    private final List<String> told = new ArrayList<>();

    @Test
    void answersOfHttp() {
        byte[] wire = ascii("HTTP/1.1 200 \r\nContent-Length: 5\r\n\r\nhello"
                + "HTTP/1.1 204 \r\nX: y\r\n\r\n"
                + "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2;x=y\r\nde\r\n0\r\n\r\n"
                + "HTTP/1.1 401 \r\ncontent-length: 0\r\n\r\n"
                + "HTTP/1.1 101 \r\nUpgrade: websocket\r\n\r\nrest");
        everyCut(
                wire,
                List.of("200", "hello", "end", "204", "end", "200", "abcde", "end", "401", "end", "101", "rest"),
                () -> {
                    HttpParser parser = new HttpParser(new Answers());
                    return parser::take;
                });
    }

    @Test
    void framesOfAServer() {
        ByteArrayOutputStream wire = new ByteArrayOutputStream();
        wire.writeBytes(new byte[] {(byte) 0x81, 2, 'h', 'i'});
        wire.writeBytes(new byte[] {0x01, 1, 'a', (byte) 0x89, 1, 'p', (byte) 0x80, 1, 'b'});
        wire.writeBytes(new byte[] {(byte) 0x81, 126, 0, (byte) 200});
        wire.writeBytes(ascii("x".repeat(200)));
        wire.writeBytes(new byte[] {(byte) 0x81, 0, (byte) 0x88, 2, 3, (byte) 0xE8});
        everyCut(wire.toByteArray(), List.of("hi", "9 1", "ab", "x".repeat(200), "", "8 2"), () -> {
            FrameReader reader = new FrameReader(new Messages());
            return reader::take;
        });
    }

    @Test
    void eventsOfAStream() {
        byte[] wire = ascii("id: e-1\ndata: one\n\ndata: two\n\n: comment\n\n");
        everyCut(wire, List.of("one", "two"), () -> {
            EventReader reader = new EventReader(data -> told.add(data.text(0, data.length)));
            return reader::take;
        });
    }

    private interface Fresh {
        Consumer<ByteBuffer> reader();
    }

    private void everyCut(byte[] wire, List<String> expected, Fresh fresh) {
        for (int cut = 0; cut <= wire.length; cut++) {
            told.clear();
            Consumer<ByteBuffer> reader = fresh.reader();
            reader.accept(ByteBuffer.wrap(wire, 0, cut).slice());
            reader.accept(ByteBuffer.wrap(wire, cut, wire.length - cut).slice());
            assertEquals(expected, told, "cut at " + cut);
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** Parts of a body are told as one. */
    private final class Answers implements HttpParser.Handler {
        private boolean inBody;

        @Override
        public void head(int status, String headers) {
            told.add(Integer.toString(status));
            inBody = false;
        }

        @Override
        public void body(ByteBuffer part) {
            String text = StandardCharsets.US_ASCII.decode(part).toString();
            if (inBody) {
                told.set(told.size() - 1, told.get(told.size() - 1) + text);
            } else {
                told.add(text);
            }
            inBody = true;
        }

        @Override
        public void end() {
            told.add("end");
        }
    }

    private final class Messages implements FrameReader.Handler {
        @Override
        public void message(Bytes bytes) {
            told.add(bytes.text(0, bytes.length));
        }

        @Override
        public void control(int opcode, byte[] payload) {
            told.add(opcode + " " + payload.length);
        }
    }
}
