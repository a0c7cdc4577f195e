package org.parley.conformance;

import static org.parley.conformance.Compressed.HELLO;
import static org.parley.conformance.Compressed.PLAIN;
import static org.parley.conformance.Compressed.message;
import static org.parley.conformance.Script.offering;
import static org.parley.conformance.Wire.BINARY;
import static org.parley.conformance.Wire.FIN;
import static org.parley.conformance.Wire.RSV1;
import static org.parley.conformance.Wire.TEXT;
import static org.parley.conformance.Wire.frame;
import static org.parley.conformance.Wire.noise;
import static org.parley.conformance.Wire.utf8;
import static org.parley.conformance.Wire.words;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.zip.Deflater;

/** DEFLATE blocks of all kinds (RFC 7692, section 7.2.1). */
final class Blocks {

    private Blocks() {}

    static void add(Cases cases) {
        cases.rule("blocks", "RFC 7692 7.2.1", "reads DEFLATE blocks of all kinds");
        cases.add(
                "final-keeps-window",
                offering(PLAIN)
                        .sends(message(TEXT, "f3 48 cd c9 c9 07 00 00"), message(TEXT, "f2 00 11 00 00"))
                        .getsText("Hello")
                        .getsText("Hello"));
        cases.add(
                "final-stored",
                offering(PLAIN)
                        .sends(message(TEXT, "01 05 00 fa ff 48 65 6c 6c 6f 00"))
                        .getsText("Hello"));
        cases.add(
                "final-twice",
                offering(PLAIN)
                        .sends(message(TEXT, "f3 48 cd c9 c9 07 00 f3 48 cd c9 c9 07 00 00"))
                        .getsText("HelloHello"));
        cases.add(
                "final-then-more",
                offering(PLAIN)
                        .sends(message(TEXT, "f3 48 cd c9 c9 07 00" + HELLO))
                        .getsText("HelloHello"));
        cases.add(
                "tail-left-on",
                offering(PLAIN).sends(message(TEXT, HELLO + "00 00 ff ff 00")).getsText("Hello"));
        cases.add(
                "many-empty",
                offering(PLAIN)
                        .sends(message(TEXT, "00 00 00 ff ff".repeat(200) + HELLO))
                        .getsText("Hello"));
        for (int level : new int[] {0, 1, 6, 9}) {
            for (int strategy : new int[] {Deflater.DEFAULT_STRATEGY, Deflater.FILTERED, Deflater.HUFFMAN_ONLY}) {
                byte[] payload = utf8(words(70_000));
                byte[] deflated = deflate(payload, level, strategy);
                cases.add(
                        "level-" + level + ".strategy-" + strategy,
                        offering(PLAIN)
                                .sends(frame(FIN | RSV1 | TEXT, deflated))
                                .gets(TEXT, payload));
            }
        }
        cases.add(
                "noise",
                offering(PLAIN).compresses(BINARY, noise(70_000), 1 << 20).getsBinary(noise(70_000)));
    }

    private static byte[] deflate(byte[] payload, int level, int strategy) {
        Deflater deflater = new Deflater(level, true);
        deflater.setStrategy(strategy);
        deflater.setInput(payload);
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        byte[] buffer = new byte[200_000];
        all.write(buffer, 0, deflater.deflate(buffer, 0, buffer.length, Deflater.NO_FLUSH));
        all.write(buffer, 0, deflater.deflate(buffer, 0, buffer.length, Deflater.SYNC_FLUSH));
        deflater.end();
        return Arrays.copyOf(all.toByteArray(), all.size() - 4);
    }
}
