package org.parley.http;

import java.time.Duration;
import java.util.function.BiConsumer;

/**
 * Does things when a thread of the container's has left the call in which it is. Until it has, Tomcat loses its hold on
 * a request whose write fails on a thread of ours: it takes the request's objects back without a word and uses them for
 * the next connection, while the failed write is still inside (docs/adr/0002). No interface tells when a thread has
 * left, but one that waits for work, or is no more, has. One that never seems to is looked at {@value #LOOKS} times,
 * for 15 ms in all, and then taken for busy with other calls.
 *
 * @param later runs a short task after a while, on a thread of ours
 */
public record Departure(BiConsumer<Duration, Runnable> later) {
    private static final int LOOKS = 4;

    /** Does something soon, but not before this thread has returned to the container. From within its call. */
    public void then(Runnable action) {
        look(Thread.currentThread(), action, 0);
    }

    private void look(Thread caller, Runnable action, int looks) {
        later.accept(Duration.ofMillis(1L << looks), () -> {
            if (isBusy(caller) && looks + 1 < LOOKS) {
                look(caller, action, looks + 1);
            } else {
                action.run();
            }
        });
    }

    private static boolean isBusy(Thread thread) {
        Thread.State state = thread.getState();
        return state == Thread.State.RUNNABLE || state == Thread.State.BLOCKED;
    }
}
