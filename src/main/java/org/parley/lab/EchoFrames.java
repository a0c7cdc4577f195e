package org.parley.lab;

import org.jspecify.annotations.Nullable;
import org.parley.rfc6455.Compressor;
import org.parley.rfc6455.Deflate;
import org.parley.rfc6455.Frames;
import org.parley.rfc6455.Message;

/** Frames of answers: what came compressed goes back compressed. Not thread-safe; to be closed at the end. */
final class EchoFrames implements AutoCloseable {
    private final @Nullable Compressor compressor;
    private final byte[] suffix;

    /** Frames for a connection that agreed on this; {@code suffix} is added to text. */
    EchoFrames(@Nullable Deflate agreed, byte[] suffix) {
        this.compressor = agreed == null ? null : new Compressor(agreed.serverTakeover(), agreed.serverWindowBits());
        this.suffix = suffix;
    }

    /** The answer to a text message. */
    byte[] text(Message message) {
        byte[] bytes = message.array();
        int count = message.length();
        if (suffix.length > 0) {
            bytes = new byte[count + suffix.length];
            System.arraycopy(message.array(), 0, bytes, 0, count);
            System.arraycopy(suffix, 0, bytes, count, suffix.length);
            count = bytes.length;
        }
        return compressor != null && message.isCompressed()
                ? compressor.text(bytes, 0, count)
                : Frames.text(bytes, 0, count);
    }

    /** The answer to a binary message. */
    byte[] binary(Message message) {
        return compressor != null && message.isCompressed()
                ? compressor.binary(message.array(), 0, message.length())
                : Frames.binary(message.array(), 0, message.length());
    }

    @Override
    public void close() {
        if (compressor != null) {
            compressor.close();
        }
    }
}
