package org.parley.interop;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * What a client told, see {@link Lines}.
 *
 * @param what {@code text}, {@code binary}, {@code close}, {@code open} or {@code failed}
 * @param code the code of a close, else 0
 */
record Told(String what, int code, byte[] bytes) {
    static Told of(String line) {
        String[] words = line.split(" ", -1);
        int code = words.length > 2 ? Integer.parseInt(words[1]) : 0;
        return new Told(words[0], code, Base64.getDecoder().decode(words[words.length - 1]));
    }

    String text() {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** These bytes, when that was told; else fails. */
    byte[] expect(String other) {
        if (!what.equals(other)) {
            throw new AssertionError("expected " + other + " but was told " + this);
        }
        return bytes;
    }

    /** The text, when that was told. */
    String expectText() {
        expect("text");
        return text();
    }

    @Override
    public String toString() {
        return what + ' ' + code + ' ' + text();
    }
}
