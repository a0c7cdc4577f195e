package org.parley.transport.upgrade;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalInt;
import org.parley.feed.Feed;
import org.parley.feed.Follower;
import org.parley.feed.From;
import org.parley.feed.TransportMeter;
import org.parley.http.Answer;
import org.parley.http.Answering;
import org.parley.http.Budget;
import org.parley.http.Caller;
import org.parley.rfc6455.Deflate;
import org.parley.transport.Arrival;
import org.parley.transport.ArrivalSink;
import org.parley.transport.Arrivals;
import org.parley.transport.Query;
import org.parley.transport.SocketCommands;
import org.parley.wire.CommandIntake;
import org.parley.wire.Refused;

/** {@code /transport/upgrade}: the feed's {@code follow} over the hand-made WebSocket. */
public final class UpgradeServlet extends HttpServlet {
    private static final long serialVersionUID = 1;

    /** No connection keeps a compressor or a window, so that an idle one costs the same with and without. */
    private static final Deflate.Terms TERMS = new Deflate.Terms(false, false, Deflate.LEAST_BITS);

    private final transient Feed feed;
    private final transient CommandIntake intake;
    private final transient Arrivals arrivals;
    private final transient TransportMeter meter;
    private final transient Budget partial;
    private final transient Opening opening;
    private final transient Framings framings;

    /**
     * Follows this feed.
     *
     * @param partial bounds what all half-received commands take
     * @param compressFrom the size in bytes from which messages are compressed for whoever can take that; empty for
     *     never
     */
    public UpgradeServlet(
            Feed feed,
            CommandIntake intake,
            Arrivals arrivals,
            Connections connections,
            Budget partial,
            TransportMeter meter,
            OptionalInt compressFrom) {
        this.feed = feed;
        this.intake = intake;
        this.arrivals = arrivals;
        this.meter = meter;
        this.framings = new Framings(compressFrom.orElse(Integer.MAX_VALUE));
        this.partial = partial;
        this.opening = new Opening(connections, compressFrom.isPresent() ? TERMS : null);
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try {
            Query query = new Query(request::getParameter);
            open(
                    request,
                    response,
                    query,
                    arrivals.atSocket("upgrade", query.reader(Caller.required(request)), request));
        } catch (Refused e) {
            meter.refused(e.refusal().code().wire());
            Answering.now(response, Answer.problem(e.refusal()));
        }
    }

    private void open(HttpServletRequest request, HttpServletResponse response, Query query, Arrival arrival)
            throws IOException {
        try {
            From from = query.from();
            Connection.Limits limits = new Connection.Limits(
                    intake.maxCommand(), partial.share(arrival.reader().user()));
            Optional<Opening.Turned> turned =
                    opening.open(request, response, limits, connection -> follow(connection, arrival, from));
            if (turned.isPresent()) {
                refused(arrival, turned.get());
                Answering.now(response, turned.get().answer());
            } else {
                arrival.answered(101);
            }
        } catch (Refused e) {
            arrival.refused(e.refusal());
            throw e;
        }
    }

    private void refused(Arrival arrival, Opening.Turned turned) {
        arrival.refused(turned.answer().status(), turned.code());
        meter.refused(turned.code());
    }

    private Conversation follow(Connection connection, Arrival arrival, From from) {
        arrival.granted(connection.deflate() != null);
        ArrivalSink sink = new ArrivalSink(new ConnectionSink(connection, meter), arrival);
        Follower follower = feed.follow(arrival.reader(), from, sink, framings.of(connection.deflate()));
        SocketCommands commands =
                new SocketCommands(intake.stream(arrival.reader().user()), follower);
        return new FeedConversation(connection, arrival, follower, commands);
    }
}
