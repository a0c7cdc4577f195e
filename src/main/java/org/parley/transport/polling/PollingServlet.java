package org.parley.transport.polling;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.parley.feed.Feed;
import org.parley.feed.From;
import org.parley.feed.Messages;
import org.parley.feed.Reply;
import org.parley.feed.TransportMeter;
import org.parley.http.Answer;
import org.parley.http.Answering;
import org.parley.http.Unread;
import org.parley.transport.Arrival;
import org.parley.transport.Arrivals;
import org.parley.transport.PollServlet;
import org.parley.transport.Query;

/** {@code GET /transport/polling}: the feed's {@code read}. */
public final class PollingServlet extends PollServlet {
    private static final long serialVersionUID = 1;

    /**
     * What fits into any container's response buffer is written by the request's own thread, which then can't be held
     * by the peer.
     */
    private static final int SMALL = 4096;

    private final transient Feed feed;

    /** Reads this feed; long answers take a place in {@code unread}. */
    public PollingServlet(Feed feed, Messages messages, Arrivals arrivals, TransportMeter meter, Unread unread) {
        super("polling", messages, arrivals, meter, unread);
        this.feed = feed;
    }

    @Override
    protected void poll(HttpServletRequest request, HttpServletResponse response, Query query, Arrival arrival)
            throws IOException {
        From from = query.from();
        Meeting meeting = new Meeting(arrival);
        feed.read(arrival.reader(), from, meeting::replied);
        Reply reply = meeting.reply();
        if (reply == null) {
            meeting.postpone(later(request));
            return;
        }
        Answer answer = answer(arrival, reply);
        if (answer.body().length <= SMALL) {
            Answering.now(response, answer);
        } else {
            later(request).answer(answer);
        }
    }

    /** Where the reply and the request meet: mostly the reply is there at once, and nothing has to be put off. */
    private final class Meeting {
        private final Arrival arrival;
        private final AtomicReference<@Nullable Object> first = new AtomicReference<>();

        Meeting(Arrival arrival) {
            this.arrival = arrival;
        }

        void replied(Reply reply) {
            if (!first.compareAndSet(null, reply) && first.get() instanceof Answering later) {
                later.answer(answer(arrival, reply));
            }
        }

        @Nullable
        Reply reply() {
            return first.get() instanceof Reply reply ? reply : null;
        }

        void postpone(Answering later) {
            if (!first.compareAndSet(null, later) && first.get() instanceof Reply reply) {
                later.answer(answer(arrival, reply));
            }
        }
    }
}
