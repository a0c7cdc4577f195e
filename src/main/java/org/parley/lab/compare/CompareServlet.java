package org.parley.lab.compare;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import org.parley.http.Answer;
import org.parley.http.Answering;
import org.parley.http.Caller;
import org.parley.http.Unread;
import org.parley.identity.SignedIn;
import org.parley.lab.handshake.Itself;
import org.parley.lab.load.Target;
import org.parley.log.Code;
import org.parley.transport.Query;
import org.parley.wire.Refused;

/**
 * {@code /lab/compare/run}: POST begins the comparison that the parameters describe, GET tells how far it is, or what
 * came of an earlier one ({@code of}), DELETE stops it. For whoever is signed in. The clients connect to where the
 * request arrived, which is this server.
 */
public final class CompareServlet extends HttpServlet {
    private static final long serialVersionUID = 1;

    private final transient Comparisons comparisons;
    private final transient Unread unread;

    /** Answers about these; long answers take a place in {@code unread}. */
    public CompareServlet(Comparisons comparisons, Unread unread) {
        this.comparisons = comparisons;
        this.unread = unread;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try {
            SignedIn caller = Caller.required(request);
            Answer answer = switch (request.getMethod()) {
                case "GET" -> told(request, caller);
                case "POST" -> begun(request, caller);
                case "DELETE" -> stopped(caller);
                default -> Answer.notAllowed("DELETE, GET, POST");
            };
            Answering.later(request, unread).answer(answer);
        } catch (Refused e) {
            Answering.now(response, Answer.problem(e.refusal()));
        }
    }

    private Answer begun(HttpServletRequest request, SignedIn caller) throws IOException {
        Choice choice = Choice.of(new Query(request::getParameter));
        Itself itself = Itself.of(request);
        Target target =
                new Target(itself.address(), itself.host(), itself.tls(), request.getContextPath() + Venues.PATH);
        return comparisons
                .start(choice, target, caller.user())
                .map(comparison -> Answer.ok(json(comparison, caller, "", 0, 0)))
                .orElseGet(() -> Answer.problem(
                        Code.UNAVAILABLE, "A comparison is under way; the server carries out one at a time."));
    }

    private Answer told(HttpServletRequest request, SignedIn caller) {
        Query query = new Query(request::getParameter);
        String known = String.valueOf(query.text("id"));
        String asked = query.text("of");
        return (asked == null ? comparisons.current() : comparisons.find(asked))
                .map(comparison -> Answer.ok(
                        json(comparison, caller, known, query.number("samples", 0), query.number("results", 0))))
                .orElseGet(() -> asked == null
                        ? Answer.nothing()
                        : Answer.problem(
                                Code.NOT_FOUND,
                                "This comparison is not kept: the server keeps the last " + Comparisons.KEPT
                                        + " until it ends."));
    }

    private Answer stopped(SignedIn caller) {
        Comparison comparison = comparisons.current().orElse(null);
        if (comparison != null && !comparison.starter().equals(caller.user())) {
            return Answer.problem(Code.FORBIDDEN, "Whoever began a comparison may stop it.");
        } else if (comparison != null) {
            comparison.progress.stop();
        }
        return Answer.nothing();
    }

    private static Map<String, Object> json(
            Comparison comparison, SignedIn caller, String known, long samples, long results) {
        Map<String, Object> json = comparison.json(known, samples, results);
        boolean yours = comparison.starter().equals(caller.user());
        json.put("yours", yours);
        if (yours && !comparison.seats().isEmpty()) {
            json.put("seats", comparison.seats());
        }
        return json;
    }
}
