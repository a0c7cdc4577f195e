package org.parley.transport.sse;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.function.Consumer;
import org.parley.feed.Feed;
import org.parley.feed.Follower;
import org.parley.feed.Framing;
import org.parley.feed.From;
import org.parley.feed.TransportMeter;
import org.parley.http.Answer;
import org.parley.http.Answering;
import org.parley.http.Caller;
import org.parley.http.Departure;
import org.parley.transport.Arrival;
import org.parley.transport.ArrivalSink;
import org.parley.transport.Arrivals;
import org.parley.transport.Query;
import org.parley.wire.Refused;

/** {@code GET /transport/sse}: the feed's {@code follow} as {@code text/event-stream}. */
public final class SseServlet extends HttpServlet {
    private static final long serialVersionUID = 1;

    private final transient Feed feed;
    private final transient Arrivals arrivals;
    private final transient Consumer<Runnable> later;
    private final transient Departure departure;
    private final transient TransportMeter meter;
    private final transient Framing framing = new SseFraming();

    /** Follows this feed; {@code later} runs a task after the closing deadline. */
    public SseServlet(
            Feed feed, Arrivals arrivals, Consumer<Runnable> later, Departure departure, TransportMeter meter) {
        this.feed = feed;
        this.arrivals = arrivals;
        this.later = later;
        this.departure = departure;
        this.meter = meter;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (!request.getMethod().equals("GET")) { // HEAD too: it would hold what it never reads
            Answering.now(response, Answer.notAllowed("GET"));
            return;
        }
        try {
            Query query = new Query(request::getParameter);
            long beat = query.number("heartbeat", 0);
            Arrival arrival = arrivals.at("sse", query.reader(Caller.required(request)));
            stream(request, response, arrival, from(request, query, arrival), beat);
        } catch (Refused e) {
            meter.refused(e.refusal().code().wire());
            Answering.now(response, Answer.problem(e.refusal()));
        }
    }

    private static From from(HttpServletRequest request, Query query, Arrival arrival) {
        String last = request.getHeader("Last-Event-ID");
        try {
            return query.from(last == null || last.isEmpty() ? query.text("after") : last);
        } catch (Refused e) {
            arrival.refused(e.refusal());
            throw e;
        }
    }

    private void stream(HttpServletRequest request, HttpServletResponse response, Arrival arrival, From from, long beat)
            throws IOException {
        response.setContentType("text/event-stream;charset=utf-8");
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Accel-Buffering", "no"); // asks nginx not to hold events back
        AsyncContext async = request.startAsync();
        async.setTimeout(0);
        ServletOutputStream output = response.getOutputStream();
        SseStream stream = new SseStream(async, output, framing, arrival, later, departure, meter);
        async.addListener(stream);
        output.setWriteListener(stream);
        arrival.answered(200);
        Follower follower = feed.follow(arrival.reader(), from, new ArrivalSink(stream, arrival), framing);
        if (beat > 0) {
            follower.beat(beat);
        }
        stream.begin(new SseStream.Owner(follower::ready, follower::gone));
    }
}
