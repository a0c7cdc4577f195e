package org.parley.moving;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a table holds, in brief: the same in two databases if and only if the same rows are in both.
 *
 * @param rows how many
 * @param sha256 the SHA-256 of all rows in the order of their keys, in hexadecimal
 */
record Sum(long rows, String sha256) {

    /** Reads the whole table. */
    static Sum of(Connection connection, Table table, List<String> columns) throws SQLException {
        Counting counting = new Counting();
        Rows.all(connection, table, columns, counting);
        return new Sum(counting.rows, HexFormat.of().formatHex(counting.digest.digest()));
    }

    private static final class Counting implements Rows.Into {
        private static final byte NULL = 0;
        private static final byte NUMBER = 1;
        private static final byte TEXT = 2;

        private final MessageDigest digest = begin();
        private long rows;

        @Override
        public void row(@Nullable Object[] values) {
            rows++;
            for (Object value : values) {
                take(value);
            }
        }

        /** A kind, then what it says, so that no two rows give the same bytes. */
        private void take(@Nullable Object value) {
            if (value == null) {
                digest.update(NULL);
            } else if (value instanceof Long number) {
                digest.update(ByteBuffer.allocate(9).put(NUMBER).putLong(number).flip());
            } else {
                byte[] text = value.toString().getBytes(StandardCharsets.UTF_8);
                digest.update(
                        ByteBuffer.allocate(5).put(TEXT).putInt(text.length).flip());
                digest.update(text);
            }
        }
    }

    private static MessageDigest begin() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has it", e);
        }
    }
}
