package org.parley.lab.doctor;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.function.BiConsumer;
import org.parley.http.Answer;
import org.parley.http.Answering;
import org.parley.http.Budget;
import org.parley.http.Caller;
import org.parley.http.Unread;
import org.parley.log.Code;
import org.parley.transport.Query;
import org.parley.wire.Fields;
import org.parley.wire.Refused;

/**
 * {@code /lab/doctor/silence?seconds=120}: a request that is answered, with nothing, after so many seconds without a
 * byte; for whoever is signed in. Holds no thread, and {@value #PLACES} requests at most, a quarter of them of one
 * user.
 */
public final class SilenceServlet extends HttpServlet {
    private static final long serialVersionUID = 1;
    private static final int MOST_SECONDS = 300;
    private static final int PLACES = 64;

    private final transient BiConsumer<Duration, Runnable> later;
    private final transient Unread unread;
    private final transient Budget places = new Budget(PLACES);

    /** {@code later} runs a short task after a while; answers take a place in {@code unread}. */
    public SilenceServlet(BiConsumer<Duration, Runnable> later, Unread unread) {
        this.later = later;
        this.unread = unread;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try {
            String user = Caller.required(request).user();
            hold(request, response, user, seconds(new Query(request::getParameter)));
        } catch (Refused e) {
            Answering.now(response, Answer.problem(e.refusal()));
        }
    }

    private static long seconds(Query query) {
        long seconds = query.number("seconds", 0);
        if (seconds < 1 || seconds > MOST_SECONDS) {
            throw Fields.malformed("seconds", "seconds must be 1 to " + MOST_SECONDS + ".");
        }
        return seconds;
    }

    private void hold(HttpServletRequest request, HttpServletResponse response, String user, long seconds)
            throws IOException {
        Budget.Share place = places.share(user);
        if (!place.hold(1)) {
            place.release();
            Answering.now(response, Answer.problem(Code.UNAVAILABLE, "Too many requests are held; come back later."));
            return;
        }
        Answering answering = Answering.later(request, unread);
        answering.whenGone(place::release);
        later.accept(Duration.ofSeconds(seconds), () -> {
            place.release();
            answering.answer(Answer.nothing());
        });
    }
}
