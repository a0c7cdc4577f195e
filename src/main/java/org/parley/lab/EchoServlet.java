package org.parley.lab;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.parley.http.Answer;
import org.parley.http.Answering;
import org.parley.lab.handshake.Recording;
import org.parley.log.Code;
import org.parley.rfc6455.Deflate;
import org.parley.transport.Query;
import org.parley.transport.upgrade.Connection;
import org.parley.transport.upgrade.Connections;
import org.parley.transport.upgrade.Conversation;
import org.parley.transport.upgrade.Opening;
import org.parley.wire.Refused;

/**
 * {@code /lab/echo/upgrade}: answers each message with itself, over the hand-made WebSocket; with {@code ?record} it
 * tells its peer besides what passed, byte by byte ({@link Recording}); with {@code ?silence=SECONDS} it leaves a line
 * silent for longer than it usually would.
 */
public final class EchoServlet extends HttpServlet {
    private static final long serialVersionUID = 1;

    private final transient Echoes echoes;
    private final transient Opening opening;
    private final transient Opening plain;

    /**
     * Takes a place among these echoes for each connection; {@code compression} is whether messages may be compressed.
     */
    public EchoServlet(Echoes echoes, Connections connections, boolean compression) {
        this.echoes = echoes;
        this.opening = new Opening(connections, compression ? new Deflate.Terms(true, true, Deflate.LEAST_BITS) : null);
        this.plain = new Opening(connections, null);
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try {
            Query query = new Query(request::getParameter);
            open(request, response, Echoes.suffix(query), Echoes.silence(query));
        } catch (Refused e) {
            Answering.now(response, Answer.problem(e.refusal()));
        }
    }

    private void open(HttpServletRequest request, HttpServletResponse response, String suffix, Duration silence)
            throws IOException {
        if (!echoes.enter()) {
            Answering.now(response, Answer.problem(Code.UNAVAILABLE, "The echo has no free place; come back later."));
            return;
        }
        boolean keepsPlace = false;
        try {
            Optional<Opening.Turned> turned = request.getParameter("record") == null
                    ? opened(request, response, suffix, silence)
                    : openedRecorded(request, response, suffix);
            keepsPlace = turned.isEmpty();
            if (turned.isPresent()) {
                Answering.now(response, turned.get().answer());
            }
        } finally {
            // A peer that is gone lets the refusal fail.
            if (!keepsPlace) {
                echoes.leave();
            }
        }
    }

    private Optional<Opening.Turned> opened(
            HttpServletRequest request, HttpServletResponse response, String suffix, Duration silence)
            throws IOException {
        return opening.open(
                request,
                response,
                limits(echoes.limits().message(), silence),
                new Beginning(echoes, suffix, Optional.empty()));
    }

    /** One whose bytes can be read: nothing of it is compressed, and its messages are short. */
    private Optional<Opening.Turned> openedRecorded(
            HttpServletRequest request, HttpServletResponse response, String suffix) throws IOException {
        return plain.open(
                request,
                response,
                limits(Math.min(Recording.MOST_BYTES, echoes.limits().message()), Duration.ZERO),
                new Beginning(echoes, suffix, Recording.opening(request)));
    }

    private Connection.Limits limits(int message, Duration silence) {
        return new Connection.Limits(message, echoes.buffered().share(), silence);
    }

    private record Beginning(Echoes echoes, String suffix, Optional<byte[]> recording) implements Opening.Beginning {
        @Override
        public Conversation with(Connection connection) {
            return new EchoConversation(connection, echoes, suffix.getBytes(StandardCharsets.UTF_8), recording);
        }

        @Override
        public void never() {
            echoes.leave();
        }
    }
}
