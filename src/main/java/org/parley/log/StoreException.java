package org.parley.log;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/**
 * The store could not do what it was asked: disk full, database away, corrupt. Whether a commit took effect is unknown.
 */
public final class StoreException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    /** Wraps the database's own error. */
    public StoreException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
