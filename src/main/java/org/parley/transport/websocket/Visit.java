package org.parley.transport.websocket;

import jakarta.websocket.CloseReason;
import jakarta.websocket.Session;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.parley.feed.Ending;
import org.parley.feed.Follower;
import org.parley.feed.From;
import org.parley.feed.Reader;
import org.parley.identity.SignedIn;
import org.parley.rfc6455.CloseCode;
import org.parley.transport.Arrival;
import org.parley.transport.ArrivalSink;
import org.parley.transport.Arrivals;
import org.parley.transport.Query;
import org.parley.transport.SocketCommands;
import org.parley.wire.Answers;
import org.parley.wire.CommandIntake;
import org.parley.wire.Refused;

/** One session of the container's WebSocket, at whichever endpoint: the feed's {@code follow}. */
final class Visit {
    /** When to come back to an application that is not there yet, or no more. */
    private static final Duration LATER = Duration.ofSeconds(1);

    private @Nullable Arrival arrival;
    private @Nullable Follower follower;
    private @Nullable PartialMessage partial;

    /** Begins to follow, if the caller is signed in and says from where. */
    void opened(Session session, @Nullable Collaborators with) throws IOException {
        if (with == null) {
            SessionSink.close(session, Ending.goingAway(LATER), LATER.toMillis());
            return;
        }
        SessionSink.boundClose(session, with.closeTimeout().toMillis());
        if (session.getUserPrincipal() instanceof SignedIn caller) {
            follow(session, caller, with);
        } else {
            SessionSink.close(session, Ending.SIGNED_OUT, with.closeTimeout().toMillis());
        }
    }

    private void follow(Session session, SignedIn caller, Collaborators with) throws IOException {
        CommandIntake intake = with.intake();
        session.setMaxIdleTimeout(0); // the feed's own heartbeat watches the line
        session.getAsyncRemote().setSendTimeout(with.feed().limits().stall().toMillis());
        try {
            Query query = Query.of(session.getRequestParameterMap());
            Reader reader = query.reader(caller);
            Arrival arrived = with.arrivals().at("websocket", reader);
            arrival = arrived;
            arrived.granted(session.getNegotiatedExtensions().stream()
                    .anyMatch(extension -> extension.getName().equals(Arrivals.COMPRESSION)));
            arrived.answered(101);
            From from = query.from();
            SessionSink sink = new SessionSink(session, with);
            Follower opened = with.feed().follow(reader, from, new ArrivalSink(sink, arrived), PlainFraming.INSTANCE);
            follower = opened;
            SocketCommands commands = new SocketCommands(intake.stream(caller.user()), opened);
            partial = new PartialMessage(intake.maxCommand(), with.partial().share(caller.user()), opened, commands);
            sink.begin(opened);
        } catch (Refused e) {
            with.meter().refused(e.refusal().code().wire());
            String error = new String(Answers.error(null, e.refusal()), StandardCharsets.UTF_8);
            session.getBasicRemote().sendText(error);
            SessionSink.close(session, Ending.NOT_A_COMMAND, with.closeTimeout().toMillis());
        }
    }

    /** Takes a part of a command. */
    void text(String part, boolean last) {
        if (partial != null) {
            partial.add(part, last);
        }
    }

    /** Turns away what is no text. */
    void binary(ByteBuffer part, boolean last) {
        if (follower != null) {
            follower.close(new Ending(1003, "text only"));
        }
    }

    /** Forgets the line. No browser sends 1011: some containers say it of a line that broke, before they call it so. */
    void closed(CloseReason reason) {
        int code = reason.getCloseCode().getCode();
        gone(code == CloseCode.SERVER_ERROR ? Arrival.WITHOUT_A_WORD : code);
    }

    private void gone(int code) {
        if (arrival != null) {
            arrival.closed(code);
        }
        if (follower != null) {
            follower.gone();
        }
        if (partial != null) {
            partial.release();
        }
    }

    /** The connection broke; the container closes it. */
    void failed() {
        gone(Arrival.WITHOUT_A_WORD);
    }
}
