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
        textFrame = frame(0x81);
        binaryFrame = frame(0x82);
    }

    private byte[] frame(int first) {
        byte[] key = new byte[4];
        new Random(1).nextBytes(key);
        byte[] head = Frames.binary(bytes, 0, bytes.length);
        int start = head.length - bytes.length;
        byte[] frame = new byte[head.length + 4];
        System.arraycopy(head, 0, frame, 0, start);
        frame[0] = (byte) first;
        frame[1] |= (byte) 0x80;
        System.arraycopy(key, 0, frame, start, 4);
        for (int i = 0; i < bytes.length; i++) {
            frame[start + 4 + i] = (byte) (bytes[i] ^ key[i % 4]);
        }
        return frame;
    }
}
