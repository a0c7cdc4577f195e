package org.parley.identity;

import java.util.Optional;

/** Sessions, kept in the store. Thread-safe; blocks; may throw {@link org.parley.log.StoreException}. */
public interface Sessions {
    /** The session whose token has this hash. */
    Optional<Session> find(String hash);
}
