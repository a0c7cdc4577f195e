package org.parley.transport.upgrade;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.WebConnection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.Set;
import java.util.function.Function;
import org.parley.http.Answer;
import org.parley.http.Answering;
import org.parley.log.Code;
import org.parley.rfc6455.Handshake;
import org.parley.rfc6455.Refusal;
import org.parley.wire.Json;
import org.parley.wire.Problem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The opening handshake: a request becomes a {@link Connection}, or is told why not. Who may come is decided before.
 *
 * @param all where its connections belong
 * @param limits what they may cost
 */
public record Opening(Connections all, Connection.Limits limits) {
    private static final Logger LOG = LoggerFactory.getLogger(Opening.class);

    /**
     * Answers a handshake; {@code begin} is called after the 101, with the connection, for what to do with it. Answers
     * whether that will be.
     */
    public boolean open(
            HttpServletRequest request, HttpServletResponse response, Function<Connection, Conversation> begin)
            throws IOException {
        Handshake answer = Handshake.answer(
                request.getMethod(),
                request.getProtocol(),
                name -> Collections.list(request.getHeaders(name)),
                Set.of());
        if (answer instanceof Handshake.Refused refused) {
            Answering.now(response, refusal(refused.refusal()));
            return false;
        }
        response.setStatus(answer.status());
        answer.headers().forEach(response::setHeader);
        return upgrade(request, response, tcp -> connection(tcp, begin));
    }

    private static boolean upgrade(
            HttpServletRequest request, HttpServletResponse response, Function<WebConnection, Connection> make)
            throws IOException {
        try {
            request.upgrade(UpgradeHandler.class).whenOpen(make);
            return true;
        } catch (ServletException | UnsupportedOperationException | IllegalStateException e) {
            LOG.debug("This container does not upgrade", e);
            response.reset();
            Answering.now(
                    response,
                    Answer.problem(Code.NO_UPGRADE, "This container does not hand a request's connection over."));
            return false;
        }
    }

    private Connection connection(WebConnection tcp, Function<Connection, Conversation> begin) {
        try {
            return new Connection(tcp, all, limits, begin);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A problem document that names the rule (docs/protocol.md, Errors). */
    private static Answer refusal(Refusal rule) {
        byte[] json = Json.bytes(Json.object(
                "type",
                "about:blank",
                "title",
                "The opening handshake breaks RFC 6455",
                "status",
                rule.status(),
                "code",
                "handshake",
                "detail",
                rule.sentence(),
                "section",
                rule.section()));
        return new Answer(rule.status(), Problem.MEDIA_TYPE, rule.headers(), json);
    }
}
