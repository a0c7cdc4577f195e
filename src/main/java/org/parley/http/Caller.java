package org.parley.http;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.parley.identity.SignedIn;
import org.parley.log.Answer.Refusal;
import org.parley.log.Code;
import org.parley.wire.Refused;

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

    /** Whose memory a request takes: its user's id; all who are nobody are one. */
    static String name(HttpServletRequest request) {
        return of(request).map(SignedIn::user).orElse("");
    }

    /** Who is signed in. Throws {@link Refused} when nobody is. */
    public static SignedIn required(HttpServletRequest request) {
        return of(request).orElseThrow(() -> new Refused(NOBODY));
    }
}
