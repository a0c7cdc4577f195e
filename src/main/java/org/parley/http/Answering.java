package org.parley.http;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A request that is answered later, once, from any thread. The thread that answers does not write: the container does,
 * when the peer can take it.
 */
public final class Answering {
    private static final Logger LOG = LoggerFactory.getLogger(Answering.class);

    private final AsyncContext async;
    private final Unread unread;
    private final Budget.Share share;
    private volatile Runnable gone = () -> {};

    @GuardedBy("this")
    private boolean answered;

    @GuardedBy("this")
    private Runnable restate = () -> {};

    private Answering(AsyncContext async, Unread unread, String caller) {
        this.async = async;
        this.unread = unread;
        this.share = unread.share(caller);
        async.setTimeout(0);
        async.addListener(new Ends());
    }

    /** Puts a request off; its answer takes a place among those that are {@code unread}. */
    public static Answering later(HttpServletRequest request, Unread unread) {
        return new Answering(request.startAsync(), unread, Caller.name(request));
    }

    /** What to do when the client goes away before it was answered, as far as the container notices. */
    public void whenGone(Runnable action) {
        gone = action;
    }

    /**
     * Answers, unless somebody did, or the container ended the request. From any thread; does not wait: what fits into
     * the container's buffer is flushed by the container when it completes the request, the rest is written by its
     * threads as the peer takes it, if there is a place for it; else the answer is that there is none.
     */
    public synchronized void answer(Answer answer) {
        if (answered) {
            return;
        }
        answered = true;
        try {
            HttpServletResponse response = (HttpServletResponse) async.getResponse();
            Answer given = answer.body().length <= response.getBufferSize() ? answer : unread.admitted(answer, share);
            head(response, given);
            restate = () -> response.setStatus(given.status());
            if (given.body().length <= response.getBufferSize()) {
                // Without a length, which the container adds: Tomcat sends a body whose length is reached at once.
                response.getOutputStream().write(given.body());
                complete(async);
            } else {
                response.setContentLength(given.body().length);
                async.start(() -> write(response, given.body()));
            }
        } catch (IOException | IllegalStateException e) {
            complete(async);
        }
    }

    /** Says the status once more: GlassFish forgets it before it tells a listener anything. */
    private synchronized void restate() {
        restate.run();
    }

    /** The container ended the request and may use its objects for another one: they must not be touched any more. */
    private void ended() {
        synchronized (this) {
            answered = true;
        }
        share.release();
        gone.run();
    }

    /** Some containers call a new listener on the very thread that sets it, so this is a thread of the container's. */
    private void write(HttpServletResponse response, byte[] body) {
        try {
            response.getOutputStream().setWriteListener(new BodyWriter(async, body));
        } catch (IOException | IllegalStateException e) {
            complete(async);
        }
    }

    static void complete(AsyncContext async) {
        try {
            async.complete();
        } catch (IllegalStateException e) {
            LOG.debug("The container was faster", e);
        }
    }

    /** Answers within the request's own thread; for what fits into the container's buffer. */
    public static void now(HttpServletResponse response, Answer answer) throws IOException {
        head(response, answer);
        if (answer.body().length > 0) {
            response.setContentLength(answer.body().length);
            response.getOutputStream().write(answer.body());
        }
    }

    private static void head(HttpServletResponse response, Answer answer) {
        response.setStatus(answer.status());
        answer.headers().forEach(response::addHeader);
        response.setHeader("Cache-Control", "no-store");
        if (!answer.type().isEmpty()) {
            response.setContentType(answer.type());
        }
    }

    /** The container noticed that the request can't be answered any more. */
    private final class Ends implements AsyncListener {
        @Override
        public void onComplete(AsyncEvent event) {
            restate();
            ended();
        }

        @Override
        public void onTimeout(AsyncEvent event) {
            ended();
        }

        @Override
        public void onError(AsyncEvent event) {
            ended();
        }

        @Override
        public void onStartAsync(AsyncEvent event) {
            throw new IllegalStateException("Started once more");
        }
    }
}
