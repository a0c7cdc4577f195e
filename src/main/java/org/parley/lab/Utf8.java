package org.parley.lab;

/** What a text takes on the wire. */
final class Utf8 {
    private Utf8() {}

    /** The length of a text in bytes of UTF-8. */
    static int length(String text) {
        int bytes = text.length();
        for (int i = 0; i < text.length(); i++) {
            char unit = text.charAt(i);
            bytes += unit < 0x80 ? 0 : unit < 0x800 || Character.isSurrogate(unit) ? 1 : 2;
        }
        return bytes;
    }
}
