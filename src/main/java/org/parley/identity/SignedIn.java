package org.parley.identity;

import java.security.Principal;

/**
 * Who makes a request: what servlets and endpoints get as {@code getUserPrincipal()}.
 *
 * @param user the user's id
 * @param session the session's id
 */
public record SignedIn(String user, String session) implements Principal {
    @Override
    public String getName() {
        return user;
    }

    /** Leaves the session out of logs. */
    @Override
    public String toString() {
        return user;
    }
}
