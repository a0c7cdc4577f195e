package org.parley.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.parley.testing.Answer;
import org.parley.testing.Commands;
import org.parley.testing.Deadline;
import org.parley.testing.Frame;
import org.parley.testing.LineEnded;
import org.parley.testing.Person;
import org.parley.testing.RawHttp;
import org.parley.testing.Request;
import org.parley.testing.SocketReader;
import org.parley.testing.Transport;
import tools.jackson.databind.node.ObjectNode;

/** A command with much air behind it that is sent in two parts. The server may refuse to hold the first. */
sealed interface HalfSent extends AutoCloseable {
    int TRY_AGAIN_LATER = 1013;

    /** Sends most of it; false when the server has already refused it. */
    boolean first() throws IOException;

    /** Sends the rest; answers whether the command was carried out and not refused. */
    boolean rest() throws IOException;

    @Override
    void close() throws IOException;

    private static byte[] padded(ObjectNode command, int air) {
        return (command + " ".repeat(air)).getBytes(StandardCharsets.UTF_8);
    }

    /** Two frames on a socket. */
    record OverSocket(SocketReader reader, ObjectNode command, byte[] text, int most) implements HalfSent {
        static OverSocket of(Transport transport, Person person, int most) {
            SocketReader reader = (SocketReader) transport.reader(person).connect();
            reader.await("who is there", reader.heard()::knowsWhoIsThere);
            ObjectNode command = Commands.post("r1", "in two frames");
            return new OverSocket(reader, command, padded(command, most), most);
        }

        @Override
        public boolean first() throws IOException {
            reader.socket().send(new Frame(false, Frame.TEXT, Arrays.copyOf(text, most)));
            reader.socket().send(Frame.ping("taken"));
            Frame frame = reader.socket().readFrame(Deadline.usual());
            while (frame.opcode() != Frame.PONG && frame.opcode() != Frame.CLOSE) {
                frame = reader.socket().readFrame(Deadline.usual());
            }
            boolean refused = frame.opcode() == Frame.CLOSE;
            if (refused) {
                assertEquals(TRY_AGAIN_LATER, ((frame.payload()[0] & 0xff) << 8) | (frame.payload()[1] & 0xff));
            }
            return !refused;
        }

        @Override
        public boolean rest() {
            try {
                reader.socket().send(new Frame(true, Frame.CONTINUATION, Arrays.copyOfRange(text, most, text.length)));
            } catch (IOException e) {
                // The server has ended the line, and says why.
            }
            try {
                return reader.awaitAnswer(command).has("id");
            } catch (LineEnded end) {
                // The container's endpoint may end TCP with a reset that overtakes its Close (docs/conformance.md).
                assertTrue(end.code() == TRY_AGAIN_LATER || end.code() == LineEnded.WITHOUT_A_WORD, end::toString);
                return false;
            }
        }

        @Override
        public void close() {
            reader.close();
        }
    }

    /** A request's body; nothing shows when its first part has arrived. */
    record OverHttp(RawHttp line, byte[] head, byte[] body, int most) implements HalfSent {
        static OverHttp of(Person person, int most) throws IOException {
            RawHttp line = RawHttp.connect(person.server());
            byte[] body = padded(Commands.post("r1", "in two packets"), most);
            Request request = Request.post("/api/commands", new String(body, StandardCharsets.UTF_8));
            byte[] all = line.bytes(request.with(person.credentials()));
            return new OverHttp(line, Arrays.copyOf(all, all.length - body.length), body, most);
        }

        @Override
        public boolean first() throws IOException {
            line.write(head);
            line.write(Arrays.copyOf(body, most));
            return true;
        }

        @Override
        public boolean rest() throws IOException {
            line.write(Arrays.copyOfRange(body, most, body.length));
            Answer answer = line.read(Deadline.usual());
            if (answer.status() != 200) {
                answer.expectProblem(503, "unavailable");
                assertTrue(answer.header("retry-after").isPresent(), answer::toString);
            }
            return answer.status() == 200;
        }

        @Override
        public void close() throws IOException {
            line.close();
        }
    }
}
