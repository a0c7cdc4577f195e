package org.parley.rfc6455;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/** Bytes for tests, and frames as a client makes them: code of the tests' own, so that faults do not cancel out. */
final class Bytes {
    private Bytes() {}

    /** The bytes of hexadecimal digits; spaces are skipped. */
    static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits.replace(" ", ""));
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static byte[] filled(int length, int value) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) value);
        return bytes;
    }

    static byte[] join(byte[]... parts) {
        return join(Arrays.asList(parts));
    }

    static byte[] join(List<byte[]> parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        parts.forEach(out::writeBytes);
        return out.toByteArray();
    }

    /** A masked frame in its shortest form. */
    static byte[] clientFrame(int firstByte, byte[] payload, byte[] key) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(firstByte);
        int n = payload.length;
        if (n < 126) {
            out.write(0x80 + n);
        } else if (n < 65536) {
            out.writeBytes(new byte[] {(byte) (0x80 + 126), (byte) (n / 256), (byte) (n % 256)});
        } else {
            out.writeBytes(hex("ff 00000000"));
            out.writeBytes(hex("%08x".formatted(n)));
        }
        out.writeBytes(key);
        for (int i = 0; i < n; i++) {
            out.write(payload[i] ^ key[i % 4]);
        }
        return out.toByteArray();
    }
}
