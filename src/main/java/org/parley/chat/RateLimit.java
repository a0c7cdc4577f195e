package org.parley.chat;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * So many actions in a time for each of many, with bursts: a token bucket for each name that acted lately. Thread-safe.
 */
public final class RateLimit {
    private final Map<String, Bucket> buckets = new ConcurrentHashMap<>();
    private final double perMilli;
    private final int burst;
    private final LongSupplier millis;

    /** What was left at a time. */
    private record Bucket(double tokens, long at) {}

    /**
     * @param count actions allowed in {@code per}, in the long run
     * @param burst actions allowed at once after a pause
     * @param millis a monotonic clock
     */
    public RateLimit(int count, Duration per, int burst, LongSupplier millis) {
        this.perMilli = (double) count / per.toMillis();
        this.burst = burst;
        this.millis = millis;
    }

    /** Takes one action; answers 0, or, when it is one too many, in how many milliseconds it may be tried again. */
    public long take(String name) {
        long now = millis.getAsLong();
        long[] wait = new long[1];
        buckets.compute(name, (key, before) -> {
            double tokens = before == null ? burst : refilled(before, now);
            wait[0] = tokens >= 1 ? 0 : Math.max(1, (long) Math.ceil((1 - tokens) / perMilli));
            return new Bucket(tokens >= 1 ? tokens - 1 : tokens, now);
        });
        return wait[0];
    }

    /** The clock it goes by: monotonic, in milliseconds. */
    public long millis() {
        return millis.getAsLong();
    }

    /** Forgets what a name did. */
    public void forget(String name) {
        buckets.remove(name);
    }

    /** Forgets those whose bucket is full again; to be called now and then. */
    public void sweep() {
        long now = millis.getAsLong();
        buckets.values().removeIf(bucket -> refilled(bucket, now) >= burst);
    }

    private double refilled(Bucket bucket, long now) {
        return Math.min(burst, bucket.tokens + (now - bucket.at) * perMilli);
    }
}
