package org.parley.conformance;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * A session as a list of steps: what the client sends, and what must come next. A script that does not end the
 * connection is followed by an ordinary closing handshake, so that nothing can come that was not awaited.
 */
final class Script implements Case.Exchange {
    private static final byte[] NOTHING = {};

    private final List<Step> steps = new ArrayList<>();
    private byte[] early = NOTHING;
    private Map<String, String> headers = Map.of();
    private boolean ends;

    /** One thing that the client does or demands. */
    interface Step {
        void play(Session session) throws IOException;
    }

    private Script() {}

    static Script open() {
        return new Script();
    }

    /** Opens with bytes that travel in one piece with the request. */
    static Script openSaying(byte[] bytes) {
        Script script = new Script();
        script.early = bytes;
        return script;
    }

    /** Opens with this offer of permessage-deflate, which the server must accept. */
    static Script offering(String offer) {
        Script script = new Script();
        script.headers = Map.of("Sec-WebSocket-Extensions", offer);
        return script.then(Session::deflate);
    }

    /** Opens with this offer, which the server must pass over. */
    static Script declining(String offer) {
        Script script = new Script();
        script.headers = Map.of("Sec-WebSocket-Extensions", offer);
        return script.then(session -> must(!session.isCompressed(), "the offer was accepted"));
    }

    /** The server must have agreed on this parameter. */
    Script agreeing(String parameter) {
        return then(
                session -> must(session.deflate().parameters().containsKey(parameter), "not agreed on: " + parameter));
    }

    /** Compresses a message as it was agreed on and sends it in fragments of at most so many bytes. */
    Script compresses(int opcode, byte[] message, int most) {
        return then(session -> {
            byte[] payload = session.deflate().compress(message);
            byte[] frames = Wire.fragments(Wire.RSV1 | opcode, payload, most);
            session.send(frames, frames.length);
        });
    }

    /** Sends these bytes in one piece. */
    Script sends(byte[]... parts) {
        return chops(Integer.MAX_VALUE, parts);
    }

    /** Sends these bytes in pieces of at most so many. */
    Script chops(int most, byte[]... parts) {
        byte[] bytes = Wire.join(parts);
        return then(session -> session.send(bytes, most));
    }

    Script getsText(String text) {
        return gets(Wire.TEXT, Wire.utf8(text));
    }

    Script getsBinary(byte[] bytes) {
        return gets(Wire.BINARY, bytes);
    }

    Script getsPong(String text) {
        return gets(Wire.PONG, Wire.utf8(text));
    }

    Script gets(int opcode, byte[] payload) {
        Heard expected = new Heard(opcode, payload);
        return then(session -> {
            Heard heard = session.next();
            must(heard.is(expected), heard + " instead of " + expected);
        });
    }

    /** Either a message comes, or the server closes with one of these codes: the RFC leaves it open. */
    Script getsOrFails(int opcode, byte[] payload, int... codes) {
        Heard expected = new Heard(opcode, payload);
        return then(session -> {
                    Heard heard = session.next();
                    boolean failed = heard.isClose() && IntStream.of(codes).anyMatch(code -> code == heard.code());
                    must(failed || heard.is(expected), heard + " instead of " + expected + " or a Close");
                })
                .end();
    }

    /** Nothing has come: the answer to a ping is the next. */
    Script getsNothing() {
        return sends(Wire.ping("still there?")).getsPong("still there?");
    }

    /** The client closes like this, the server answers with this code and ends TCP. */
    Script closes(byte[] frame, int code) {
        return sends(frame).closed(code);
    }

    /** The client has closed; the server answers with this code and ends TCP. */
    Script closed(int code) {
        return then(session -> {
                    awaitClose(session, code);
                    session.mustEnd();
                })
                .end();
    }

    /** The server closes the connection with one of these codes, and ends TCP. */
    Script fails(int... codes) {
        return then(session -> {
                    Heard heard = awaitClose(session, codes);
                    session.mustEnd(Wire.frame(Wire.FIN | Wire.CLOSE, heard.payload()));
                })
                .end();
    }

    /** The client ends its half of TCP without a Close, and the server ends the other, with a Close or without. */
    Script leaves() {
        return then(Session::shutdownOutput).then(Session::mustEndSoon).end();
    }

    private static Heard awaitClose(Session session, int... codes) {
        Heard heard = session.next();
        boolean expected = heard.isClose() && IntStream.of(codes).anyMatch(code -> code == heard.code());
        must(expected, heard + " instead of Close " + Arrays.toString(codes));
        heard.mustBeWellFormed();
        return heard;
    }

    Script then(Step step) {
        steps.add(step);
        return this;
    }

    private Script end() {
        ends = true;
        return this;
    }

    @Override
    public void play(Server server) throws IOException {
        try (Session session = Session.open(server, headers, early)) {
            for (Step step : steps) {
                step.play(session);
            }
            if (!ends) {
                open().closes(Wire.close(1000, ""), 1000).continues(session);
            }
        }
    }

    private void continues(Session session) throws IOException {
        for (Step step : steps) {
            step.play(session);
        }
    }

    static void must(boolean condition, String otherwise) {
        if (!condition) {
            throw new AssertionError(otherwise);
        }
    }
}
