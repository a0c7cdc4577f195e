package org.parley.transport;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.parley.feed.Messages;
import org.parley.feed.Reader;
import org.parley.feed.Reply;
import org.parley.feed.TransportMeter;
import org.parley.http.Answer;
import org.parley.http.Answering;
import org.parley.http.Caller;
import org.parley.http.Unread;
import org.parley.log.Answer.Refusal;
import org.parley.log.Code;
import org.parley.wire.Problem;
import org.parley.wire.Refused;

/** What both kinds of polling have in common: a request for what follows a cursor, answered with one batch. */
public abstract class PollServlet extends HttpServlet {
    private static final long serialVersionUID = 1;

    private final String name;
    private final transient Messages messages;
    private final transient Arrivals arrivals;
    private final transient TransportMeter meter;
    private final transient Unread unread;

    /**
     * Answers in this wording, tells of who arrives at the transport of this name, and counts by this meter; long
     * answers take a place in {@code unread}.
     */
    protected PollServlet(String name, Messages messages, Arrivals arrivals, TransportMeter meter, Unread unread) {
        this.name = name;
        this.messages = messages;
        this.arrivals = arrivals;
        this.meter = meter;
        this.unread = unread;
    }

    @Override
    protected final void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (!request.getMethod().equals("GET")) { // HEAD too: it would hold what it never reads
            Answering.now(response, Answer.notAllowed("GET"));
            return;
        }
        try {
            Query query = new Query(request::getParameter);
            poll(request, response, query, query.reader(Caller.required(request)));
        } catch (Refused e) {
            meter.refused(e.refusal().code().wire());
            Answering.now(response, Answer.problem(e.refusal()));
        }
    }

    private void poll(HttpServletRequest request, HttpServletResponse response, Query query, Reader reader)
            throws IOException {
        Arrival arrival = arrivals.at(name, reader);
        try {
            poll(request, response, query, arrival);
        } catch (Refused e) {
            arrival.refused(e.refusal());
            throw e;
        }
    }

    /** Answers a poll, now or later. May throw {@link Refused} as long as it did neither. */
    protected abstract void poll(HttpServletRequest request, HttpServletResponse response, Query query, Arrival arrival)
            throws IOException;

    /** Puts a request off. */
    protected final Answering later(HttpServletRequest request) {
        return Answering.later(request, unread);
    }

    /** A reply as the answer to an arrival. */
    protected final Answer answer(Arrival arrival, Reply reply) {
        if (reply instanceof Reply.Batch batch) {
            arrival.opened(200);
            byte[] json = messages.batch(batch);
            meter.answered(batch.events().size(), json.length);
            return Answer.json(200, json);
        }
        Refusal refusal = refusal(reply);
        meter.refused(refusal.code().wire());
        arrival.refused(refusal);
        return Answer.problem(refusal);
    }

    private static Refusal refusal(Reply reply) {
        if (reply instanceof Reply.Gone gone) {
            return Problem.gone(gone).refusal();
        }
        return reply instanceof Reply.Ended
                ? Caller.NOBODY
                : Refusal.of(Code.UNAVAILABLE, "The log can't be read just now.");
    }
}
