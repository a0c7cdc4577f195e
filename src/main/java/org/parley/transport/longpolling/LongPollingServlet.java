package org.parley.transport.longpolling;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import org.parley.feed.Feed;
import org.parley.feed.From;
import org.parley.feed.Messages;
import org.parley.feed.TransportMeter;
import org.parley.http.Answering;
import org.parley.http.Unread;
import org.parley.transport.Arrival;
import org.parley.transport.Arrivals;
import org.parley.transport.PollServlet;
import org.parley.transport.Query;
import org.parley.wire.Fields;

/**
 * {@code GET /transport/long-polling}: the feed's {@code await}. An answer that could not be written loses nothing: the
 * client asks again with the cursor it has.
 */
public final class LongPollingServlet extends PollServlet {
    private static final long serialVersionUID = 1;
    private static final long USUAL = 25;

    private final transient Feed feed;
    private final transient Duration longest;
    private final transient TransportMeter meter;

    /** Holds requests for {@code longest} at most; long answers take a place in {@code unread}. */
    public LongPollingServlet(
            Feed feed, Messages messages, Arrivals arrivals, Duration longest, TransportMeter meter, Unread unread) {
        super("long-polling", messages, arrivals, meter, unread);
        this.meter = meter;
        this.feed = feed;
        this.longest = longest;
    }

    @Override
    protected void poll(HttpServletRequest request, HttpServletResponse response, Query query, Arrival arrival) {
        From from = query.from();
        Duration hold = hold(query);
        Answering later = later(request);
        Held held = new Held(meter);
        Feed.Parked parked = feed.await(arrival.reader(), from, hold, reply -> {
            held.end();
            later.answer(answer(arrival, reply));
        });
        later.whenGone(() -> {
            held.end();
            parked.cancel();
        });
    }

    private Duration hold(Query query) {
        long seconds = query.number("wait", Math.min(USUAL, Math.max(1, longest.toSeconds())));
        if (seconds < 1 || seconds > Math.max(1, longest.toSeconds())) {
            throw Fields.malformed("wait", "wait must be 1 to " + Math.max(1, longest.toSeconds()) + " seconds.");
        }
        Duration hold = Duration.ofSeconds(seconds);
        return hold.compareTo(longest) < 0 ? hold : longest;
    }
}
