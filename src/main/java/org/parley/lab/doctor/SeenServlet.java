package org.parley.lab.doctor;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.parley.http.Answer;
import org.parley.http.Answering;
import org.parley.http.Caller;
import org.parley.wire.Refused;

/**
 * {@code /lab/doctor/seen}: tells whoever is signed in how his request arrived: when, for which host, and what those
 * between left in it. {@code kept} is the header {@code X-Parley-Check} as it came, null where somebody took it away.
 */
public final class SeenServlet extends HttpServlet {
    private static final long serialVersionUID = 1;
    private static final int LONGEST = 200;

    /** What proxies write (RFC 9110, section 7.6.3, RFC 7239, and what was usual before). */
    private static final List<String> SIGNS =
            List.of("Via", "Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Real-IP");

    private final transient Clock clock;

    /** Tells the time by this clock. */
    public SeenServlet(Clock clock) {
        this.clock = clock;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try {
            Caller.required(request);
            Answering.now(response, Answer.ok(seen(request)));
        } catch (Refused e) {
            Answering.now(response, Answer.problem(e.refusal()));
        }
    }

    private Map<String, Object> seen(HttpServletRequest request) {
        Map<String, String> signs = new LinkedHashMap<>();
        for (String name : SIGNS) {
            String value = header(request, name);
            if (value != null) {
                signs.put(name, value);
            }
        }
        Map<String, Object> seen = new LinkedHashMap<>();
        seen.put("at", clock.millis());
        seen.put("protocol", request.getProtocol());
        seen.put("secure", request.isSecure());
        seen.put("host", header(request, "Host"));
        seen.put("kept", header(request, "X-Parley-Check"));
        seen.put("signs", signs);
        return seen;
    }

    private static @Nullable String header(HttpServletRequest request, String name) {
        String value = request.getHeader(name);
        return value == null || value.length() <= LONGEST ? value : value.substring(0, LONGEST);
    }
}
