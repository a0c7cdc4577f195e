package org.parley.transport.upgrade;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.WebConnection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.parley.http.Answer;
import org.parley.log.Code;
import org.parley.rfc6455.Deflate;
import org.parley.rfc6455.Handshake;
import org.parley.rfc6455.Refusal;
import org.parley.transport.HandshakeProblem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The opening handshake: a request becomes a {@link Connection}, or is told why not. Who may come is decided before.
 *
 * @param all where its connections belong
 * @param compression what is agreed on; null if messages are not compressed
 */
public record Opening(Connections all, Deflate.@Nullable Terms compression) {
    private static final Logger LOG = LoggerFactory.getLogger(Opening.class);

    /** What is to be done with a connection. */
    public interface Beginning {
        /** Says what is said over a connection, when the container has handed it over. Must not block. */
        Conversation with(Connection connection);

        /** The peer was gone before the connection was handed over. */
        default void never() {}
    }

    /**
     * Why a connection is not handed over, and what its peer is to be told by the caller, who may first note it: the
     * peer may ask for that at once.
     */
    public record Turned(String code, Answer answer) {}

    /**
     * Answers a handshake where the connection is handed over: the one or the other of {@link Beginning}'s methods will
     * be called then. Else nothing is answered yet.
     *
     * @param limits what the connection may cost
     */
    public Optional<Turned> open(
            HttpServletRequest request, HttpServletResponse response, Connection.Limits limits, Beginning beginning)
            throws IOException {
        Handshake answer = Handshake.answer(
                request.getMethod(),
                request.getProtocol(),
                name -> Collections.list(request.getHeaders(name)),
                Set.of(),
                compression);
        if (answer instanceof Handshake.Accepted accepted) {
            return accept(request, response, accepted, limits, beginning);
        }
        Refusal rule = ((Handshake.Refused) answer).refusal();
        return Optional.of(new Turned(
                HandshakeProblem.CODE,
                HandshakeProblem.answer(rule.status(), rule.headers(), rule.sentence(), rule.section())));
    }

    private Optional<Turned> accept(
            HttpServletRequest request,
            HttpServletResponse response,
            Handshake.Accepted answer,
            Connection.Limits limits,
            Beginning beginning)
            throws IOException {
        response.setStatus(answer.status());
        answer.headers().forEach(response::setHeader);
        try {
            UpgradeHandler handler = request.upgrade(UpgradeHandler.class);
            handler.expect(all, tcp -> connection(tcp, limits, answer.deflate(), beginning), beginning::never);
            return Optional.empty();
        } catch (ServletException | UnsupportedOperationException | IllegalStateException e) {
            LOG.debug("This container does not upgrade", e);
            response.reset();
            return Optional.of(new Turned(
                    Code.NO_UPGRADE.wire(),
                    Answer.problem(Code.NO_UPGRADE, "This container does not hand a request's connection over.")));
        }
    }

    private Connection connection(
            WebConnection tcp, Connection.Limits limits, @Nullable Deflate deflate, Beginning beginning) {
        try {
            return new Connection(tcp, all, limits, deflate, beginning);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
