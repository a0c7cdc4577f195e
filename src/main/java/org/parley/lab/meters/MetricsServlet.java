package org.parley.lab.meters;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.parley.chat.Directory;
import org.parley.chat.User;
import org.parley.http.Answer;
import org.parley.http.Answering;
import org.parley.http.Caller;
import org.parley.http.Unread;
import org.parley.log.Code;
import org.parley.wire.Refused;

/** {@code /metrics}, for administrators; {@link MetricsToken} lets a scraper in. */
public final class MetricsServlet extends HttpServlet {
    private static final long serialVersionUID = 1;
    private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";

    private final transient Meters meters;
    private final transient Directory directory;
    private final transient Unread unread;

    /** Shows these meters to whom this directory knows as an administrator. Answers take a place in {@code unread}. */
    public MetricsServlet(Meters meters, Directory directory, Unread unread) {
        this.unread = unread;
        this.meters = meters;
        this.directory = directory;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (!request.getMethod().equals("GET")) {
            Answering.now(response, Answer.notAllowed("GET"));
            return;
        }
        try {
            boolean admin = directory
                    .user(Caller.required(request).user())
                    .map(User::admin)
                    .orElse(false);
            Answering.later(request, unread)
                    .answer(admin ? show(meters) : Answer.problem(Code.FORBIDDEN, "Administrators see the meters."));
        } catch (Refused e) {
            Answering.now(response, Answer.problem(e.refusal()));
        }
    }

    static Answer show(Meters meters) {
        return new Answer(200, PROMETHEUS, Map.of(), meters.text().getBytes(StandardCharsets.UTF_8));
    }
}
