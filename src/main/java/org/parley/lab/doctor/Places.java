package org.parley.lab.doctor;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.parley.log.Answer.Refusal;
import org.parley.log.Code;
import org.parley.wire.Refused;

/** Requests that are held: so many in all, and so many of each user, so that nobody takes all. Thread-safe. */
final class Places {
    private final int most;
    private final int each;

    @GuardedBy("this")
    private int taken;

    @GuardedBy("this")
    private final Map<String, Integer> users = new HashMap<>();

    /** None is taken of {@code most}, of which each user may take {@code each}. */
    Places(int most, int each) {
        this.most = most;
        this.each = each;
    }

    /**
     * Takes one for a user; what it answers gives it back, once however often it is run. Throws {@link Refused} when he
     * has all of his, or there is none.
     */
    synchronized Runnable take(String user) {
        if (users.getOrDefault(user, 0) >= each) {
            throw new Refused(Refusal.of(
                    Code.RATE_LIMITED,
                    "You have " + each + " requests that are held, as many as one may have; wait until one ends."));
        } else if (taken >= most) {
            throw new Refused(Refusal.of(
                    Code.UNAVAILABLE, "The server holds " + most + " requests, as many as it may; come back later."));
        }
        taken++;
        users.merge(user, 1, Integer::sum);
        AtomicBoolean given = new AtomicBoolean();
        return () -> {
            if (!given.getAndSet(true)) {
                giveBack(user);
            }
        };
    }

    private synchronized void giveBack(String user) {
        taken--;
        users.computeIfPresent(user, (name, held) -> held == 1 ? null : held - 1);
    }
}
