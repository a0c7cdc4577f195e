package org.parley.lab.doctor;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.parley.chat.Directory;
import org.parley.chat.RateLimit;
import org.parley.chat.User;
import org.parley.http.Answer;
import org.parley.http.Answering;
import org.parley.http.Body;
import org.parley.http.Budget;
import org.parley.http.Caller;
import org.parley.http.Unread;
import org.parley.log.Answer.Refusal;
import org.parley.log.Code;
import org.parley.wire.Fields;
import org.parley.wire.Json;
import org.parley.wire.Refused;

/**
 * {@code /lab/doctor/reports}: POST leaves a report of the Doctor for the administrators, a few in ten minutes for each
 * user; GET shows administrators what was left, and who talks over which transport at this node.
 */
public final class ReportsServlet extends HttpServlet {
    private static final long serialVersionUID = 1;

    private final transient Reports reports;
    private final transient Settled settled;
    private final transient Directory directory;
    private final transient RateLimit rate;
    private final transient Budget partial;
    private final transient Unread unread;
    private final transient Clock clock;

    /**
     * Leaves reports here, of people whom this directory knows.
     *
     * @param rate bounds how many one user leaves
     * @param partial bounds what all requests take that have arrived in part
     * @param unread bounds what all answers take that have been read in part
     */
    public ReportsServlet(
            Reports reports,
            Settled settled,
            Directory directory,
            RateLimit rate,
            Budget partial,
            Unread unread,
            Clock clock) {
        this.reports = reports;
        this.settled = settled;
        this.directory = directory;
        this.rate = rate;
        this.partial = partial;
        this.unread = unread;
        this.clock = clock;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try {
            User caller = directory.user(Caller.required(request).user()).orElseThrow(() -> new Refused(Caller.NOBODY));
            switch (request.getMethod()) {
                case "GET" -> Answering.later(request, unread).answer(shown(caller));
                case "POST" -> take(request, caller);
                default -> Answering.now(response, Answer.notAllowed("GET, POST"));
            }
        } catch (Refused e) {
            Answering.now(response, Answer.problem(e.refusal()));
        }
    }

    private Answer shown(User caller) {
        if (!caller.admin()) {
            return Answer.problem(Code.FORBIDDEN, "Administrators see the reports.");
        }
        String json = "{\"reports\":" + reports.json() + ",\"settled\":" + Json.text(settled.json(directory)) + '}';
        return Answer.json(200, json.getBytes(StandardCharsets.UTF_8));
    }

    private void take(HttpServletRequest request, User caller) throws IOException {
        long wait = rate.take(caller.id());
        if (wait > 0) {
            throw new Refused(
                    new Refusal(Code.RATE_LIMITED, "Too many reports of yours; wait a while.", Map.of("retry", wait)));
        }
        Answering later = Answering.later(request, unread);
        Body.of(request, Report.LONGEST, partial)
                .thenApply(body -> {
                    reports.add(Report.read(Fields.read(body), caller, clock.instant()));
                    return Answer.nothing();
                })
                .exceptionally(ReportsServlet::problem)
                .thenAccept(later::answer);
    }

    private static Answer problem(Throwable thrown) {
        Throwable cause =
                thrown instanceof CompletionException && thrown.getCause() != null ? thrown.getCause() : thrown;
        return cause instanceof Refused refused
                ? Answer.problem(refused.refusal())
                : Answer.problem(Code.UNAVAILABLE, "The report did not arrive as a whole.");
    }
}
