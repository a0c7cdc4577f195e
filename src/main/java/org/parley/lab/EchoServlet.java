package org.parley.lab;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.parley.http.Answer;
import org.parley.http.Answering;
import org.parley.log.Code;
import org.parley.rfc6455.Deflate;
import org.parley.transport.Query;
import org.parley.transport.upgrade.Connection;
import org.parley.transport.upgrade.Connections;
import org.parley.transport.upgrade.Conversation;
import org.parley.transport.upgrade.Opening;
import org.parley.wire.Refused;

/** {@code /lab/echo/upgrade}: answers each message with itself, over the hand-made WebSocket. */
public final class EchoServlet extends HttpServlet {
    private static final long serialVersionUID = 1;

    private final transient Echoes echoes;
    private final transient Opening opening;

    /**
     * Takes a place among these echoes for each connection; {@code compression} is whether messages may be compressed.
     */
    public EchoServlet(Echoes echoes, Connections connections, boolean compression) {
        this.echoes = echoes;
        this.opening = new Opening(connections, compression ? new Deflate.Terms(true, true, Deflate.LEAST_BITS) : null);
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try {
            open(request, response, Echoes.suffix(new Query(request::getParameter)));
        } catch (Refused e) {
            Answering.now(response, Answer.problem(e.refusal()));
        }
    }

    private void open(HttpServletRequest request, HttpServletResponse response, String suffix) throws IOException {
        if (!echoes.enter()) {
            Answering.now(response, Answer.problem(Code.UNAVAILABLE, "The echo has no free place; come back later."));
            return;
        }
        boolean keepsPlace = false;
        try {
            Connection.Limits limits = new Connection.Limits(
                    echoes.limits().message(), echoes.buffered().share());
            keepsPlace = opening.open(request, response, limits, new Beginning(echoes, suffix))
                    .isEmpty();
        } finally {
            // A peer that is gone lets the refusal fail.
            if (!keepsPlace) {
                echoes.leave();
            }
        }
    }

    private record Beginning(Echoes echoes, String suffix) implements Opening.Beginning {
        @Override
        public Conversation with(Connection connection) {
            return new EchoConversation(connection, echoes, suffix.getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public void never() {
            echoes.leave();
        }
    }
}
