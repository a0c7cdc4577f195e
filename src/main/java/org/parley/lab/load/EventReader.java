package org.parley.lab.load;

import java.nio.ByteBuffer;
import java.util.function.Consumer;

/** Reads the {@code data} of a {@code text/event-stream} (HTML, section 9.2) as it comes. Belongs to one thread. */
final class EventReader {
    private static final byte[] DATA = {'d', 'a', 't', 'a', ':', ' '};

    private final Consumer<Bytes> handler;
    private final Bytes data = new Bytes();
    private int column;
    private boolean ours;

    /** Hands each event's data over; the bytes are used again for the next one. */
    EventReader(Consumer<Bytes> handler) {
        this.handler = handler;
    }

    void take(ByteBuffer bytes) {
        while (bytes.hasRemaining()) {
            take(bytes.get());
        }
    }

    private void take(byte b) {
        if (b == '\n') {
            if (column == 0 && data.length > 0) {
                handler.accept(data);
                data.clear();
            }
            column = 0;
            return;
        }
        if (column < DATA.length) {
            ours = (column == 0 || ours) && b == DATA[column];
        } else if (ours) {
            data.add(b);
        }
        column++;
    }
}
