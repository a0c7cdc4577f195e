package org.parley.log;

import java.util.Optional;

/**
 * A position in the log: everything up to and including {@code id} has been read.
 *
 * @param epoch names one unbroken history of the log: 1–32 characters of {@code a-z0-9}
 * @param id the last event read; 0 is the position before the first
 */
public record Cursor(String epoch, long id) {
    private static final int LONGEST = 64;

    /** Reads what {@link #toString} wrote; empty when the text is not a cursor. */
    public static Optional<Cursor> parse(String text) {
        int dash = text.indexOf('-');
        if (dash < 1 || text.length() > LONGEST || !isEpoch(text.substring(0, dash))) {
            return Optional.empty();
        }
        String digits = text.substring(dash + 1);
        boolean number =
                !digits.isEmpty() && digits.length() <= 16 && digits.chars().allMatch(c -> c >= '0' && c <= '9');
        return number ? Optional.of(new Cursor(text.substring(0, dash), Long.parseLong(digits))) : Optional.empty();
    }

    private static boolean isEpoch(String text) {
        return text.length() <= 32 && text.chars().allMatch(c -> (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'));
    }

    /** The same history, another position. */
    public Cursor at(long position) {
        return position == id ? this : new Cursor(epoch, position);
    }

    /** The text that a client keeps and hands back; opaque to it. */
    @Override
    public String toString() {
        return epoch + '-' + id;
    }
}
