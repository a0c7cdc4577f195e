package org.parley.http;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.parley.identity.SignedIn;
import org.parley.log.Answer.Refusal;
import org.parley.log.Code;

/** Who makes a request. */
public final class Caller {
    /** What whoever is not signed in is told. */
    public static final Refusal NOBODY =
            Refusal.of(Code.NOT_SIGNED_IN, "Sign in first: there is no session, or it ended.");

    private Caller() {}

    /** Who is signed in; empty for nobody. The filter of {@code web} put it there. */
    public static Optional<SignedIn> of(HttpServletRequest request) {
        return request.getUserPrincipal() instanceof SignedIn signedIn ? Optional.of(signedIn) : Optional.empty();
    }
}
