package org.parley.rfc6455;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes down what a decoder tells, one line for each call, so that whole sessions can be compared. */
class Recorder implements Receiver {
    static final int LIMIT = 100_000;

    private final List<String> lines = new ArrayList<>();

    /** What a new decoder tells about these pieces. */
    static List<String> decode(int limit, byte[]... pieces) {
        return decode(limit, null, pieces);
    }

    /** The same, of a decoder that was told to agree on compression. */
    static List<String> decode(int limit, @Nullable Deflate agreed, byte[]... pieces) {
        Recorder recorder = new Recorder();
        Decoder decoder = new Decoder(limit, agreed, recorder);
        for (byte[] piece : pieces) {
            decoder.receive(piece, 0, piece.length);
        }
        return recorder.lines;
    }

    List<String> lines() {
        return lines;
    }

    @Override
    public void text(Message message) {
        lines.add(text(message.text()));
    }

    @Override
    public void binary(Message message) {
        lines.add("binary " + HexFormat.of().formatHex(message.array(), 0, message.length()));
    }

    @Override
    public void ping(byte[] payload) {
        lines.add("ping " + HexFormat.of().formatHex(payload));
    }

    @Override
    public void pong(byte[] payload) {
        lines.add("pong " + HexFormat.of().formatHex(payload));
    }

    @Override
    public void closed(int code, String reason) {
        lines.add("closed " + code + " " + reason);
    }

    @Override
    public void failed(Violation violation) {
        lines.add(failure(violation));
    }

    static String text(String text) {
        return "text " + text;
    }

    static String failure(Violation violation) {
        return "failed " + violation;
    }
}
