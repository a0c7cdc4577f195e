package org.parley.http;

import java.util.Map;
import org.parley.log.Answer.Refusal;
import org.parley.log.Code;

/**
 * The answers that are being written, as their peers read them: so many bytes in all. One of which nobody reads keeps
 * its place until the container's own clock ends its connection. Thread-safe.
 */
public final class Unread {
    private static final Refusal TOO_MANY = new Refusal(
            Code.UNAVAILABLE,
            "Too many answers wait for clients that do not read them. Try again; commands with the same keys.",
            Map.of("retry", 1000L));

    private final Budget bytes;

    /** Nothing is written yet of {@code most} bytes in all; an answer that is alone may have more. */
    public Unread(long most) {
        this.bytes = new Budget(most);
    }

    /** What an answer to this caller takes; nothing yet. */
    Budget.Share share(String caller) {
        return bytes.share(caller);
    }

    /** The same answer if there is a place for it, which it takes; else one that says so, and takes none. */
    Answer admitted(Answer answer, Budget.Share share) {
        int length = answer.body().length;
        if (share.hold(length) || bytes.used() <= length) {
            return answer;
        }
        share.hold(0);
        return Answer.problem(TOO_MANY);
    }
}
