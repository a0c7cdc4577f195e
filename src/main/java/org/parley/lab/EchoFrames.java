package org.parley.lab;

import org.jspecify.annotations.Nullable;
import org.parley.http.Budget;
import org.parley.rfc6455.Compressor;
import org.parley.rfc6455.Deflate;
import org.parley.rfc6455.Frames;
import org.parley.rfc6455.Message;

/**
 * Frames of answers: what came compressed goes back compressed. What a compressor takes is counted among all that the
 * echoes hold, and where there is no room for it the answer goes back as it is. Not thread-safe; to be closed at the
 * end.
 */
final class EchoFrames implements AutoCloseable {
    private final @Nullable Compressor compressor;
    private final boolean keeps;
    private final byte[] suffix;
    private final Echoes echoes;
    private final Budget.Share memory;
    private boolean kept;

    /** A frame of a whole payload. */
    private interface Encoder {
        byte[] frame(byte[] bytes, int from, int count);
    }

    /** Frames for a connection that agreed on this; {@code suffix} is added to text. */
    EchoFrames(@Nullable Deflate agreed, byte[] suffix, Echoes echoes) {
        this.compressor = agreed == null ? null : new Compressor(agreed.serverTakeover(), agreed.serverWindowBits());
        this.keeps = agreed != null && agreed.serverTakeover();
        this.suffix = suffix;
        this.echoes = echoes;
        this.memory = echoes.buffered().share();
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
        if (compressor != null && message.isCompressed() && hasRoom()) {
            return compressed(compressor::text, bytes, count);
        }
        return Frames.text(bytes, 0, count);
    }

    /** The answer to a binary message. */
    byte[] binary(Message message) {
        if (compressor != null && message.isCompressed() && hasRoom()) {
            return compressed(compressor::binary, message.array(), message.length());
        }
        return Frames.binary(message.array(), 0, message.length());
    }

    /** Takes the memory for a compressor, if it is not kept from the last message and there is some left. */
    private boolean hasRoom() {
        kept = kept || (memory.hold(Compressor.MEMORY) && echoes.mayCompress());
        if (!kept) {
            memory.hold(0);
        }
        return kept;
    }

    private byte[] compressed(Encoder encoder, byte[] bytes, int count) {
        byte[] frame = encoder.frame(bytes, 0, count);
        if (!keeps) {
            kept = false;
            memory.hold(0);
        }
        return frame;
    }

    @Override
    public void close() {
        if (compressor != null) {
            compressor.close();
        }
        memory.release();
    }
}
