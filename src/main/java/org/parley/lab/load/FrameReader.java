package org.parley.lab.load;

import java.nio.ByteBuffer;

/** Reads a server's frames as they come, cut anywhere, and puts messages together. Belongs to one thread. */
final class FrameReader {
    private final Handler handler;
    private final Bytes message = new Bytes();
    private final Bytes control = new Bytes();
    private int got;
    private int first;
    private int lengthBytes;
    private long length;

    /** What is told. */
    interface Handler {
        /** A whole text or binary message; the bytes are used again for the next one. */
        void message(Bytes bytes);

        /** A control frame. */
        void control(int opcode, byte[] payload);
    }

    FrameReader(Handler handler) {
        this.handler = handler;
    }

    void take(ByteBuffer bytes) {
        while (bytes.hasRemaining()) {
            if (got < 2 + lengthBytes) {
                header(bytes.get() & 0xFF);
            } else {
                payload(bytes);
            }
        }
    }

    private void header(int b) {
        got++;
        if (got == 1) {
            first = b;
        } else if (got == 2) {
            lengthBytes = b < 126 ? 0 : b == 126 ? 2 : 8; // a server never masks
            length = lengthBytes == 0 ? b : 0;
        } else {
            length = length << 8 | b;
        }
        if (got > 1 && got == 2 + lengthBytes && length == 0) {
            complete();
        }
    }

    private void payload(ByteBuffer bytes) {
        Bytes target = (first & 8) != 0 ? control : message;
        int count = (int) Math.min(length, bytes.remaining());
        target.add(bytes, count);
        length -= count;
        if (length == 0) {
            complete();
        }
    }

    private void complete() {
        got = 0;
        lengthBytes = 0;
        int opcode = first & 0x0F;
        if ((opcode & 8) != 0) {
            byte[] payload = control.copy();
            control.clear();
            handler.control(opcode, payload);
        } else if ((first & 0x80) != 0) {
            handler.message(message);
            message.clear();
        }
    }
}
