package org.parley.lab.doctor;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.parley.http.Answer;
import org.parley.http.Answering;
import org.parley.http.Caller;
import org.parley.http.Unread;
import org.parley.transport.Query;
import org.parley.wire.Fields;
import org.parley.wire.Refused;

/**
 * {@code /lab/doctor/answer?kb=512}: an answer of so many KiB, for whoever is signed in. Each of its lines of 16 bytes
 * is its own number, 15 hexadecimal digits, so that whoever reads it knows what is missing or was changed.
 */
public final class LongAnswerServlet extends HttpServlet {
    private static final long serialVersionUID = 1;
    private static final int MOST_KB = 1024;
    private static final int LINES_IN_KB = 64;

    private final transient Unread unread;

    /** Answers take a place in {@code unread}. */
    public LongAnswerServlet(Unread unread) {
        this.unread = unread;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try {
            Caller.required(request);
            long kb = new Query(request::getParameter).number("kb", MOST_KB);
            if (kb < 1 || kb > MOST_KB) {
                throw Fields.malformed("kb", "kb must be 1 to " + MOST_KB + ".");
            }
            Answer answer = new Answer(200, "text/plain;charset=utf-8", Map.of(), lines((int) kb * LINES_IN_KB));
            Answering.later(request, unread).answer(answer);
        } catch (Refused e) {
            Answering.now(response, Answer.problem(e.refusal()));
        }
    }

    private static byte[] lines(int count) {
        StringBuilder text = new StringBuilder(count * 16);
        for (int line = 0; line < count; line++) {
            text.append(String.format("%015x\n", line));
        }
        return text.toString().getBytes(StandardCharsets.US_ASCII);
    }
}
