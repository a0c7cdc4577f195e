package org.parley.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.parley.log.Cursor;
import org.parley.log.Event;
import org.parley.log.Ring;

/**
 * A ring as bytes: the version of the form, the head's epoch and id, how many events, and their columns. A text is its
 * length and UTF-8; length -1 is null.
 */
final class RingForm {
    private static final int VERSION = 1;

    private RingForm() {}

    static byte[] write(Ring ring) {
        ByteArrayOutputStream bytes =
                new ByteArrayOutputStream(256 + 256 * ring.events().size());
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(VERSION);
            text(out, ring.head().epoch());
            out.writeLong(ring.head().id());
            out.writeInt(ring.events().size());
            for (Event event : ring.events()) {
                event(out, event);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void event(DataOutputStream out, Event event) throws IOException {
        out.writeLong(event.id());
        text(out, event.epoch());
        out.writeLong(event.at());
        text(out, event.type());
        out.writeInt(event.v());
        text(out, event.room());
        text(out, event.subject());
        text(out, event.actor());
        text(out, event.key());
        text(out, event.body());
    }

    private static void text(DataOutputStream out, @Nullable String text) throws IOException {
        if (text == null) {
            out.writeInt(-1);
        } else {
            byte[] bytes = text.getBytes(UTF_8);
            out.writeInt(bytes.length);
            out.write(bytes);
        }
    }

    /** Reads what {@link #write} wrote; empty when it is of another version. */
    static Optional<Ring> read(byte[] bytes) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            if (in.readByte() != VERSION) {
                return Optional.empty();
            }
            Cursor head = new Cursor(required(in), in.readLong());
            List<Event> events = new ArrayList<>();
            for (int left = in.readInt(); left > 0; left--) {
                events.add(event(in));
            }
            return Optional.of(new Ring(head, events));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Event event(DataInputStream in) throws IOException {
        return new Event(
                in.readLong(),
                required(in),
                in.readLong(),
                required(in),
                in.readInt(),
                text(in),
                text(in),
                required(in),
                text(in),
                required(in));
    }

    private static @Nullable String text(DataInputStream in) throws IOException {
        int length = in.readInt();
        return length < 0 ? null : new String(in.readNBytes(length), UTF_8);
    }

    private static String required(DataInputStream in) throws IOException {
        String text = text(in);
        if (text == null) {
            throw new IOException("a text is missing");
        }
        return text;
    }
}
