package org.parley.identity;

import java.util.Collection;
import java.util.Optional;
import java.util.Set;

/** Sessions, kept in the store. Thread-safe; blocks; may throw {@link org.parley.log.StoreException}. */
public interface Sessions {
    /** The session whose token has this hash. */
    Optional<Session> find(String hash);

    /** Which of these sessions there are, by their ids. */
    Set<String> among(Collection<String> ids);
}
