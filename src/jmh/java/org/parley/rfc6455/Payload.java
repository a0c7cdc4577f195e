package org.parley.rfc6455;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** What all are given: text of one kind and size, and a masked frame that holds it. */
@State(Scope.Benchmark)
public class Payload {
    @Param({"16", "1024", "65536"})
    int size;

    @Param({"ascii", "chinese"})
    String kind;

    byte[] bytes = {};
    byte[] textFrame = {};
    byte[] binaryFrame = {};

    /** Makes them. */
    @Setup(Level.Trial)
    public void make() {
        String unit = kind.equals("ascii") ? "a line of it\n" : "村长说你好，";
        byte[] much = unit.repeat(size / 12 + 1).getBytes(StandardCharsets.UTF_8);
        int whole = kind.equals("ascii") ? size : size / 3 * 3;
        bytes = Arrays.copyOf(much, whole);
        textFrame = masked(Frames.text(bytes, 0, bytes.length));
        binaryFrame = masked(Frames.binary(bytes, 0, bytes.length));
    }

    /** The same frame as a client would send it. */
    static byte[] masked(byte[] frame) {
        byte[] key = new byte[4];
        new Random(1).nextBytes(key);
        int length = frame[1] & 0x7F;
        int start = length == 127 ? 10 : length == 126 ? 4 : 2;
        byte[] masked = new byte[frame.length + 4];
        System.arraycopy(frame, 0, masked, 0, start);
        masked[1] |= (byte) 0x80;
        System.arraycopy(key, 0, masked, start, 4);
        for (int i = start; i < frame.length; i++) {
            masked[i + 4] = (byte) (frame[i] ^ key[(i - start) % 4]);
        }
        return masked;
    }
}
