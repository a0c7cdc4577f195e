package org.parley.lab.handshake;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.Socket;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.parley.http.Answer;
import org.parley.http.Answering;
import org.parley.http.Unread;
import org.parley.log.Code;
import org.parley.wire.Fields;
import org.parley.wire.Json;
import org.parley.wire.Refused;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code /lab/echo/attempt?name=…}: lets a raw socket within the server talk to its hand-made WebSocket, rightly or
 * with one mistake, and answers what either said, byte by byte. It connects to this server alone, wherever the request
 * says that it wants to go.
 */
public final class AttemptServlet extends HttpServlet {
    private static final long serialVersionUID = 1;
    private static final Logger LOG = LoggerFactory.getLogger(AttemptServlet.class);

    private final String target;
    private final transient Executor executor;
    private final transient Unread unread;

    /**
     * Talks on the threads of this executor, a second or two at a time; what it refuses is answered as such.
     *
     * @param target the path of the hand-made echo, from the server's root
     */
    public AttemptServlet(String target, Executor executor, Unread unread) {
        this.target = target;
        this.executor = executor;
        this.unread = unread;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Optional<Attempt> attempt = Attempt.named(String.valueOf(request.getParameter("name")));
        if (attempt.isEmpty()) {
            Refused refused = Fields.malformed("name", "name must be one of " + names() + ".");
            Answering.now(response, Answer.problem(refused.refusal()));
            return;
        }
        Itself itself = Itself.of(request);
        Answering answering = Answering.later(request, unread);
        try {
            executor.execute(() -> answering.answer(answer(attempt.get(), itself)));
        } catch (RejectedExecutionException e) {
            answering.answer(Answer.problem(Code.UNAVAILABLE, "Too many attempts are under way; try again."));
        }
    }

    private static List<String> names() {
        return List.of(Attempt.values()).stream().map(Attempt::wire).toList();
    }

    private Answer answer(Attempt attempt, Itself itself) {
        try (Socket socket = itself.connect()) {
            List<Map<String, Object>> said = new Talk(socket)
                    .of(attempt, itself.host(), target).stream()
                            .map(AttemptServlet::json)
                            .toList();
            return Answer.ok(Json.object("name", attempt.wire(), "said", said));
        } catch (IOException | RuntimeException e) {
            LOG.warn("The Lab could not connect to this server at {}: {}", itself.host(), e.toString());
            return Answer.problem(Code.UNAVAILABLE, "The server could not connect to itself; its log says why.");
        }
    }

    private static Map<String, Object> json(Talk.Said said) {
        return Json.object(
                "by",
                said.byServer() ? "server" : "client",
                "bytes",
                Base64.getEncoder().encodeToString(said.bytes()));
    }
}
