package org.parley.testing;

import java.io.ByteArrayOutputStream;

/** Small work on byte arrays. */
final class Bytes {
    private Bytes() {}

    static byte[] join(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}
