package org.parley.lab.doctor;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.parley.http.Answer;
import org.parley.http.Answering;
import org.parley.http.Caller;
import org.parley.identity.SignedIn;
import org.parley.log.Answer.Refusal;

/**
 * {@code /lab/doctor/seen}: tells whoever is signed in how his request arrived: when, for which host, over TLS as far
 * as the container knows, and what those between left in it, added or changed. Who is not signed in learns no more than
 * whether it came over TLS, and whether with any cookie.
 */
public final class SeenServlet extends HttpServlet {
    private static final long serialVersionUID = 1;

    private final transient Clock clock;

    /** Tells the time by this clock. */
    public SeenServlet(Clock clock) {
        this.clock = clock;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Optional<SignedIn> caller = Caller.of(request);
        Answering.now(response, caller.isPresent() ? Answer.ok(seen(request)) : Answer.problem(unknown(request)));
    }

    /**
     * A cookie that is kept for TLS does not come back over plain http, and some proxies take all cookies away: so even
     * who is not known is told.
     */
    private static Refusal unknown(HttpServletRequest request) {
        return new Refusal(
                Caller.NOBODY.code(),
                Caller.NOBODY.message(),
                Map.of("secure", request.isSecure(), "cookies", request.getHeader("Cookie") != null));
    }

    private Map<String, Object> seen(HttpServletRequest request) {
        Map<String, Object> seen = new LinkedHashMap<>();
        seen.put("at", clock.millis());
        seen.put("protocol", request.getProtocol());
        seen.put("secure", request.isSecure());
        seen.put("host", Headers.one(request, "Host"));
        seen.put("signs", Headers.signs(request));
        seen.put("headers", Headers.compared(request));
        seen.put("added", Headers.added(request));
        return seen;
    }
}
