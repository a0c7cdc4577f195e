package org.parley.rfc6455;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.Blackhole;

/** Compressed messages of words that follow each other by chance, as they leave and as they arrive. */
@State(Scope.Benchmark)
public class DeflateBench {
    private static final List<String> WORDS = List.of(
            "the room who text\": \"id\":10 42 reads at nine we meet and nobody knows why deploy again".split(" "));

    @Param({"300", "8192"})
    int length;

    private byte[] text = {};
    private byte[] frame = {};
    private Compressor once = new Compressor(false, Deflate.MOST_BITS);
    private Compressor kept = new Compressor(true, Deflate.MOST_BITS);
    private Decoder decoder;

    /** Makes a message, and a masked frame that holds it compressed. */
    @Setup
    public void make(Blackhole hole) {
        Random random = new Random(1);
        StringBuilder words = new StringBuilder();
        while (words.length() < length) {
            words.append(WORDS.get(random.nextInt(WORDS.size()))).append(' ');
        }
        text = words.substring(0, length).getBytes(StandardCharsets.UTF_8);
        frame = Payload.masked(once.text(text, 0, length));
        decoder = new Decoder(1 << 20, new Deflate(false, false, 15, 15, ""), new Consuming(hole));
    }

    /** Gives back what the compressor holds. */
    @TearDown
    public void end() {
        kept.close();
    }

    /** Once for all who agreed on it: without the window of the message before. */
    @Benchmark
    public byte[] compress() {
        return once.text(text, 0, length);
    }

    /** With the window of the message before: as this is the same each time, next to nothing is left of it. */
    @Benchmark
    public byte[] compressWithTakeover() {
        return kept.text(text, 0, length);
    }

    @Benchmark
    public void decodeCompressed() {
        decoder.receive(frame, 0, frame.length);
    }
}
