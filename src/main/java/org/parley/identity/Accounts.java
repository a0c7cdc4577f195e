package org.parley.identity;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The secret side of accounts, kept in the store. Thread-safe; blocks; may throw {@link org.parley.log.StoreException}.
 */
public interface Accounts {
    /** The hash of a user's password; empty when there is no such user, or he has none. */
    Optional<String> password(@Nullable String user);
}
